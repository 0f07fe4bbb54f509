package io.github.simloss.dl4j.internal.export;

import io.github.simloss.encoding.PostProcessing;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.List;

/**
 * What is done to codes as one linear layer: centring, removing directions and scaling are y = x W
 * + b together.
 *
 * @param weight (C, C)
 * @param bias (C)
 */
record AffineMap(Tensor weight, Tensor bias) {
  /**
   * That of some processing, computed in double precision.
   *
   * @param blocks the sizes of a code's blocks
   */
  static AffineMap of(PostProcessing processing, List<Integer> blocks) {
    NamedTensors numbers = processing.tensors();
    float[] mean = numbers.get("mean").data();
    float[] scale = numbers.get("scale").data();
    float[] components = numbers.get("components").data();
    int width = mean.length;
    float[] weight = new float[Math.multiplyExact(width, width)];
    float[] bias = new float[width];
    int at = 0;
    for (int n = 0; n < blocks.size(); n++) {
      int size = blocks.get(n);
      double[] shift = new double[size];
      for (int k = 0; k < size; k++) {
        double[] row = new double[size];
        row[k] = 1;
        remove(components, width, at, row);
        for (int j = 0; j < size; j++) {
          weight[(at + k) * width + at + j] = (float) (scale[n] * row[j]);
        }
        shift[k] = -mean[at + k];
      }
      remove(components, width, at, shift);
      for (int j = 0; j < size; j++) {
        bias[at + j] = (float) (scale[n] * shift[j]);
      }
      at += size;
    }
    return new AffineMap(Tensor.matrix(width, width, weight), Tensor.vector(bias));
  }

  private static void remove(float[] components, int width, int at, double[] row) {
    for (int from = at; from < components.length; from += width) {
      double along = 0;
      for (int k = 0; k < row.length; k++) {
        along += components[from + k] * row[k];
      }
      for (int k = 0; k < row.length; k++) {
        row[k] -= along * components[from + k];
      }
    }
  }
}
