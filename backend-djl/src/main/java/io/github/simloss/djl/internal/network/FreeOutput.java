package io.github.simloss.djl.internal.network;

import ai.djl.pytorch.engine.PtNDArray;
import java.util.Map;

/**
 * A map of the model's own: x is the decoder's vector itself.
 *
 * @param matrix (V, K)
 */
record FreeOutput(PtNDArray matrix) implements OutputMap {
  @Override
  public boolean trainsMatrix() {
    return true;
  }

  @Override
  public Pass forward(PtNDArray vectors) {
    return new Identity(vectors);
  }

  private record Identity(PtNDArray inputs) implements Pass {
    @Override
    public PtNDArray back(PtNDArray dInputs, Map<String, PtNDArray> gradients) {
      return dInputs;
    }
  }
}
