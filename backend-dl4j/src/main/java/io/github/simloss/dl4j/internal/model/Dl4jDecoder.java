package io.github.simloss.dl4j.internal.model;

import io.github.simloss.backend.DecoderState;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.Matrix;
import io.github.simloss.dl4j.internal.array.MatrixProducts;

/** The decoder's LSTM over R rows, one token at a time. */
final class Dl4jDecoder implements DecoderState {
  private final Dl4jAutoencoder model;
  private final Matrix x;
  private final Matrix gates;
  private final Matrix h;
  private final Matrix c;
  private final Matrix tanhC;
  private final Matrix z;
  private int rows;
  private float[] logits;
  private boolean closed;

  /**
   * @param memory where
   * @param model whose weights are used, as they are when a step is made
   * @param codes row-major, rows x H
   */
  Dl4jDecoder(ComputePath memory, Dl4jAutoencoder model, float[] codes) {
    this.model = model;
    int size = model.spec().hiddenSize();
    rows = codes.length / size;
    x = memory.matrix(model.spec().embeddingDimension());
    gates = memory.matrix(4 * size);
    c = memory.matrix(size);
    tanhC = memory.matrix(size);
    z = memory.matrix(model.spec().vocabularySize());
    h = memory.matrix(rows, size, codes);
    c.ensure(rows);
    c.zero(0, rows);
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public float[] step(int[] tokens) {
    requireOpen();
    if (tokens.length != rows) {
      throw new IllegalArgumentException(tokens.length + " tokens for " + rows + " rows");
    }
    for (int token : tokens) {
      require(token, model.spec().vocabularySize(), "token");
    }
    model.embedding().gather(tokens, x);
    gates.ensure(rows);
    tanhC.ensure(rows);
    z.ensure(rows);
    model.network().step(x, gates, c, tanhC, h, rows);
    MatrixProducts.multiply(
        h.rows(0, rows), false, model.projectionWeight(), true, z.rows(0, rows), 0);
    float[] bias = model.projectionBias();
    int size = bias.length;
    if (logits == null || logits.length != Math.multiplyExact(rows, size)) {
      logits = new float[rows * size];
    }
    z.read(0, logits, 0, rows);
    for (int k = 0; k < logits.length; k += size) {
      for (int i = 0; i < size; i++) {
        logits[k + i] += bias[i];
      }
    }
    return logits;
  }

  @Override
  public void select(int[] chosen) {
    requireOpen();
    if (chosen.length == 0) {
      throw new IllegalArgumentException("at least one row must go on");
    }
    for (int row : chosen) {
      require(row, rows, "row");
    }
    select(h, chosen);
    select(c, chosen);
    rows = chosen.length;
  }

  private void select(Matrix state, int[] chosen) {
    int size = state.columns();
    float[] before = new float[rows * size];
    state.read(0, before, 0, rows);
    float[] after = new float[chosen.length * size];
    for (int k = 0; k < chosen.length; k++) {
      System.arraycopy(before, chosen[k] * size, after, k * size, size);
    }
    state.ensure(chosen.length);
    state.write(0, after, 0, chosen.length);
  }

  private static void require(int index, int limit, String what) {
    if (index < 0 || index >= limit) {
      throw new IllegalArgumentException(what + " " + index + " is outside [0, " + limit + ")");
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the decoder is closed");
    }
    model.enter();
  }

  @Override
  public void close() {
    closed = true;
    for (Matrix matrix : new Matrix[] {x, gates, h, c, tanhC, z}) {
      matrix.close();
    }
  }
}
