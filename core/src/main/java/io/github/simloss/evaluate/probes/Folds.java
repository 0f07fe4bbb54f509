package io.github.simloss.evaluate.probes;

import io.github.simloss.random.SeededRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Cross-validation: rows dealt out so that every fold has its share of each class (within one), in
 * an order drawn by a seed.
 */
final class Folds {
  private Folds() {}

  /** Rows to learn from and rows to be tried on, both rising. */
  record Fold(int[] train, int[] test) {}

  /**
   * Deals rows out.
   *
   * @param rows to be dealt out; no more folds than rows are made
   * @param labels the class of every row there is, not only of those dealt out
   * @param count how many folds, at least 2
   * @param random where the order comes from
   */
  static List<Fold> of(int[] rows, int[] labels, int count, SeededRandom random) {
    int folds = Math.min(count, rows.length);
    int[] order = rows.clone();
    random.shuffle(order);
    int[] byClass =
        Arrays.stream(order)
            .boxed()
            // Stable: within a class the order stays random.
            .sorted((a, b) -> Integer.compare(labels[a], labels[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    List<Fold> all = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      int held = fold;
      all.add(
          new Fold(pick(byClass, k -> k % folds != held), pick(byClass, k -> k % folds == held)));
    }
    return all;
  }

  private static int[] pick(int[] order, java.util.function.IntPredicate which) {
    return IntStream.range(0, order.length).filter(which).map(k -> order[k]).sorted().toArray();
  }
}
