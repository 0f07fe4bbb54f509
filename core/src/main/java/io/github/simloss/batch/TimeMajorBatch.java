package io.github.simloss.batch;

import java.util.Arrays;

/**
 * A batch in the layout of PyTorch's LSTM: time-major, padded to its longest sentence; row t * B +
 * b is sentence b at time t.
 */
public final class TimeMajorBatch {
  private final Batch batch;

  private final int[] targets;

  private final long[] targetRows;

  private final long[] lastRows;

  /**
   * @param batch the sentences
   * @param paddingId a target that costs nothing
   */
  public TimeMajorBatch(Batch batch, int paddingId) {
    this.batch = batch;
    int size = batch.size();
    int[] ids = new int[batch.tokenCount()];
    long[] rows = new long[ids.length];
    int n = 0;
    for (int t = 0; t < batch.longest(); t++) {
      for (int b = 0; b < size; b++) {
        if (t < batch.lengths()[b] && batch.token(b, t) != paddingId) {
          ids[n] = batch.token(b, t);
          rows[n++] = (long) t * size + b;
        }
      }
    }
    targets = Arrays.copyOf(ids, n);
    targetRows = Arrays.copyOf(rows, n);
    lastRows = new long[size];
    for (int b = 0; b < size; b++) {
      lastRows[b] = (batch.lengths()[b] - 1L) * size + b;
    }
  }

  /** The ids at real positions that cost something. */
  public int[] targets() {
    return targets;
  }

  /** The rows those stand in. */
  public long[] targetRows() {
    return targetRows;
  }

  /** The row of each sentence's last token. */
  public long[] lastRows() {
    return lastRows;
  }

  /** B, the number of sentences. */
  public int sentences() {
    return batch.size();
  }

  /** T, the longest length. */
  public int steps() {
    return batch.longest();
  }

  /** The tokens of all rows; padding holds id 0, whose states nobody reads. */
  public long[] encoderInputs() {
    long[] ids = new long[steps() * sentences()];
    for (int b = 0; b < sentences(); b++) {
      for (int t = 0; t < batch.lengths()[b]; t++) {
        ids[t * sentences() + b] = batch.token(b, t);
      }
    }
    return ids;
  }

  /** The teacher-forced inputs of all rows: {@code <start>}, then the previous token. */
  public long[] decoderInputs(int startId) {
    long[] ids = new long[steps() * sentences()];
    for (int b = 0; b < sentences(); b++) {
      ids[b] = startId;
      for (int t = 1; t < batch.lengths()[b]; t++) {
        ids[t * sentences() + b] = batch.token(b, t - 1);
      }
    }
    return ids;
  }
}
