package io.github.simloss.batch;

import java.util.stream.IntStream;

/**
 * A batch with the padding taken out, in the layout of PyTorch's {@code PackedSequence}: rows
 * sorted by falling length (equal lengths keep their order), then time-major, so that the rows
 * alive at time {@code t} are the contiguous range {@code [offset(t), offset(t) + alive(t))} of
 * every packed array. A recurrent step then works on one contiguous block, and nothing is computed
 * for padding.
 */
public final class PackedBatch {
  private final int[] order;
  private final int[] offsets;
  private final int[] targets;
  private final int[] decoderInputs;
  private final int[] lengths;

  /**
   * @param batch what to pack
   * @param startId the id of {@code <start>}, the decoder's first input
   */
  public PackedBatch(Batch batch, int startId) {
    int size = batch.size();
    order =
        IntStream.range(0, size)
            .boxed()
            .sorted((a, b) -> batch.lengths()[b] - batch.lengths()[a])
            .mapToInt(Integer::intValue)
            .toArray();
    lengths = new int[size];
    for (int r = 0; r < size; r++) {
      lengths[r] = batch.lengths()[order[r]];
    }
    int longest = batch.longest();
    offsets = new int[longest + 1];
    targets = new int[batch.tokenCount()];
    decoderInputs = new int[batch.tokenCount()];
    int k = 0;
    for (int t = 0; t < longest; t++) {
      offsets[t] = k;
      for (int r = 0; r < size && lengths[r] > t; r++, k++) {
        targets[k] = batch.token(order[r], t);
        decoderInputs[k] = t == 0 ? startId : batch.token(order[r], t - 1);
      }
    }
    offsets[longest] = k;
  }

  /** The number of sentences. */
  public int size() {
    return order.length;
  }

  /** The number of time steps: the longest length. */
  public int steps() {
    return offsets.length - 1;
  }

  /** The number of packed rows: all real tokens. */
  public int tokenCount() {
    return targets.length;
  }

  /** {@code order()[r]} is the row of the batch that stands at sorted place {@code r}. */
  public int[] order() {
    return order;
  }

  /** The real length of the sentence at sorted place {@code r}; falling. */
  public int[] lengths() {
    return lengths;
  }

  /** The first packed row of time {@code t}; {@code offset(steps())} is the total. */
  public int offset(int t) {
    return offsets[t];
  }

  /** How many sentences are still alive at time {@code t}; falling with {@code t}. */
  public int alive(int t) {
    return offsets[t + 1] - offsets[t];
  }

  /** The packed row of the last real token of the sentence at sorted place {@code r}. */
  public int lastRow(int r) {
    return offsets[lengths[r] - 1] + r;
  }

  /** The real ids, packed: the encoder's inputs and the decoder's targets. */
  public int[] targets() {
    return targets;
  }

  /** The decoder's teacher-forced inputs, packed: {@code <start>}, then the previous target. */
  public int[] decoderInputs() {
    return decoderInputs;
  }
}
