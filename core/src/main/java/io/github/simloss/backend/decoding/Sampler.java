package io.github.simloss.backend.decoding;

import io.github.simloss.random.SeededRandom;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Draws a token from the softmax of the logits, cut to the most probable. */
final class Sampler implements TokenByToken.Choice {
  private final double temperature;
  private final int topK;
  private final long seed;

  Sampler(double temperature, int topK, long seed) {
    if (!(temperature > 0) || Double.isInfinite(temperature) || topK < 0) {
      throw new IllegalArgumentException(
          "temperature " + temperature + " must be above 0 and top-k " + topK + " at least 0");
    }
    this.temperature = temperature;
    this.topK = topK;
    this.seed = seed;
  }

  @Override
  public int choose(float[] logits, int offset, int count, long sentence, int step) {
    double threshold =
        topK == 0 || topK >= count ? Float.NEGATIVE_INFINITY : kth(logits, offset, count);
    double max = logits[offset + Logits.argMax(logits, offset, count)];
    double total = 0;
    for (int i = 0; i < count; i++) {
      total += weight(logits[offset + i], max, threshold);
    }
    double rest = SeededRandom.derive(seed, "sample token " + step, sentence).nextDouble() * total;
    int last = 0;
    for (int i = 0; i < count; i++) {
      double weight = weight(logits[offset + i], max, threshold);
      if (weight > 0) {
        last = i;
        rest -= weight;
        if (rest < 0) {
          return i;
        }
      }
    }
    return last;
  }

  private double weight(float logit, double max, double threshold) {
    return logit < threshold ? 0 : Math.exp((logit - max) / temperature);
  }

  private double kth(float[] logits, int offset, int count) {
    PriorityQueue<Float> best = new PriorityQueue<>(Comparator.naturalOrder());
    for (int i = 0; i < count; i++) {
      best.add(logits[offset + i]);
      if (best.size() > topK) {
        best.remove();
      }
    }
    return best.element();
  }
}
