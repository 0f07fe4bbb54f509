package io.github.simloss.backend.host;

/**
 * Floats in an engine's memory that is the host's; for several threads at once.
 *
 * @since 0.1.0
 */
public interface HostFloats {
  /** How many. */
  int length();

  /**
   * Copies some out.
   *
   * @param from the first
   * @param into receives them from 0 on
   * @param count how many
   */
  void read(int from, float[] into, int count);

  /**
   * Copies some in.
   *
   * @param from the first
   * @param values hold them from 0 on
   * @param count how many
   */
  void write(int from, float[] values, int count);
}
