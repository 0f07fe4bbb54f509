package io.github.simloss.backend.decoding;

import io.github.simloss.backend.DecoderState;
import io.github.simloss.backend.InferenceModel;
import io.github.simloss.model.MemoryNeed;
import io.github.simloss.model.ModelSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps the W most probable beginnings of a sentence. Sentences are searched one at a time, their
 * beams as rows of one decoder. Ties go to the better beam, then the lower id, so the outcome is
 * settled.
 *
 * <p>A sentence that ends is preferred to any that does not: a beginning is always at least as
 * probable as all that becomes of it. The search is over once no beginning can become better than
 * the best sentence found.
 */
final class BeamSearch implements DecodingStrategy {
  private final int width;
  private final double lengthPenalty;

  /** A beginning: its tokens, their log probability, and the decoder row it stands in. */
  private record Beam(int[] tokens, double logProbability, int row) {
    Beam extend(int token, double logProbabilityOfToken) {
      int[] longer = Arrays.copyOf(tokens, tokens.length + 1);
      longer[tokens.length] = token;
      return new Beam(longer, logProbability + logProbabilityOfToken, row);
    }
  }

  BeamSearch(int width, double lengthPenalty) {
    if (width < 1 || !(lengthPenalty >= 0) || Double.isInfinite(lengthPenalty)) {
      throw new IllegalArgumentException(
          "beam width "
              + width
              + " must be at least 1 and length penalty "
              + lengthPenalty
              + " at least 0");
    }
    this.width = width;
    this.lengthPenalty = lengthPenalty;
  }

  @Override
  public int[][] decode(InferenceModel model, float[] codes, long[] sentences) {
    MemoryNeed.requireLogits(model.spec(), width, "a beam of width " + width);
    int hidden = model.spec().codeSize();
    int[][] written = new int[sentences.length][];
    for (int i = 0; i < sentences.length; i++) {
      written[i] = search(model, Arrays.copyOfRange(codes, i * hidden, (i + 1) * hidden));
    }
    return written;
  }

  private int[] search(InferenceModel model, float[] code) {
    ModelSpec spec = model.spec();
    List<Beam> beams = List.of(new Beam(new int[0], 0, 0));
    List<Beam> finished = new ArrayList<>();
    try (DecoderState decoder = model.decoder(code)) {
      for (int step = 0; step < spec.embedding().maxLength() && !beams.isEmpty(); step++) {
        int[] last = beams.stream().mapToInt(beam -> lastToken(beam, spec)).toArray();
        float[] logits = decoder.step(last);
        Logits.suppress(logits, beams.size(), spec);
        List<Beam> open = new ArrayList<>();
        for (Beam beam : extensions(beams, logits, spec)) {
          if (beam.tokens()[beam.tokens().length - 1] == spec.embedding().endId()) {
            finished.add(beam);
          } else {
            open.add(beam);
          }
        }
        beams = reseat(open);
        if (!finished.isEmpty() && isSettled(finished, beams, spec.embedding().maxLength())) {
          break;
        }
        if (!beams.isEmpty()) {
          decoder.select(open.stream().mapToInt(Beam::row).toArray());
        }
      }
    }
    List<Beam> found = finished.isEmpty() ? beams : finished;
    Beam best = found.stream().max(Comparator.comparingDouble(this::score)).orElseThrow();
    int length = best.tokens().length;
    boolean ended = length > 0 && best.tokens()[length - 1] == spec.embedding().endId();
    return Arrays.copyOf(best.tokens(), ended ? length - 1 : length);
  }

  /** Whether no beginning can still become better than the best of what is finished. */
  private boolean isSettled(List<Beam> finished, List<Beam> beams, int maxLength) {
    double best = finished.stream().mapToDouble(this::score).max().orElseThrow();
    // Its log probability only falls; divided by the greatest length it falls least.
    return beams.stream()
        .allMatch(beam -> beam.logProbability() / Math.pow(maxLength, lengthPenalty) <= best);
  }

  private List<Beam> extensions(List<Beam> beams, float[] logits, ModelSpec spec) {
    int size = spec.vocabularySize();
    List<Beam> best = new ArrayList<>();
    for (int b = 0; b < beams.size(); b++) {
      double total = Logits.logSumExp(logits, b * size, size, 1);
      for (int id = 0; id < size; id++) {
        double logProbability = logits[b * size + id] - total;
        double sum = beams.get(b).logProbability() + logProbability;
        boolean better = best.size() < width || sum > best.get(width - 1).logProbability();
        if (!better || sum == Double.NEGATIVE_INFINITY) {
          continue;
        }
        int at = best.size();
        while (at > 0 && best.get(at - 1).logProbability() < sum) {
          at--;
        }
        best.add(at, beams.get(b).extend(id, logProbability));
        if (best.size() > width) {
          best.remove(width);
        }
      }
    }
    return best;
  }

  private static List<Beam> reseat(List<Beam> open) {
    List<Beam> seated = new ArrayList<>();
    for (Beam beam : open) {
      seated.add(new Beam(beam.tokens(), beam.logProbability(), seated.size()));
    }
    return seated;
  }

  private static int lastToken(Beam beam, ModelSpec spec) {
    int length = beam.tokens().length;
    return length == 0 ? spec.embedding().startId() : beam.tokens()[length - 1];
  }

  private double score(Beam beam) {
    return beam.logProbability() / Math.pow(beam.tokens().length, lengthPenalty);
  }
}
