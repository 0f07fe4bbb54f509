package io.github.simloss.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;

/**
 * Frees the handles of all arrays this thread makes, but the one kept. What autograd needs of the
 * others PyTorch keeps alive by itself.
 */
final class KeptArrays implements AutoCloseable {
  private final NDScope scope = new NDScope();

  /** An array that stays. */
  NDArray keep(NDArray array) {
    NDScope.unregister(array);
    return array;
  }

  @Override
  public void close() {
    scope.close();
  }
}
