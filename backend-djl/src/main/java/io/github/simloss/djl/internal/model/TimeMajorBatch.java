package io.github.simloss.djl.internal.model;

import io.github.simloss.batch.Batch;
import java.util.Arrays;

/**
 * A batch as PyTorch's LSTM takes it: time-major, padded to its longest sentence; row t * B + b is
 * sentence b at time t.
 */
final class TimeMajorBatch {
  private final Batch batch;

  /** The ids at real positions that cost something. */
  final int[] targets;

  /** The rows those stand in. */
  final long[] targetRows;

  /** The row of each sentence's last token. */
  final long[] lastRows;

  /**
   * @param batch the sentences
   * @param paddingId a target that costs nothing
   */
  TimeMajorBatch(Batch batch, int paddingId) {
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

  int sentences() {
    return batch.size();
  }

  int steps() {
    return batch.longest();
  }

  /** The tokens of all rows; padding holds id 0, whose states nobody reads. */
  long[] encoderInputs() {
    long[] ids = new long[steps() * sentences()];
    for (int b = 0; b < sentences(); b++) {
      for (int t = 0; t < batch.lengths()[b]; t++) {
        ids[t * sentences() + b] = batch.token(b, t);
      }
    }
    return ids;
  }

  /** The teacher-forced inputs of all rows: {@code <start>}, then the previous token. */
  long[] decoderInputs(int startId) {
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
