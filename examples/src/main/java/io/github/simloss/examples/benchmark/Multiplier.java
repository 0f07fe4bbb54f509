package io.github.simloss.examples.benchmark;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Matrix products of an engine, as fast as it can. */
interface Multiplier {

  /** Makes operands, and returns what multiplies them. */
  Runnable prepare(Product product);

  /** The multiplier of an engine. */
  static Multiplier of(String engine) {
    return engine.equals("djl") ? Multiplier::torch : Multiplier::nd4j;
  }

  private static Runnable torch(Product product) {
    NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    NDArray a = torch(manager, product.rows(), product.inner(), product.transposeFirst());
    NDArray b = torch(manager, product.inner(), product.columns(), product.transposeSecond());
    return () -> {
      // The result's memory goes back to the allocator, which keeps it for the next.
      try (NDArray c = a.matMul(b)) {
        c.getShape();
      }
    };
  }

  private static NDArray torch(NDManager manager, long rows, long columns, boolean transposed) {
    return transposed
        ? manager.ones(new Shape(columns, rows)).transpose()
        : manager.ones(new Shape(rows, columns));
  }

  private static Runnable nd4j(Product product) {
    boolean first = product.transposeFirst();
    boolean second = product.transposeSecond();
    INDArray a = nd4j(product.rows(), product.inner(), first);
    INDArray b = nd4j(product.inner(), product.columns(), second);
    INDArray c = Nd4j.create(product.rows(), product.columns());
    return () -> Nd4j.gemm(a, b, c, first, second, 1, 0);
  }

  private static INDArray nd4j(long rows, long columns, boolean transposed) {
    return transposed ? Nd4j.ones(columns, rows) : Nd4j.ones(rows, columns);
  }
}
