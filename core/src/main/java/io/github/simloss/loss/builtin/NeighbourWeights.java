package io.github.simloss.loss.builtin;

import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.TargetWeights;
import io.github.simloss.similarity.NeighbourTable;
import io.github.simloss.similarity.Shaping;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Sparse weights over the nearest words of each target: what losses by neighbours share. */
final class NeighbourWeights {
  private NeighbourWeights() {}

  /**
   * A row for every word: V x min(N, V). The target of a one-hot id and of a zero vector, which has
   * no neighbours, keeps everything. A neighbour that the shaping cuts is none: those that are left
   * are handed over without it.
   *
   * @param context the vocabulary
   * @param neighbours N, the target included
   * @param shaping what becomes of the similarities
   * @param shape makes as many weights from the shaped similarities of 1..N words, the target first
   */
  static TargetWeights.Sparse of(
      LossContext context, int neighbours, Shaping shaping, UnaryOperator<double[]> shape) {
    int size = context.vocabularySize();
    int width = Math.min(neighbours, size);
    NeighbourTable table = context.neighbours(width);
    int[] ids = new int[Math.multiplyExact(size, width)];
    float[] weights = new float[ids.length];
    double[] similarities = new double[width];
    for (int word = 0; word < size; word++) {
      int at = word * width;
      Arrays.fill(ids, at, at + width, word);
      int count = 0;
      for (int k = 0; k < width; k++) {
        int id = table.id(word, k);
        // A row of given similarities that is not full is filled with the word itself.
        if (k == 0 || (id != word && shaping.keeps(word, id, table.similarity(word, k)))) {
          ids[at + count] = id;
          similarities[count++] = shaping.weight(table.similarity(word, k));
        }
      }
      if (context.isOneHot(word)) {
        weights[at] = 1;
        continue;
      }
      double[] row = shape.apply(Arrays.copyOf(similarities, count));
      for (int k = 0; k < count; k++) {
        weights[at + k] = (float) row[k];
      }
    }
    return new TargetWeights.Sparse(size, width, ids, weights);
  }
}
