package io.github.simloss.djl.internal.model;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.simloss.backend.skeleton.AbstractDecoder;
import io.github.simloss.djl.internal.array.ArrayScope;
import io.github.simloss.djl.internal.array.NativeArrays;
import java.util.Arrays;

/** The decoder's LSTM over R rows, one token at a time. */
final class DjlDecoder extends AbstractDecoder {
  private final DjlModel model;
  private final EncoderDecoder network;
  private final int size;
  private PtNDArray h;
  private PtNDArray c;

  /**
   * @param model whose weights are used, as they are when a step is made
   * @param manager of the model
   * @param network of the model
   * @param codes row-major, rows x H
   */
  DjlDecoder(DjlModel model, NDManager manager, EncoderDecoder network, float[] codes) {
    super(model, codes);
    this.model = model;
    this.network = network;
    size = model.spec().codeSize();
    int rows = rows();
    h = NativeArrays.floats(manager, codes, 1, rows, size);
    c = NativeArrays.zeros(manager, 1, rows, size);
  }

  @Override
  protected void step(int[] tokens, float[] logits) {
    int rows = rows();
    long[] ids = Arrays.stream(tokens).asLongStream().toArray();
    try (ArrayScope step = new ArrayScope()) {
      step.record(false);
      int dimension = model.spec().dimension();
      PtNDArray x = network.rows(model.embedding(), ids);
      NDList next = network.step(JniUtils.reshape(x, new long[] {1, rows, dimension}), h, c);
      PtNDArray output = JniUtils.reshape((PtNDArray) next.get(0), new long[] {rows, size});
      PtNDArray z = network.project(output);
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
    return JniUtils.reshape(network.rows(matrix, wanted), new long[] {1, wanted.length, size});
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
