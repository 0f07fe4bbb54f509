package io.github.simloss.batch;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What an order-free decoder is charged for: the target words of each sentence, with weights.
 *
 * @param starts the words of sentence b are those from {@code starts[b]} to {@code starts[b + 1]}
 * @param ids the words, padding left out; a word may come more than once
 * @param weights what each word's cost is multiplied by
 * @since 0.2.0
 */
public record WordBags(int[] starts, int[] ids, float[] weights) {
  /**
   * Checks that they fit together; the arrays are not copied, and nobody writes to them.
   *
   * @throws IllegalArgumentException if starts do not rise from 0 to the number of words, or words
   *     and weights are not as many
   */
  public WordBags {
    boolean fits =
        starts.length > 0
            && starts[0] == 0
            && starts[starts.length - 1] == ids.length
            && ids.length == weights.length;
    for (int b = 1; fits && b < starts.length; b++) {
      fits = starts[b] >= starts[b - 1];
    }
    if (!fits) {
      throw new IllegalArgumentException(
          ids.length
              + " words with "
              + weights.length
              + " weights do not make "
              + (starts.length - 1)
              + " bags");
    }
  }

  /**
   * The words of sentences.
   *
   * @param target the sentences
   * @param paddingId a target that costs nothing
   * @param wordWeights one a word of the vocabulary; {@code null} for 1 each
   */
  public static WordBags of(TokenRows target, int paddingId, float @Nullable [] wordWeights) {
    int[] starts = new int[target.size() + 1];
    int[] ids = new int[target.tokenCount()];
    float[] weights = new float[ids.length];
    int n = 0;
    for (int b = 0; b < target.size(); b++) {
      for (int t = 0; t < target.lengths()[b]; t++) {
        int id = target.token(b, t);
        if (id != paddingId) {
          weights[n] = wordWeights == null ? 1 : wordWeights[id];
          ids[n++] = id;
        }
      }
      starts[b + 1] = n;
    }
    return new WordBags(starts, Arrays.copyOf(ids, n), Arrays.copyOf(weights, n));
  }

  /** One word a row, of weight 1. */
  public static WordBags single(int[] ids) {
    int[] starts = new int[ids.length + 1];
    Arrays.setAll(starts, k -> k);
    float[] weights = new float[ids.length];
    Arrays.fill(weights, 1);
    return new WordBags(starts, ids, weights);
  }

  /** B, the number of sentences. */
  public int size() {
    return starts.length - 1;
  }

  /** The sum of all weights. */
  public double totalWeight() {
    double sum = 0;
    for (float weight : weights) {
      sum += weight;
    }
    return sum;
  }
}
