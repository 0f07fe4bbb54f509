package io.github.simloss.djl;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.simloss.text.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A batch cut into groups of like length, since PyTorch's LSTM computes every sentence to the
 * length of the longest: a large batch of mixed lengths is a third padding. A small batch stays
 * whole; there a group's products would be too small to be fast.
 */
final class LengthGroups {
  /** No group is smaller than this. */
  private static final int LEAST_SENTENCES = 32;

  private static final int MOST_GROUPS = 4;

  private final List<Positions> groups;
  private final int[] targets;

  /**
   * @param batch the sentences
   * @param paddingId a target that costs nothing
   */
  LengthGroups(Batch batch, int paddingId) {
    int count = Math.max(1, Math.min(MOST_GROUPS, batch.size() / LEAST_SENTENCES));
    groups = new ArrayList<>();
    if (count == 1 || batch.longest() == Arrays.stream(batch.lengths()).min().getAsInt()) {
      groups.add(new Positions(batch, paddingId));
    } else {
      int[] order =
          IntStream.range(0, batch.size())
              .boxed()
              .sorted(Comparator.comparingInt(b -> batch.lengths()[b]))
              .mapToInt(Integer::intValue)
              .toArray();
      for (int g = 0; g < count; g++) {
        int from = order.length * g / count;
        int to = order.length * (g + 1) / count;
        groups.add(new Positions(part(batch, Arrays.copyOfRange(order, from, to)), paddingId));
      }
    }
    targets = groups.stream().flatMapToInt(group -> Arrays.stream(group.targets)).toArray();
  }

  private static Batch part(Batch batch, int[] rows) {
    int[] tokens = new int[rows.length * batch.maxLength()];
    int[] lengths = new int[rows.length];
    for (int r = 0; r < rows.length; r++) {
      System.arraycopy(
          batch.tokens(),
          rows[r] * batch.maxLength(),
          tokens,
          r * batch.maxLength(),
          batch.maxLength());
      lengths[r] = batch.lengths()[rows[r]];
    }
    return new Batch(batch.maxLength(), tokens, lengths);
  }

  /** The ids that cost something, group by group. */
  int[] targets() {
    return targets;
  }

  /**
   * The decoder's hidden states at the targets, n x H.
   *
   * @param step the call at hand
   * @param network both LSTMs
   * @param embedding (V, d)
   * @param startId the decoder's first input
   * @param recording whether the way back is wanted
   */
  PtNDArray states(
      Step step, Network network, PtNDArray embedding, int startId, boolean recording) {
    List<PtNDArray> parts = new ArrayList<>();
    for (Positions group : groups) {
      PtNDArray sources = network.rows(embedding, group.encoderInputs());
      PtNDArray inputs = network.rows(embedding, group.decoderInputs(startId));
      step.record(recording);
      parts.add(network.decode(group, network.encode(group, sources), inputs));
      step.record(false);
    }
    if (parts.size() == 1) {
      return parts.get(0);
    }
    step.record(recording);
    PtNDArray states = JniUtils.cat(parts.toArray(new PtNDArray[0]), 0);
    step.record(false);
    return states;
  }
}
