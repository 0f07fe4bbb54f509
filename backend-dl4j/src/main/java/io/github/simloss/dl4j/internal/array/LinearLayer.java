package io.github.simloss.dl4j.internal.array;

import io.github.simloss.backend.host.FloatRows;
import io.github.simloss.model.Parameters;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** A linear layer over rows, {@code y = W x + b}, with tanh on top where that is wanted. */
public final class LinearLayer implements AutoCloseable {
  private final FlatParameters parameters;
  private final String weight;
  private final String bias;
  private final boolean tanh;
  private final Matrix out;
  private final FloatRows loops = new FloatRows();
  private float[] rows = new float[0];
  private float[] gradients = new float[0];

  /**
   * @param memory where
   * @param parameters the model's
   * @param name of the layer
   * @param size values of y
   * @param tanh whether y is {@code tanh(W x + b)}
   */
  public LinearLayer(
      ComputePath memory, FlatParameters parameters, String name, int size, boolean tanh) {
    this.parameters = parameters;
    this.weight = Parameters.weight(name);
    this.bias = Parameters.bias(name);
    this.tanh = tanh;
    out = memory.matrix(size);
  }

  /** The last y, from row 0 on. */
  public Matrix out() {
    return out;
  }

  /**
   * Runs forward; {@link #out} then holds y.
   *
   * @param in x, from row {@code from} on
   * @param from the first row
   * @param count how many rows
   */
  public void forward(Matrix in, int from, int count) {
    out.ensure(count);
    INDArray y = out.rows(0, count);
    MatrixProducts.multiply(in.rows(from, count), false, parameters.view(weight), true, y, 0);
    float[] b = parameters.values(bias);
    if (!out.isHost()) {
      try (INDArray row = Nd4j.create(b, b.length)) {
        y.addiRowVector(row);
      }
      if (tanh) {
        Transforms.tanh(y, false);
      }
      return;
    }
    int values = count * b.length;
    read(count);
    for (int at = 0; at < values; at += b.length) {
      for (int k = 0; k < b.length; k++) {
        rows[at + k] += b[k];
      }
    }
    if (tanh) {
      for (int k = 0; k < values; k++) {
        rows[k] = 2 * rows[k];
      }
      loops.exp(rows, 0, values, 1);
      for (int k = 0; k < values; k++) {
        rows[k] = rows[k] / (rows[k] + 2);
      }
    }
    out.write(0, rows, 0, count);
  }

  private void read(int count) {
    int values = count * out.columns();
    if (rows.length < values) {
      rows = new float[values];
      gradients = new float[values];
    }
    out.read(0, rows, 0, count);
  }

  /**
   * Runs back from the rows of {@link #forward}.
   *
   * @param in x, as it was
   * @param from the first row, of x and dL/dx
   * @param count how many rows
   * @param dOut dL/dy in rows {@code [0, count)}; overwritten
   * @param dIn receives dL/dx
   * @param into the gradients of the weights: {@code dL/dW + beta} what was there
   * @param beta 0 or 1
   * @param ones at least as many as rows
   */
  public void backward(
      Matrix in,
      int from,
      int count,
      Matrix dOut,
      Matrix dIn,
      FlatParameters into,
      double beta,
      OnesVector ones) {
    if (tanh) {
      beforeTanh(dOut, count);
    }
    INDArray dY = dOut.rows(0, count);
    MatrixProducts.multiply(dY, true, in.rows(from, count), false, into.view(weight), beta);
    MatrixProducts.columnSums(dY, ones.of(count), into.view(bias), beta);
    MatrixProducts.multiply(dY, false, parameters.view(weight), false, dIn.rows(from, count), 0);
  }

  private void beforeTanh(Matrix dOut, int count) {
    if (!out.isHost()) {
      INDArray y = out.rows(0, count);
      try (INDArray slope = y.mul(y).rsubi(1)) {
        dOut.rows(0, count).muli(slope);
      }
      return;
    }
    read(count);
    dOut.read(0, gradients, 0, count);
    int values = count * out.columns();
    for (int k = 0; k < values; k++) {
      gradients[k] *= 1 - rows[k] * rows[k];
    }
    dOut.write(0, gradients, 0, count);
  }

  @Override
  public void close() {
    out.close();
  }
}
