package io.github.simloss.embeddings.internal.read;

/** Euclidean norms of rows. */
public final class NormStatistics {
  private long count;
  private long zero;
  private long nan;
  private double sum;
  private double min = Double.NaN;
  private double max = Double.NaN;

  /** Adds a row. */
  public void add(float[] row) {
    double squares = 0;
    for (float x : row) {
      squares += (double) x * x;
    }
    if (!Double.isFinite(squares)) {
      nan++;
      return;
    }
    double norm = Math.sqrt(squares);
    zero += norm == 0 ? 1 : 0;
    min = count == 0 ? norm : Math.min(min, norm);
    max = count == 0 ? norm : Math.max(max, norm);
    sum += norm;
    count++;
  }

  /** Rows that hold a NaN or an infinity; they have no part in the norms. */
  public long nan() {
    return nan;
  }

  /** Rows of zeros. */
  public long zero() {
    return zero;
  }

  /** The least norm; NaN if there is none. */
  public double min() {
    return min;
  }

  /** The mean of the norms; NaN if there is none. */
  public double mean() {
    return count == 0 ? Double.NaN : sum / count;
  }

  /** The greatest norm; NaN if there is none. */
  public double max() {
    return max;
  }
}
