package io.github.simloss.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.jni.JniUtils;

/**
 * The arrays of one call: all that this thread makes in between are freed at the end. Leaves the
 * thread's gradient mode, which is on in new threads, as it was.
 */
final class Step implements AutoCloseable {
  private final boolean before = JniUtils.isGradMode();
  private final NDScope scope = new NDScope();

  /** Records operations for the way back from now on, or no longer; said first in every step. */
  void record(boolean recording) {
    JniUtils.setGradMode(recording);
  }

  /** An array that outlives the call; its owner closes it. */
  <A extends NDArray> A keep(A array) {
    NDScope.unregister(array);
    return array;
  }

  /** Takes over an array that a call inside this one has kept. */
  void own(NDArray array) {
    NDScope.register(array);
  }

  @Override
  public void close() {
    scope.close();
    JniUtils.setGradMode(before);
  }
}
