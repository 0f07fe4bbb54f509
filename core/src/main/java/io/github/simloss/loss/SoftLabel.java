package io.github.simloss.loss;

import io.github.simloss.similarity.NeighbourTable;
import java.util.Arrays;

/**
 * {@code soft-label}: L_t = -sum_i y(t,i) log(p_i + eps) with y(t,i) = sim(t,i) / sum over the N
 * nearest words, t among them, and 0 elsewhere (Kovaleva, Rumshisky and Romanov, EMNLP 2018). Stop
 * words and special tokens stay one-hot, as does a word whose vector is zero.
 *
 * <p>Options: {@code neighbours} N; {@code normalize}, without which y is the similarity itself;
 * {@code fallback}: a target whose similarities sum to 0 or less, which needs an N near V, stays
 * one-hot. Without it they are divided by that sum as in the published code, which then rewards the
 * least similar words.
 *
 * <p>With N = 1 and eps = 0 it is {@code ce}; with N = V, {@code normalize=false} and no one-hot
 * words it is {@code weighted-ce}.
 */
public final class SoftLabel implements LossFactory {
  @Override
  public String name() {
    return "soft-label";
  }

  @Override
  public String description() {
    return "the target's probability shared with its nearest words (neighbours, normalize, epsilon)";
  }

  @Override
  public ReconstructionLoss create(LossOptions options, LossContext context) {
    int size = context.vocabularySize();
    int wanted = options.integer("neighbours", 5, 1, Integer.MAX_VALUE);
    boolean normalize = options.flag("normalize", true);
    boolean fallback = options.flag("fallback", true);
    double epsilon = options.number("epsilon", WeightedCrossEntropy.PUBLISHED_EPSILON, 0, 1);
    NeighbourTable table = context.neighbours(Math.min(wanted, size));
    return ReconstructionLoss.of(
        name(),
        Link.LOG,
        epsilon,
        weights(table, normalize, fallback, context),
        options.reduction());
  }

  private static TargetWeights weights(
      NeighbourTable table, boolean normalize, boolean fallback, LossContext context) {
    int size = table.count();
    int width = table.neighbours();
    int[] ids = new int[size * width];
    float[] weights = new float[ids.length];
    double[] similarities = new double[width];
    for (int word = 0; word < size; word++) {
      for (int k = 0; k < width; k++) {
        similarities[k] = table.similarity(word, k);
        ids[word * width + k] = table.id(word, k);
      }
      boolean oneHot = context.oneHotIds().contains(word) || context.vectors().isZero(word);
      double[] row = weights(similarities, normalize, fallback, oneHot);
      for (int k = 0; k < width; k++) {
        weights[word * width + k] = (float) row[k];
      }
    }
    return new TargetWeights.Sparse(size, width, ids, weights);
  }

  /**
   * The weights of one target's neighbours.
   *
   * @param similarities sim(t, .) of the N nearest words, t itself first
   * @param normalize whether they are divided by their sum
   * @param fallback whether the target stays one-hot if that sum is 0 or less; it always does if it
   *     is 0
   * @param oneHot whether the target stays one-hot in any case
   * @return N weights
   */
  public static double[] weights(
      double[] similarities, boolean normalize, boolean fallback, boolean oneHot) {
    double sum = Arrays.stream(similarities).sum();
    double[] weights = new double[similarities.length];
    if (oneHot || (normalize && (sum == 0 || (fallback && sum < 0)))) {
      weights[0] = 1;
      return weights;
    }
    for (int k = 0; k < weights.length; k++) {
      weights[k] = normalize ? similarities[k] / sum : similarities[k];
    }
    return weights;
  }
}
