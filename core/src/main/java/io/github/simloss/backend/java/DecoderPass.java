package io.github.simloss.backend.java;

import java.util.List;
import java.util.Map;

/** One sentence through a decoder with its loss, forward and back. */
interface DecoderPass {
  /** What the sentence costs, not divided. */
  double loss();

  /**
   * Runs back.
   *
   * @return the gradient of the code
   */
  double[] backward();

  /** Adds the gradients of the weights, of passes of this kind in their order. */
  void addGradients(List<DecoderPass> passes, Map<String, double[]> gradients);
}
