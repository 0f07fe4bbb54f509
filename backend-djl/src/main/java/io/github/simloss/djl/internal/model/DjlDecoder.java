package io.github.simloss.djl.internal.model;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.simloss.backend.skeleton.AbstractDecoder;
import io.github.simloss.djl.internal.array.ArrayScope;
import io.github.simloss.djl.internal.array.NativeArrays;
import io.github.simloss.djl.internal.network.Network;
import io.github.simloss.model.LstmNames;
import io.github.simloss.model.ModelSpec;
import java.util.Arrays;

/** The decoder's LSTM over R rows, one token at a time. */
final class DjlDecoder extends AbstractDecoder {
  private final ModelSpec spec;
  private final Network network;
  private final int size;
  private PtNDArray h;
  private PtNDArray c;

  /**
   * @param model whose weights are used, as they are when a step is made
   * @param manager of the model
   * @param network of the model
   * @param codes row-major, rows x C
   */
  DjlDecoder(DjlModel model, NDManager manager, Network network, float[] codes) {
    super(model, codes);
    this.network = network;
    spec = model.spec();
    size = spec.decoder().hiddenSize();
    int rows = rows();
    try (ArrayScope scope = new ArrayScope()) {
      scope.record(false);
      PtNDArray given = NativeArrays.floats(manager, codes, rows, spec.codeSize());
      h = scope.keep(network.decoder().start(given));
      c = scope.keep(NativeArrays.zeros(manager, 1, rows, size));
    }
  }

  @Override
  protected void step(int[] tokens, float[] logits) {
    int rows = rows();
    long[] ids = Arrays.stream(tokens).asLongStream().toArray();
    try (ArrayScope step = new ArrayScope()) {
      step.record(false);
      PtNDArray x = network.words().rows(ids);
      PtNDArray sequence = JniUtils.reshape(x, new long[] {1, rows, spec.dimension()});
      NDList next = network.layers().run(LstmNames.DECODER, sequence, h, c);
      PtNDArray output = JniUtils.reshape((PtNDArray) next.get(0), new long[] {rows, size});
      PtNDArray z = network.logits(output);
      NativeArrays.read(z, logits, 0);
      replace(step, (PtNDArray) next.get(1), (PtNDArray) next.get(2));
    }
  }

  @Override
  protected void choose(int[] chosen) {
    long[] wanted = Arrays.stream(chosen).asLongStream().toArray();
    try (ArrayScope step = new ArrayScope()) {
      step.record(false);
      replace(step, select(h, wanted), select(c, wanted));
    }
  }

  private PtNDArray select(PtNDArray state, long[] wanted) {
    PtNDArray matrix = JniUtils.reshape(state, new long[] {rows(), size});
    return JniUtils.reshape(
        network.layers().rows(matrix, wanted), new long[] {1, wanted.length, size});
  }

  private void replace(ArrayScope step, PtNDArray nextH, PtNDArray nextC) {
    h.close();
    c.close();
    h = step.keep(nextH);
    c = step.keep(nextC);
  }

  @Override
  protected void free() {
    h.close();
    c.close();
  }
}
