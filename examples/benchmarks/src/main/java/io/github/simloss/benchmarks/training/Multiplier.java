package io.github.simloss.benchmarks.training;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Matrix products of an engine, as fast as it can. All are made over the same three pieces of
 * memory: operands of their own for every product of several batches would fill gigabytes.
 */
interface Multiplier {

  /** Makes operands, and returns what multiplies them. */
  Runnable prepare(Product product);

  /** Every way the engine has to compute a product, the usual one first. */
  default List<Runnable> prepareAll(Product product) {
    return List.of(prepare(product));
  }

  /** Whether an engine has products of its own: the plain-Java one multiplies as it goes. */
  static boolean has(String engine) {
    return !engine.equals("java");
  }

  /**
   * The multiplier of an engine.
   *
   * @param engine djl or dl4j
   * @param values of the largest matrix
   */
  static Multiplier of(String engine, int values) {
    return engine.equals("djl") ? torch(values) : nd4j(values);
  }

  private static Multiplier torch(int values) {
    NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    NDArray first = manager.ones(new Shape(values));
    NDArray second = manager.ones(new Shape(values));
    Multiplier usual =
        product -> {
          NDArray a = torch(first, product.rows(), product.inner(), product.transposeFirst());
          NDArray b = torch(second, product.inner(), product.columns(), product.transposeSecond());
          return () -> {
            // The result's memory goes back to the allocator, which keeps it for the next.
            try (NDArray c = a.matMul(b)) {
              c.getShape();
            }
          };
        };
    return new Multiplier() {
      @Override
      public Runnable prepare(Product product) {
        return usual.prepare(product);
      }

      /** A convolution of size 1 is a product as well, by another library than matMul's. */
      @Override
      public List<Runnable> prepareAll(Product product) {
        int inner = product.inner();
        NDArray input =
            second.get(":" + inner * product.columns()).reshape(1, inner, product.columns(), 1);
        NDArray weight =
            first.get(":" + product.rows() * inner).reshape(product.rows(), inner, 1, 1);
        Shape ones = new Shape(1, 1);
        return List.of(
            usual.prepare(product),
            () -> {
              NDList result = Conv2d.conv2d(input, weight, null, ones, new Shape(0, 0), ones, 1);
              result.close();
            });
      }
    };
  }

  private static NDArray torch(NDArray memory, long rows, long columns, boolean transposed) {
    NDArray values = memory.get(":" + rows * columns);
    return transposed ? values.reshape(columns, rows).transpose() : values.reshape(rows, columns);
  }

  private static Multiplier nd4j(int values) {
    INDArray first = Nd4j.ones(values);
    INDArray second = Nd4j.ones(values);
    INDArray third = Nd4j.create(values);
    return product -> {
      boolean turnFirst = product.transposeFirst();
      boolean turnSecond = product.transposeSecond();
      INDArray a = nd4j(first, product.rows(), product.inner(), turnFirst);
      INDArray b = nd4j(second, product.inner(), product.columns(), turnSecond);
      INDArray c = nd4j(third, product.rows(), product.columns(), false);
      return () -> Nd4j.gemm(a, b, c, turnFirst, turnSecond, 1, 0);
    };
  }

  private static INDArray nd4j(INDArray memory, long rows, long columns, boolean transposed) {
    long[] shape = transposed ? new long[] {columns, rows} : new long[] {rows, columns};
    return Nd4j.create(memory.data(), shape, new long[] {shape[1], 1}, 0, 'c');
  }
}
