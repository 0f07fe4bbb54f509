package io.github.simloss.evaluate.pairs;

import io.github.simloss.encoding.SentenceCodes;
import io.github.simloss.random.SeededRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What frozen codes know of sentence pairs, measured as SentEval does: classes by a linear
 * classifier on features of both codes, its penalty chosen by cross-validation on the training
 * pairs; relatedness by the cosine of both codes, without training. Without test pairs, classes are
 * measured by cross-validation, the penalty chosen again within each fold.
 *
 * @param classifier makes classifiers
 * @param costs the values of C to choose from, rising; of equally good ones the first is taken
 * @param innerFolds folds to choose C by, at least 2
 * @param outerFolds folds to measure by where there are no test pairs, at least 2
 * @param seed of the folds
 * @since 0.1.0
 */
public record PairProbe(
    PairClassifier classifier, List<Double> costs, int innerFolds, int outerFolds, long seed) {
  /** C from 2^-6 to 2^8, each four times the one before. */
  public static final List<Double> COSTS =
      IntStream.rangeClosed(-3, 4).mapToObj(k -> Math.pow(4, k)).toList();

  /** Checks the numbers. */
  public PairProbe {
    costs = List.copyOf(costs);
    if (costs.isEmpty() || innerFolds < 2 || outerFolds < 2) {
      throw new IllegalArgumentException(
          "a probe needs at least one cost and two folds, not "
              + costs.size()
              + ", "
              + innerFolds
              + " and "
              + outerFolds);
    }
    for (int c = 1; c < costs.size(); c++) {
      if (!(costs.get(c) > costs.get(c - 1))) {
        throw new IllegalArgumentException("costs must rise: " + costs);
      }
    }
  }

  /** The usual: {@link #COSTS}, 3 folds to choose by, 10 to measure by. */
  public PairProbe(PairClassifier classifier, long seed) {
    this(classifier, COSTS, 3, 10, seed);
  }

  /**
   * Measures codes.
   *
   * @param set the pairs
   * @param codes of their sentences
   */
  public PairScores measure(PairSet set, SentenceCodes codes) {
    return set.task() == PairTask.CLASSES ? classes(set, codes) : relatedness(set, codes);
  }

  /**
   * Measures who knows no sentence: always the most frequent class of training.
   *
   * @return empty scores for relatedness, where a constant says nothing
   */
  public static PairScores majority(PairSet set) {
    if (set.task() == PairTask.RELATEDNESS) {
      return new PairScores(null, null, null, null, null);
    }
    List<String> classes = set.classes();
    int[] counts = new int[classes.size()];
    set.train().forEach(pair -> counts[classes.indexOf(pair.label())]++);
    int most = 0;
    for (int c = 1; c < counts.length; c++) {
      most = counts[c] > counts[most] ? c : most;
    }
    int[] expected = labels(set.judged(), classes);
    int[] actual = new int[expected.length];
    Arrays.fill(actual, most);
    return PairScores.ofClasses(expected, actual, set.positiveClass(), null);
  }

  private PairScores classes(PairSet set, SentenceCodes codes) {
    List<String> classes = set.classes();
    List<SentencePair> all = set.all();
    int[] labels = labels(all, classes);
    int positive = set.positiveClass();
    PairClassifier.Examples examples =
        classifier.examples(features(set.features(), all, codes), labels, classes.size());
    int[] train = IntStream.range(0, set.train().size()).toArray();
    if (!set.test().isEmpty()) {
      int[] test = IntStream.range(train.length, all.size()).toArray();
      double cost = choose(examples, labels, train, 0);
      return PairScores.ofClasses(
          pick(labels, test), examples.learner(train).predict(test, cost), positive, cost);
    }
    SeededRandom random = SeededRandom.derive(seed, "folds to measure by", 0);
    int[] answers = new int[labels.length];
    List<Double> chosen = new ArrayList<>();
    for (Folds.Fold fold : Folds.of(train, labels, outerFolds, random)) {
      double cost = choose(examples, labels, fold.train(), 1 + chosen.size());
      chosen.add(cost);
      int[] part = examples.learner(fold.train()).predict(fold.test(), cost);
      for (int k = 0; k < part.length; k++) {
        answers[fold.test()[k]] = part[k];
      }
    }
    chosen.sort(null);
    return PairScores.ofClasses(labels, answers, positive, chosen.get(chosen.size() / 2));
  }

  /** The cost with the most right answers over the folds of some rows. */
  private double choose(PairClassifier.Examples examples, int[] labels, int[] rows, int index) {
    if (costs.size() == 1) {
      return costs.get(0);
    }
    SeededRandom random = SeededRandom.derive(seed, "folds to choose by", index);
    List<Folds.Fold> folds = Folds.of(rows, labels, innerFolds, random);
    List<PairClassifier.Learner> learners =
        folds.stream().map(fold -> examples.learner(fold.train())).toList();
    double best = costs.get(0);
    int most = -1;
    for (double cost : costs) {
      int right =
          IntStream.range(0, folds.size())
              .parallel()
              .map(
                  k -> {
                    int[] test = folds.get(k).test();
                    return same(pick(labels, test), learners.get(k).predict(test, cost));
                  })
              .sum();
      if (right > most) {
        most = right;
        best = cost;
      }
    }
    return best;
  }

  private static PairScores relatedness(PairSet set, SentenceCodes codes) {
    List<SentencePair> pairs = set.judged();
    EncodedPairs encoded = EncodedPairs.of(pairs, codes);
    double[] cosines = new double[pairs.size()];
    double[] expected = new double[pairs.size()];
    for (int i = 0; i < cosines.length; i++) {
      cosines[i] = encoded.cosine(i);
      expected[i] = PairSet.number(pairs.get(i).label());
    }
    return PairScores.ofRelatedness(expected, cosines);
  }

  private static float[][] features(
      PairFeatures features, List<SentencePair> pairs, SentenceCodes codes) {
    EncodedPairs encoded = EncodedPairs.of(pairs, codes);
    return features.of(encoded.first(), encoded.second(), encoded.dimension());
  }

  private static int[] labels(List<SentencePair> pairs, List<String> classes) {
    return pairs.stream().mapToInt(pair -> classes.indexOf(pair.label())).toArray();
  }

  private static int[] pick(int[] values, int[] rows) {
    return Arrays.stream(rows).map(row -> values[row]).toArray();
  }

  private static int same(int[] a, int[] b) {
    return (int) IntStream.range(0, a.length).filter(i -> a[i] == b[i]).count();
  }
}
