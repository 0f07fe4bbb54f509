package io.github.simloss.evaluate.linear;

/**
 * Features of mean 0 and variance 1 over some rows. The rows stay as they are: what is linear in
 * scaled features is linear in raw ones.
 *
 * @param mean of each feature
 * @param inverse one over its standard deviation; 0 where it is constant
 */
record StandardScale(double[] mean, double[] inverse) {
  /** Variances below this share of the mean square are rounding noise. */
  private static final double NOISE = 1e-10;

  /** The scale of some rows. */
  static StandardScale of(float[][] features, int[] rows) {
    int width = features[0].length;
    double[] mean = new double[width];
    double[] inverse = new double[width];
    for (int row : rows) {
      float[] values = features[row];
      for (int k = 0; k < width; k++) {
        mean[k] += values[k];
      }
    }
    for (int k = 0; k < width; k++) {
      mean[k] /= rows.length;
    }
    for (int row : rows) {
      float[] values = features[row];
      for (int k = 0; k < width; k++) {
        double off = values[k] - mean[k];
        inverse[k] += off * off;
      }
    }
    for (int k = 0; k < width; k++) {
      double variance = inverse[k] / rows.length;
      inverse[k] = variance > NOISE * mean[k] * mean[k] ? 1 / Math.sqrt(variance) : 0;
    }
    return new StandardScale(mean, inverse);
  }

  int width() {
    return mean.length;
  }

  /**
   * Weights of scaled features as weights of raw ones.
   *
   * @param weights of width features, from {@code at} on
   * @param at where they begin
   * @param raw receives the weights of raw features
   * @return what is added to the product of raw weights and features
   */
  double toRaw(double[] weights, int at, float[] raw) {
    double offset = 0;
    for (int k = 0; k < raw.length; k++) {
      double value = weights[at + k] * inverse[k];
      raw[k] = (float) value;
      offset -= (double) raw[k] * mean[k];
    }
    return offset;
  }

  /**
   * The gradient of raw weights as that of weights of scaled features.
   *
   * @param raw sum over rows of residual times feature
   * @param residuals sum over rows of the residual
   * @param gradient receives width values, from {@code at} on
   * @param at where they begin
   */
  void toScaled(double[] raw, double residuals, double[] gradient, int at) {
    for (int k = 0; k < raw.length; k++) {
      gradient[at + k] = (raw[k] - mean[k] * residuals) * inverse[k];
    }
  }
}
