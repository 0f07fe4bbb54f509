package io.github.simloss.djl.internal.network;

import ai.djl.pytorch.engine.PtNDArray;
import java.util.Map;

/**
 * What is done to a decoder's vectors before the one V-sized product, z = x W^T + b, and the way
 * back. In closed form: none of it is recorded for autograd.
 */
public interface OutputMap {
  /** W, of V rows. */
  PtNDArray matrix();

  /** Whether W is trained, so that its gradient is wanted. */
  boolean trainsMatrix();

  /**
   * Runs forward.
   *
   * @param vectors the decoder's, n x K
   */
  Pass forward(PtNDArray vectors);

  /** What went through; its arrays belong to the step at hand. */
  interface Pass {
    /** x, of n rows. */
    PtNDArray inputs();

    /**
     * Runs back.
     *
     * @param dInputs dL/dx
     * @param gradients receives those of the map's own weights
     * @return dL/d vectors
     */
    PtNDArray back(PtNDArray dInputs, Map<String, PtNDArray> gradients);
  }
}
