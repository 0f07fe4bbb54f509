package io.github.simloss.evaluate.probes;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Chooses C, as a penalty of linear models, by how well they do with it. */
final class CostSearch {
  /** So many costs in a row, each worse than the best, end the search. */
  private static final int PATIENCE = 2;

  private CostSearch() {}

  /**
   * The first of the best costs. Greater ones, which take the most time, are tried until two in a
   * row are worse than the best so far.
   *
   * @param costs rising, one at least
   * @param goodness of a cost, greater is better; asked by rising costs; NaN is worst
   */
  static double best(List<Double> costs, DoubleUnaryOperator goodness) {
    double best = costs.get(0);
    if (costs.size() == 1) {
      return best;
    }
    double most = Double.NEGATIVE_INFINITY;
    int worse = 0;
    for (int c = 0; c < costs.size() && worse < PATIENCE; c++) {
      double value = goodness.applyAsDouble(costs.get(c));
      worse = value >= most ? 0 : worse + 1;
      if (value > most) {
        most = value;
        best = costs.get(c);
      }
    }
    return best;
  }
}
