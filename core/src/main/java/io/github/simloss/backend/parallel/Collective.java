package io.github.simloss.backend.parallel;

/**
 * Workers that compute together, as one of them sees it. All of them call the same methods in the
 * same order with arrays of the same lengths; a call returns when all have made it. Not safe for
 * use by several threads.
 *
 * @since 0.2.0
 */
public interface Collective {
  /** One worker by itself. */
  Collective ALONE =
      new Collective() {
        @Override
        public int rank() {
          return 0;
        }

        @Override
        public int size() {
          return 1;
        }

        @Override
        public void sum(float[] values, double[] numbers) {
          // The sum of one.
        }
      };

  /** Which one this is, from 0 to size - 1. */
  int rank();

  /** How many there are, at least 1. */
  int size();

  /**
   * Replaces every value by its sum over all workers. The sums have the same bits at each, so that
   * what is computed from them stays the same at each.
   *
   * @param values large arrays, as gradients; may be empty
   * @param numbers a few numbers that go along in double precision; may be empty
   * @throws io.github.simloss.SimlossException if a worker is gone, does not answer in time, or
   *     calls with other lengths
   */
  void sum(float[] values, double[] numbers);

  /**
   * Whether the first worker says so: the same answer at each.
   *
   * @param said what this worker says; only that of rank 0 counts
   */
  default boolean firstSays(boolean said) {
    double[] numbers = {rank() == 0 && said ? 1 : 0};
    sum(new float[0], numbers);
    return numbers[0] != 0;
  }
}
