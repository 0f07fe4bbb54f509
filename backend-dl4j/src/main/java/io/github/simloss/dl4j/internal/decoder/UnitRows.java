package io.github.simloss.dl4j.internal.decoder;

import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.Matrix;

/** Rows brought to one length: n = q / |q|, zero where q is, forward and back. */
interface UnitRows {

  /** For the CPU or for other devices. */
  static UnitRows of(ComputePath path) {
    return path.host() ? new HostUnitRows() : new ArrayUnitRows();
  }

  /**
   * Scales rows.
   *
   * @param q the rows {@code [0, count)}
   * @param count how many
   * @param scale s
   * @param into receives s n
   */
  void forward(Matrix q, int count, float scale, Matrix into);

  /**
   * The way back, for the rows of {@link #forward}.
   *
   * @param q as in {@link #forward}
   * @param count how many
   * @param scale s
   * @param d dL/d(s n) before, dL/dq after
   * @return dL/ds, summed over the rows
   */
  double backward(Matrix q, int count, float scale, Matrix d);
}
