package io.github.simloss.batch;

/**
 * Sentences in the layout of PyTorch's LSTM: time-major, padded to the longest; row t * B + b is
 * sentence b at time t. Immutable.
 *
 * @since 0.2.0
 */
public final class TimeMajorRows {
  private final TokenRows rows;

  /**
   * @param rows the sentences
   */
  public TimeMajorRows(TokenRows rows) {
    this.rows = rows;
  }

  /** B, the number of sentences. */
  public int sentences() {
    return rows.size();
  }

  /** T, the longest length. */
  public int steps() {
    return rows.longest();
  }

  /** The real length of each sentence. */
  public int[] lengths() {
    return rows.lengths();
  }

  /** The ids of all rows; padding holds id 0, whose states nobody reads. */
  public long[] ids() {
    long[] ids = new long[steps() * sentences()];
    for (int b = 0; b < sentences(); b++) {
      for (int t = 0; t < rows.lengths()[b]; t++) {
        ids[t * sentences() + b] = rows.token(b, t);
      }
    }
    return ids;
  }

  /**
   * What a decoder is fed with: {@code <start>}, then the id before; padding holds id 0.
   *
   * @param startId the id of {@code <start>}
   */
  public long[] shifted(int startId) {
    long[] ids = new long[steps() * sentences()];
    for (int b = 0; b < sentences(); b++) {
      ids[b] = startId;
      for (int t = 1; t < rows.lengths()[b]; t++) {
        ids[t * sentences() + b] = rows.token(b, t - 1);
      }
    }
    return ids;
  }

  /** The row of each sentence's last token. */
  public long[] lastRows() {
    long[] last = new long[sentences()];
    for (int b = 0; b < last.length; b++) {
      last[b] = (rows.lengths()[b] - 1L) * last.length + b;
    }
    return last;
  }

  /**
   * Where each row stands if every sentence is read from its last token to its first; padding stays
   * where it is. Its own inverse.
   */
  public long[] reversed() {
    long[] places = new long[steps() * sentences()];
    for (int b = 0; b < sentences(); b++) {
      int length = rows.lengths()[b];
      for (int t = 0; t < steps(); t++) {
        int there = t < length ? length - 1 - t : t;
        places[t * sentences() + b] = (long) there * sentences() + b;
      }
    }
    return places;
  }

  /**
   * The real positions that cost something, in the order of rows.
   *
   * @param paddingId a target that costs nothing
   */
  public Targets targets(int paddingId) {
    int[] ids = new int[rows.tokenCount()];
    long[] at = new long[ids.length];
    int n = 0;
    for (int t = 0; t < steps(); t++) {
      for (int b = 0; b < sentences(); b++) {
        if (t < rows.lengths()[b] && rows.token(b, t) != paddingId) {
          ids[n] = rows.token(b, t);
          at[n++] = (long) t * sentences() + b;
        }
      }
    }
    return new Targets(java.util.Arrays.copyOf(ids, n), java.util.Arrays.copyOf(at, n));
  }

  /**
   * Ids and where they stand.
   *
   * @param ids what is asked for
   * @param rows the rows those stand in
   */
  public record Targets(int[] ids, long[] rows) {}
}
