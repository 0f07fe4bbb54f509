package io.github.simloss.djl.internal.model;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.simloss.backend.DecoderState;
import io.github.simloss.djl.internal.array.ArrayScope;
import io.github.simloss.djl.internal.array.NativeArrays;

/** The decoder's LSTM over R rows, one token at a time. */
final class DjlDecoder implements DecoderState {
  private final DjlAutoencoder model;
  private final EncoderDecoder network;
  private final int size;
  private PtNDArray h;
  private PtNDArray c;
  private int rows;
  private float[] logits = new float[0];
  private boolean closed;

  /**
   * @param model whose weights are used, as they are when a step is made
   * @param manager of the model
   * @param network of the model
   * @param codes row-major, rows x H
   */
  DjlDecoder(DjlAutoencoder model, NDManager manager, EncoderDecoder network, float[] codes) {
    this.model = model;
    this.network = network;
    size = model.spec().hiddenSize();
    rows = codes.length / size;
    h = NativeArrays.floats(manager, codes, 1, rows, size);
    c = NativeArrays.zeros(manager, 1, rows, size);
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
    long[] ids = new long[rows];
    for (int k = 0; k < rows; k++) {
      require(tokens[k], model.spec().vocabularySize(), "token");
      ids[k] = tokens[k];
    }
    try (ArrayScope step = new ArrayScope()) {
      step.record(false);
      int dimension = model.spec().embeddingDimension();
      PtNDArray x = network.rows(model.embedding(), ids);
      NDList next = network.step(JniUtils.reshape(x, new long[] {1, rows, dimension}), h, c);
      PtNDArray output = JniUtils.reshape((PtNDArray) next.get(0), new long[] {rows, size});
      PtNDArray z = network.project(output);
      int count = Math.multiplyExact(rows, model.spec().vocabularySize());
      if (logits.length != count) {
        logits = new float[count];
      }
      NativeArrays.read(z, logits, 0);
      replace(step, (PtNDArray) next.get(1), (PtNDArray) next.get(2));
    }
    return logits;
  }

  @Override
  public void select(int[] chosen) {
    requireOpen();
    if (chosen.length == 0) {
      throw new IllegalArgumentException("at least one row must go on");
    }
    long[] wanted = new long[chosen.length];
    for (int k = 0; k < chosen.length; k++) {
      require(chosen[k], rows, "row");
      wanted[k] = chosen[k];
    }
    try (ArrayScope step = new ArrayScope()) {
      step.record(false);
      replace(step, select(h, wanted), select(c, wanted));
    }
    rows = chosen.length;
  }

  private PtNDArray select(PtNDArray state, long[] wanted) {
    PtNDArray matrix = JniUtils.reshape(state, new long[] {rows, size});
    return JniUtils.reshape(network.rows(matrix, wanted), new long[] {1, wanted.length, size});
  }

  private void replace(ArrayScope step, PtNDArray nextH, PtNDArray nextC) {
    h.close();
    c.close();
    h = step.keep(nextH);
    c = step.keep(nextC);
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
    model.requireOpen();
  }

  @Override
  public void close() {
    closed = true;
    h.close();
    c.close();
  }
}
