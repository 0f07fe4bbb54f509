package io.github.simloss.backend;

/**
 * A decoder running over R rows, one token at a time. The engine only steps; which token comes next
 * (greedy, sampling, beam) is decided above it.
 *
 * @since 0.1.0
 */
public interface DecoderState extends AutoCloseable {

  /** R, the number of rows. */
  int rows();

  /**
   * Feeds one token a row and returns the logits of the next.
   *
   * @param tokens R ids, {@code <start>} at first
   * @return row-major R x V; the array is the state's own and is overwritten by the next step
   * @throws IllegalArgumentException if there is not one token a row, or one is outside [0, V); the
   *     rows then stay as they were
   */
  float[] step(int[] tokens);

  /**
   * Continues with other rows: row {@code k} becomes what row {@code rows[k]} was. A row may be
   * taken more than once or not at all, so that beams can branch and finished sentences can leave.
   *
   * @param rows indices into the rows of now; at least one
   * @throws IllegalArgumentException if there is none, or one is out of range; the rows then stay
   *     as they were
   */
  void select(int[] rows);

  /**
   * Frees native memory; further calls throw {@link IllegalStateException}. May be called twice.
   */
  @Override
  void close();
}
