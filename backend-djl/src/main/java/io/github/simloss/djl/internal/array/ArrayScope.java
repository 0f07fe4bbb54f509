package io.github.simloss.djl.internal.array;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.jni.JniUtils;

/**
 * The arrays of one call: the handles of all that this thread makes in between are freed at the
 * end, but of those kept. What autograd needs of the others PyTorch keeps alive by itself. Leaves
 * the thread's gradient mode, which is on in new threads, as it was.
 */
public final class ArrayScope implements AutoCloseable {
  private final boolean before = JniUtils.isGradMode();
  private final NDScope scope = new NDScope();

  /**
   * Records operations for autograd from now on, or no longer. Every computation without autograd
   * begins with false.
   */
  public void record(boolean recording) {
    JniUtils.setGradMode(recording);
  }

  /** An array that outlives the call; its owner closes it, or the scope it is handed to. */
  public <A extends NDArray> A keep(A array) {
    NDScope.unregister(array);
    return array;
  }

  /** Takes over an array that a call inside this one has kept. */
  public void own(NDArray array) {
    NDScope.register(array);
  }

  @Override
  public void close() {
    scope.close();
    JniUtils.setGradMode(before);
  }
}
