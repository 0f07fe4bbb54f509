package io.github.simloss.djl.internal.lstm;

import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * How PyTorch runs an LSTM forward. All forms compute the same function. On x86 CPUs with AVX2 or
 * more the first two are kernels of their own, and one may be wrong on a machine where another is
 * right.
 */
public enum LstmForm {
  /** For inference: oneDNN's fused kernel where the CPU has AVX2 or AVX-512. */
  INFERENCE,

  /** As training runs it: oneDNN's plain kernel, with work space for a backward pass. */
  TRAINING,

  /** Products and functions one by one, without an LSTM kernel. */
  OPERATIONS;

  /**
   * Runs one layer in one direction over whole sequences. Where the thread records operations, a
   * kernel is the one for training in any case.
   *
   * @param x (T, B, d)
   * @param state h and c before, each (1, B, H)
   * @param weights input and hidden weights, input and hidden biases
   * @return outputs (T, B, H), h and c after the last step
   */
  public NDList run(PtNDArray x, NDList state, NDList weights) {
    if (this == OPERATIONS) {
      return LstmOperations.run(x, state, weights);
    }
    boolean recording = JniUtils.isGradMode();
    // PyTorch takes the form from the thread's mode. Without an array that asks for a gradient
    // nothing is recorded for it.
    boolean training = recording || this == TRAINING;
    JniUtils.setGradMode(training);
    try {
      // Biases yes, one layer, no dropout, one direction, time-major.
      return JniUtils.lstm(x, state, weights, true, 1, 0, training, false, false);
    } finally {
      JniUtils.setGradMode(recording);
    }
  }
}
