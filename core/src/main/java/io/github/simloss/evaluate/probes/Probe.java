package io.github.simloss.evaluate.probes;

import io.github.simloss.encoding.SentenceCodes;
import io.github.simloss.evaluate.linear.Classifier;
import io.github.simloss.evaluate.linear.LogisticRegression;
import io.github.simloss.evaluate.sets.EvaluationSet;
import io.github.simloss.evaluate.sets.Example;
import io.github.simloss.evaluate.sets.Task;
import io.github.simloss.random.SeededRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What frozen codes know of labelled sentences, measured as SentEval does: classes by a linear
 * classifier, its penalty chosen on the dev part or by cross-validation on the training part;
 * relatedness by the cosine of both codes, without training, and beside it, where there is a test
 * part, by a regression that was learned on the training part. Without a test part, classes are
 * measured by cross-validation, the penalty chosen again within each fold.
 *
 * <p>Folds run on the threads of the common pool; how many they are changes no result.
 *
 * @param classifier makes classifiers
 * @param costs the values of C to choose from, rising; of equally good ones the first is taken
 * @param innerFolds folds to choose C by, at least 2
 * @param outerFolds folds to measure by where there is no test part, at least 2
 * @param seed of the folds
 * @since 0.2.0
 */
public record Probe(
    Classifier classifier, List<Double> costs, int innerFolds, int outerFolds, long seed) {
  /** C from 2^-12 to 2^2, each four times the one before. */
  public static final List<Double> COSTS =
      IntStream.rangeClosed(-6, 1).mapToObj(k -> Math.pow(4, k)).toList();

  /** Checks the numbers. */
  public Probe {
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

  /** The usual: logistic regression, {@link #COSTS}, 3 folds to choose by, 10 to measure by. */
  public Probe(long seed) {
    this(new LogisticRegression(), COSTS, 3, 10, seed);
  }

  /**
   * Measures codes.
   *
   * @param set the examples
   * @param codes of their sentences
   */
  public ProbeScores measure(EvaluationSet set, SentenceCodes codes) {
    return measure(set, EncodedSentences.of(List.of(set), codes));
  }

  /**
   * Measures codes that are there already.
   *
   * @param set the examples
   * @param codes of their sentences and perhaps of others
   */
  public ProbeScores measure(EvaluationSet set, EncodedSentences codes) {
    if (set.task() == Task.RELATEDNESS) {
      return new RelatednessProbe(costs, innerFolds, seed).measure(set, codes);
    }
    List<Example> all = set.all();
    int[] labels = labels(all, set.classes());
    Classifier.Examples examples =
        classifier.examples(codes.features(set.features(), all), labels, set.classes().size());
    return set.test().isEmpty()
        ? crossValidated(set, examples, labels)
        : tested(set, examples, labels);
  }

  /**
   * Measures what knows no sentence: always the most frequent class of training.
   *
   * @return no score for relatedness, where a constant says nothing
   */
  public static ProbeScores majority(EvaluationSet set) {
    if (set.task() == Task.RELATEDNESS) {
      return ProbeScores.NONE;
    }
    List<String> classes = set.classes();
    int[] counts = new int[classes.size()];
    set.train().forEach(example -> counts[classes.indexOf(example.label())]++);
    int most = 0;
    for (int c = 1; c < counts.length; c++) {
      most = counts[c] > counts[most] ? c : most;
    }
    double[] expected = numbers(labels(set.judged(), classes));
    double[] actual = new double[expected.length];
    Arrays.fill(actual, most);
    return ProbeScores.ofClasses(new Answers(expected, actual), set.positiveClass(), null, 0);
  }

  private ProbeScores tested(EvaluationSet set, Classifier.Examples examples, int[] labels) {
    int[] train = range(0, set.train().size());
    int[] dev = range(train.length, train.length + set.dev().size());
    int[] test = range(train.length + dev.length, labels.length);
    List<Folds.Fold> folds =
        dev.length > 0
            ? List.of(new Folds.Fold(train, dev))
            : Folds.of(
                train, labels, innerFolds, SeededRandom.derive(seed, "folds to choose by", 0));
    double cost = best(folds, examples, labels);
    int[] answers = examples.learner(train).predict(test, cost);
    return ProbeScores.ofClasses(
        new Answers(numbers(pick(labels, test)), numbers(answers)), set.positiveClass(), cost, 0);
  }

  private ProbeScores crossValidated(
      EvaluationSet set, Classifier.Examples examples, int[] labels) {
    SeededRandom random = SeededRandom.derive(seed, "folds to measure by", 0);
    List<Folds.Fold> outer = Folds.of(range(0, labels.length), labels, outerFolds, random);
    double[] chosen = new double[outer.size()];
    int[] answers = new int[labels.length];
    IntStream.range(0, outer.size())
        .parallel()
        .forEach(
            index -> {
              Folds.Fold fold = outer.get(index);
              SeededRandom inner = SeededRandom.derive(seed, "folds to choose by", 1 + index);
              chosen[index] =
                  best(Folds.of(fold.train(), labels, innerFolds, inner), examples, labels);
              int[] part = examples.learner(fold.train()).predict(fold.test(), chosen[index]);
              for (int k = 0; k < part.length; k++) {
                answers[fold.test()[k]] = part[k];
              }
            });
    Arrays.sort(chosen);
    return ProbeScores.ofClasses(
        new Answers(numbers(labels), numbers(answers)),
        set.positiveClass(),
        chosen[chosen.length / 2],
        outer.size());
  }

  /** The cost with the most right answers over some folds. */
  private double best(List<Folds.Fold> folds, Classifier.Examples examples, int[] labels) {
    List<Classifier.Learner> learners =
        folds.stream().map(fold -> examples.learner(fold.train())).toList();
    return CostSearch.best(
        costs,
        cost ->
            IntStream.range(0, folds.size())
                .parallel()
                .map(k -> right(folds.get(k), learners.get(k), labels, cost))
                .sum());
  }

  private static int right(Folds.Fold fold, Classifier.Learner learner, int[] labels, double cost) {
    int[] answers = learner.predict(fold.test(), cost);
    int right = 0;
    for (int i = 0; i < answers.length; i++) {
      right += answers[i] == labels[fold.test()[i]] ? 1 : 0;
    }
    return right;
  }

  private static int[] labels(List<Example> examples, List<String> classes) {
    return examples.stream().mapToInt(example -> classes.indexOf(example.label())).toArray();
  }

  private static int[] range(int from, int to) {
    return IntStream.range(from, to).toArray();
  }

  private static int[] pick(int[] values, int[] rows) {
    return Arrays.stream(rows).map(row -> values[row]).toArray();
  }

  private static double[] numbers(int[] values) {
    return Arrays.stream(values).asDoubleStream().toArray();
  }
}
