package io.github.simloss.loss;

import io.github.simloss.similarity.NeighbourTable;
import java.util.function.UnaryOperator;

/** Sparse weights over the nearest words of each target: what losses by neighbours share. */
final class NeighbourWeights {
  private NeighbourWeights() {}

  /**
   * A row for every word: V x min(N, V). The target of a one-hot id and of a zero vector, which has
   * no neighbours, keeps everything.
   *
   * @param context the vocabulary
   * @param neighbours N, the target included
   * @param kept the weight of a target that keeps everything
   * @param shape makes weights from the similarities of the N nearest words, the target first
   */
  static TargetWeights.Sparse of(
      LossContext context, int neighbours, double kept, UnaryOperator<double[]> shape) {
    int size = context.vocabularySize();
    int width = Math.min(neighbours, size);
    NeighbourTable table = context.neighbours(width);
    int[] ids = new int[Math.multiplyExact(size, width)];
    float[] weights = new float[ids.length];
    double[] oneHot = new double[width];
    oneHot[0] = kept;
    for (int word = 0; word < size; word++) {
      double[] similarities = new double[width];
      for (int k = 0; k < width; k++) {
        ids[word * width + k] = table.id(word, k);
        similarities[k] = table.similarity(word, k);
      }
      boolean keeps = context.oneHotIds().contains(word) || context.vectors().isZero(word);
      double[] row = keeps ? oneHot : shape.apply(similarities);
      for (int k = 0; k < width; k++) {
        weights[word * width + k] = (float) row[k];
      }
    }
    return new TargetWeights.Sparse(size, width, ids, weights);
  }
}
