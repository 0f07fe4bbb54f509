package io.github.simloss.dl4j.internal.encoder;

import io.github.simloss.batch.PackedRows;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.Matrix;
import io.github.simloss.model.EncoderSpec;

/** The outputs of one direction of the top layer, pooled, and the way back. */
interface OutputPooling extends AutoCloseable {

  /** The pooling of a direction, for the CPU or for other devices. */
  static OutputPooling of(ComputePath path, EncoderSpec spec, boolean reverse) {
    PooledColumns columns = PooledColumns.of(spec, reverse);
    if (columns.hasLast()) {
      return new LastPooling(columns);
    }
    return path.host()
        ? new HostPooling(columns, reverse)
        : new ArrayPooling(path, columns, reverse);
  }

  /**
   * Pools.
   *
   * @param packed the rows
   * @param outputs N x H, in the direction's order
   * @param shares what each row has of a mean, in the direction's order; {@code null} without one
   * @param pooled receives columns of B rows, in sorted order
   */
  void forward(PackedRows packed, Matrix outputs, float[] shares, Matrix pooled);

  /**
   * Gives every output its gradient.
   *
   * @param packed the rows
   * @param outputs as in {@link #forward}
   * @param shares as in {@link #forward}
   * @param pooled as {@link #forward} left it
   * @param dPooled dL/dpooled
   * @param dOutputs receives dL/doutputs, N x H
   */
  void backward(
      PackedRows packed,
      Matrix outputs,
      float[] shares,
      Matrix pooled,
      Matrix dPooled,
      Matrix dOutputs);

  /** Frees work space; most have none. */
  @Override
  default void close() {}
}
