package io.github.simloss.dl4j.internal.lstm;

import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.Matrix;

/**
 * What an LSTM does between its matrix products, over a range of rows. The gates of a row stand in
 * the order i, f, g, o.
 */
public interface LstmCell {

  /**
   * A cell for the CPU or for other devices.
   *
   * @param path by which code it runs
   * @param size H
   */
  static LstmCell of(ComputePath path, int size) {
    return path.host() ? new HostLstmCell(size) : new ArrayLstmCell();
  }

  /**
   * One step forward: activates the gates in place and gives c, tanh(c) and h.
   *
   * @param gates rows x 4H: products without bias before, activations after
   * @param bias the sum of both biases, 4H
   * @param c rows x H; receives the new cells
   * @param previous the row of {@code c} that holds the first row's cell before, -1 for zeros; may
   *     be {@code row} itself
   * @param tanhC receives tanh(c)
   * @param h receives o * tanh(c)
   * @param row the first row of this step in all matrices
   * @param count how many rows
   */
  void forward(
      Matrix gates,
      float[] bias,
      Matrix c,
      int previous,
      Matrix tanhC,
      Matrix h,
      int row,
      int count);

  /**
   * One step backward: turns the gates into the gradient of their sums, in place.
   *
   * @param gates activations before, dL/d(gate sums) after
   * @param c the cells
   * @param previous as in {@code forward}
   * @param tanhC tanh(c)
   * @param dH dL/dh, from above and from the next step
   * @param dC dL/dc from the next step, rows 0..count; receives that for the step before
   * @param row the first row of this step in all matrices but {@code dC}
   * @param count how many rows
   */
  void backward(
      Matrix gates, Matrix c, int previous, Matrix tanhC, Matrix dH, Matrix dC, int row, int count);
}
