package io.github.simloss.dl4j.internal.array;

import io.github.simloss.dl4j.internal.runtime.Nd4jRuntime;

/**
 * How the engine's memory is reached, and so by which code a model runs.
 *
 * @param host whether Java loops may work on it: fused loops on the CPU if so, ND4J operations if
 *     not
 */
public record ComputePath(boolean host) {

  /** Whether the system property {@code simloss.dl4j.fused} allows for fused loops. */
  public static boolean wantsFused() {
    return Boolean.parseBoolean(System.getProperty("simloss.dl4j.fused", "true"));
  }

  /** As the system properties and the engine say. */
  public static ComputePath current() {
    return new ComputePath(wantsFused() && Nd4jRuntime.onCpu());
  }

  /**
   * An empty matrix; {@link Matrix#ensure} gives it rows.
   *
   * @param columns its width
   */
  public Matrix matrix(int columns) {
    return new Matrix(columns, host);
  }

  /** A matrix that holds a copy of rows. */
  public Matrix matrix(int rows, int columns, float[] values) {
    Matrix matrix = matrix(columns);
    matrix.ensure(rows);
    matrix.write(0, values, 0, rows);
    return matrix;
  }

  @Override
  public String toString() {
    return host ? "fused loops" : "ND4J operations";
  }
}
