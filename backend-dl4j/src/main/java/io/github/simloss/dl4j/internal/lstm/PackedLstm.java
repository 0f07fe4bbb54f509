package io.github.simloss.dl4j.internal.lstm;

import io.github.simloss.batch.PackedRows;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.Matrix;
import io.github.simloss.dl4j.internal.array.MatrixProducts;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One LSTM over a packed batch, forward and backward. Buffers are kept and reused; all have one row
 * a token.
 */
public final class PackedLstm implements AutoCloseable {
  private final LstmCell cell;
  private final Matrix gates;
  private final Matrix c;
  private final Matrix tanhC;
  private final Matrix h;
  private final Matrix before;
  private final Matrix dH;
  private final Matrix dC;
  private final Matrix dInitial;
  private final RecurrentProducts products;

  /**
   * @param memory where
   * @param size H
   */
  public PackedLstm(ComputePath memory, int size) {
    cell = LstmCell.of(memory, size);
    gates = memory.matrix(4 * size);
    c = memory.matrix(size);
    tanhC = memory.matrix(size);
    h = memory.matrix(size);
    before = memory.matrix(size);
    dH = memory.matrix(size);
    dC = memory.matrix(size);
    dInitial = memory.matrix(size);
    products = new RecurrentProducts(memory);
  }

  /** The states before each step, N x H; the first B rows are the initial ones, to be filled. */
  public Matrix initial(int tokens) {
    before.ensure(tokens);
    return before;
  }

  /** The hidden states, N x H, after {@link #forward}. */
  public Matrix hidden() {
    return h;
  }

  /** dL/dh of every row from above, N x H: to be filled before {@link #backward}. */
  public Matrix hiddenGradient(int tokens) {
    dH.ensure(tokens);
    return dH;
  }

  /** dL/d(initial state), B x H, after {@link #backward}. */
  public Matrix initialGradient() {
    return dInitial;
  }

  /**
   * Runs all steps.
   *
   * @param packed the rows
   * @param x what is read, N x inputs
   * @param weights of this LSTM
   * @param bias the sum of both
   */
  public void forward(PackedRows packed, Matrix x, LstmWeights weights, float[] bias) {
    int tokens = packed.tokenCount();
    gates.ensure(tokens);
    c.ensure(tokens);
    tanhC.ensure(tokens);
    h.ensure(tokens);
    MatrixProducts.multiply(
        x.rows(0, tokens), false, weights.input(), true, gates.rows(0, tokens), 0);
    for (int t = 0; t < packed.steps(); t++) {
      int row = packed.offset(t);
      int alive = packed.alive(t);
      if (t > 0) {
        // Rows are sorted by falling length: those still alive are the first of the step before.
        before.copy(row, h, packed.offset(t - 1), alive);
      }
      products.add(before.rows(row, alive), weights.hidden(), true, gates, row, alive);
      cell.forward(gates, bias, c, t > 0 ? packed.offset(t - 1) : -1, tanhC, h, row, alive);
    }
  }

  /**
   * Runs all steps back.
   *
   * @param packed the rows
   * @param x what was read
   * @param weights of this LSTM
   * @param gradients receives all four
   * @param ones N ones
   */
  public void backward(
      PackedRows packed, Matrix x, LstmWeights weights, LstmWeights gradients, INDArray ones) {
    int tokens = packed.tokenCount();
    dC.ensure(packed.size());
    dC.zero(0, packed.size());
    dInitial.ensure(packed.size());
    dInitial.zero(0, packed.size());
    for (int t = packed.steps() - 1; t >= 0; t--) {
      int row = packed.offset(t);
      int alive = packed.alive(t);
      int previous = t > 0 ? packed.offset(t - 1) : -1;
      cell.backward(gates, c, previous, tanhC, dH, dC, row, alive);
      products.add(
          gates.rows(row, alive),
          weights.hidden(),
          false,
          t > 0 ? dH : dInitial,
          t > 0 ? previous : 0,
          alive);
    }
    INDArray dGates = gates.rows(0, tokens);
    MatrixProducts.multiply(dGates, true, x.rows(0, tokens), false, gradients.input(), 0);
    MatrixProducts.multiply(dGates, true, before.rows(0, tokens), false, gradients.hidden(), 0);
    MatrixProducts.columnSums(dGates, ones, gradients.inputBias(), 0);
    gradients.hiddenBias().assign(gradients.inputBias());
  }

  /**
   * Writes dL/dx, after {@link #backward}.
   *
   * @param tokens N
   * @param weights of this LSTM
   * @param into receives {@code dL/dx + beta into}, N x inputs
   * @param beta 0 or 1
   */
  public void inputGradient(int tokens, LstmWeights weights, Matrix into, double beta) {
    MatrixProducts.multiply(
        gates.rows(0, tokens), false, weights.input(), false, into.rows(0, tokens), beta);
  }

  @Override
  public void close() {
    for (Matrix matrix : new Matrix[] {gates, c, tanhC, h, before, dH, dC, dInitial}) {
      matrix.close();
    }
    products.close();
  }
}
