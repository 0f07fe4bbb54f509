package io.github.simloss.dl4j.internal.model;

import io.github.simloss.backend.skeleton.AbstractDecoder;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.Matrix;

/** The decoder's LSTM over R rows, one token at a time. */
final class Dl4jDecoder extends AbstractDecoder {
  private final Network network;
  private final Matrix x;
  private final Matrix gates;
  private final Matrix h;
  private final Matrix c;
  private final Matrix tanhC;
  private final Matrix z;

  /**
   * @param memory where
   * @param model no call reaches a decoder of a closed one
   * @param network whose weights are used, as they are when a step is made
   * @param codes row-major, rows x C
   */
  Dl4jDecoder(ComputePath memory, Dl4jModel model, Network network, float[] codes) {
    super(model, codes);
    this.network = network;
    int size = model.spec().decoder().hiddenSize();
    int rows = rows();
    x = memory.matrix(model.spec().dimension());
    gates = memory.matrix(4 * size);
    c = memory.matrix(size);
    tanhC = memory.matrix(size);
    z = memory.matrix(model.spec().vocabularySize());
    h = memory.matrix(size);
    h.ensure(rows);
    try (Matrix in = memory.matrix(rows, model.spec().codeSize(), codes)) {
      h.copy(0, network.lstmDecoder().start(in, rows), 0, rows);
    }
    c.ensure(rows);
    c.zero(0, rows);
  }

  @Override
  protected void step(int[] tokens, float[] logits) {
    int rows = rows();
    network.embedding().gather(tokens, x);
    gates.ensure(rows);
    tanhC.ensure(rows);
    z.ensure(rows);
    network.lstmDecoder().step(x, gates, c, tanhC, h, rows);
    network.map().logits(h, 0, rows, z);
    z.read(0, logits, 0, rows);
    network.map().addBias(logits);
  }

  @Override
  protected void choose(int[] chosen) {
    select(h, chosen);
    select(c, chosen);
  }

  private void select(Matrix state, int[] chosen) {
    int size = state.columns();
    float[] before = new float[rows() * size];
    state.read(0, before, 0, rows());
    float[] after = new float[chosen.length * size];
    for (int k = 0; k < chosen.length; k++) {
      System.arraycopy(before, chosen[k] * size, after, k * size, size);
    }
    state.ensure(chosen.length);
    state.write(0, after, 0, chosen.length);
  }

  @Override
  protected void free() {
    for (Matrix matrix : new Matrix[] {x, gates, h, c, tanhC, z}) {
      matrix.close();
    }
  }
}
