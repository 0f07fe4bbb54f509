package io.github.simloss.backend.java;

import io.github.simloss.backend.DecoderState;
import io.github.simloss.model.ModelSpec;
import java.util.Arrays;

/** A decoder that keeps each row's h and c. */
final class JavaDecoder implements DecoderState {
  private final ModelSpec spec;
  private final ReferenceModel model;
  private double[][] h;
  private double[][] c;
  private boolean closed;

  JavaDecoder(ModelSpec spec, ReferenceModel model, double[] codes) {
    this.spec = spec;
    this.model = model;
    int size = spec.codeSize();
    this.h = new double[codes.length / size][];
    this.c = new double[h.length][spec.decoder().hiddenSize()];
    for (int r = 0; r < h.length; r++) {
      h[r] = model.start(Arrays.copyOfRange(codes, r * size, (r + 1) * size));
    }
  }

  @Override
  public int rows() {
    requireOpen();
    return h.length;
  }

  @Override
  public float[] step(int[] tokens) {
    requireOpen();
    if (tokens.length != h.length) {
      throw new IllegalArgumentException(tokens.length + " tokens for " + h.length + " rows");
    }
    for (int token : tokens) {
      if (token < 0 || token >= spec.vocabularySize()) {
        throw new IllegalArgumentException(
            "token " + token + " is outside [0, " + spec.vocabularySize() + ")");
      }
    }
    float[] logits = new float[h.length * spec.vocabularySize()];
    LogitMap output = model.logitMap();
    ReferenceLstm lstm = model.lstm(spec.decoderLstm());
    Workers.run(
        h.length,
        r -> {
          double[] x = model.vector(tokens[r], ReferenceModel.NONE);
          ReferenceLstm.Step step = lstm.forward(x, h[r], c[r]);
          h[r] = step.h();
          c[r] = step.c();
          float[] row = Doubles.floats(output.apply(h[r]));
          System.arraycopy(row, 0, logits, r * row.length, row.length);
        });
    return logits;
  }

  @Override
  public void select(int[] rows) {
    requireOpen();
    if (rows.length == 0) {
      throw new IllegalArgumentException("no row is selected");
    }
    double[][] newH = new double[rows.length][];
    double[][] newC = new double[rows.length][];
    for (int k = 0; k < rows.length; k++) {
      if (rows[k] < 0 || rows[k] >= h.length) {
        throw new IllegalArgumentException("row " + rows[k] + " is outside [0, " + h.length + ")");
      }
      newH[k] = h[rows[k]];
      newC[k] = c[rows[k]];
    }
    h = newH;
    c = newC;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the decoder is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
