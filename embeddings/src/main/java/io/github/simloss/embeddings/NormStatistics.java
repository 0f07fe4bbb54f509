package io.github.simloss.embeddings;

/** Euclidean norms of rows. */
final class NormStatistics {
  private long count;
  private long zero;
  private long nan;
  private double sum;
  private double min = Double.NaN;
  private double max = Double.NaN;

  void add(float[] row) {
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

  long nan() {
    return nan;
  }

  long zero() {
    return zero;
  }

  double min() {
    return min;
  }

  double mean() {
    return count == 0 ? Double.NaN : sum / count;
  }

  double max() {
    return max;
  }
}
