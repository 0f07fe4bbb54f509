package io.github.simloss.examples.sample;

import io.github.simloss.random.SeededRandom;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The sentences of the sample, no two alike, so that none stands in two parts.
 *
 * @param train to train on
 * @param dev to choose the best model by
 * @param test to try it on
 */
record SampleCorpus(List<String> train, List<String> dev, List<String> test) {
  private static final int TRAIN = 4000;
  private static final int DEV = 400;
  private static final int TEST = 400;

  /** Draws the sample. */
  static SampleCorpus draw(long seed) {
    Grammar grammar = Grammar.read();
    SeededRandom random = SeededRandom.derive(seed, "sample corpus", 0);
    Set<String> distinct = new LinkedHashSet<>();
    while (distinct.size() < TRAIN + DEV + TEST) {
      distinct.add(grammar.draw(random));
    }
    List<String> all = new ArrayList<>(distinct);
    // Rare sentences come late in a list without repetitions: mix them in.
    int[] order = new int[all.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    random.shuffle(order);
    List<String> mixed = new ArrayList<>();
    for (int i : order) {
      mixed.add(all.get(i));
    }
    return new SampleCorpus(
        List.copyOf(mixed.subList(0, TRAIN)),
        List.copyOf(mixed.subList(TRAIN, TRAIN + DEV)),
        List.copyOf(mixed.subList(TRAIN + DEV, TRAIN + DEV + TEST)));
  }
}
