package io.github.simloss.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Vectors of ones, kept for column sums. */
final class Ones implements AutoCloseable {
  private final Matrix memory;
  private int length;

  Ones(Memory memory) {
    this.memory = memory.matrix(1);
  }

  /** A vector of this many ones. */
  INDArray of(int count) {
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
