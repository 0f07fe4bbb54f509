package io.github.simloss.dl4j.internal.array;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Vectors of ones, kept for column sums. */
public final class OnesVector implements AutoCloseable {
  private final Matrix memory;
  private int length;

  public OnesVector(ComputePath memory) {
    this.memory = memory.matrix(1);
  }

  /** A vector of this many ones. */
  public INDArray of(int count) {
    if (count > length) {
      memory.ensure(count);
      memory.vector(0, count).assign(1);
      length = count;
    }
    return memory.vector(0, count);
  }

  @Override
  public void close() {
    memory.close();
    length = 0;
  }
}
