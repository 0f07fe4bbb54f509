package io.github.simloss.evaluate.pairs;

import io.github.simloss.SimlossException;
import io.github.simloss.io.Messages;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A set of sentence pairs and what is asked of it.
 *
 * @param name what it is called in tables
 * @param task what is asked
 * @param features what a classifier is given
 * @param positive the class whose F1 is measured, or null for none; of classes only
 * @param train pairs to learn from
 * @param test pairs to be judged by; empty for cross-validation over {@code train}
 * @since 0.1.0
 */
public record PairSet(
    String name,
    PairTask task,
    PairFeatures features,
    @Nullable String positive,
    List<SentencePair> train,
    List<SentencePair> test) {
  /** Labels that are numbers, up to so many different ones, are taken for classes. */
  public static final int FEW = 5;

  private static final List<String> POSITIVE = List.of("1", "true");

  /**
   * Checks that the set can be used.
   *
   * @throws SimlossException naming file and line of a label that is not a number where one is
   *     needed or that no training pair has, or a file whose labels are all the same
   */
  public PairSet {
    train = List.copyOf(train);
    test = List.copyOf(test);
    if (train.isEmpty()) {
      throw new IllegalArgumentException("no pair in " + name);
    }
    if (task == PairTask.RELATEDNESS) {
      requireNumbers(train);
      requireNumbers(test);
      requireTwo(test.isEmpty() ? train : test, name);
    } else {
      requireTwo(train, name);
      requireKnown(labels(train), test);
      if (positive != null && !labels(train).contains(positive)) {
        throw new SimlossException(
            name
                + ": no training pair has the label '"
                + positive
                + "' whose F1 is asked for; its labels are "
                + labels(train));
      }
    }
  }

  /**
   * The set with what follows from its labels: numbers of more than {@value #FEW} values mean
   * relatedness, all else classes; where there are two classes and one is called {@code 1} or
   * {@code true}, its F1 is measured.
   *
   * @param task what is asked, or null for what the labels say
   * @param positive the class whose F1 is measured, or null for what the labels say
   */
  public static PairSet of(
      String name,
      @Nullable PairTask task,
      PairFeatures features,
      @Nullable String positive,
      List<SentencePair> train,
      List<SentencePair> test) {
    PairTask asked = task == null ? taskOf(train) : task;
    String wanted = positive == null && asked == PairTask.CLASSES ? positiveOf(train) : positive;
    return new PairSet(name, asked, features, wanted, train, test);
  }

  /** The classes in their order: by text. */
  public List<String> classes() {
    return List.copyOf(labels(train));
  }

  /** The number of the class whose F1 is measured, or -1. */
  int positiveClass() {
    return positive == null ? -1 : classes().indexOf(positive);
  }

  /** The pairs to be judged by: those of the test file, or all where there is none. */
  public List<SentencePair> judged() {
    return test.isEmpty() ? train : test;
  }

  /** All pairs, those of training first. */
  public List<SentencePair> all() {
    return Stream.concat(train.stream(), test.stream()).toList();
  }

  /**
   * A label as a number.
   *
   * @return NaN if it is none
   */
  static double number(String label) {
    try {
      double value = Double.parseDouble(label);
      return Double.isFinite(value) ? value : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static PairTask taskOf(List<SentencePair> pairs) {
    Set<String> labels = labels(pairs);
    boolean numbers = labels.stream().noneMatch(label -> Double.isNaN(number(label)));
    return numbers && labels.size() > FEW ? PairTask.RELATEDNESS : PairTask.CLASSES;
  }

  private static @Nullable String positiveOf(List<SentencePair> pairs) {
    Set<String> labels = labels(pairs);
    return labels.size() != 2
        ? null
        : POSITIVE.stream().filter(labels::contains).findFirst().orElse(null);
  }

  private static Set<String> labels(List<SentencePair> pairs) {
    Set<String> labels = new TreeSet<>();
    pairs.forEach(pair -> labels.add(pair.label()));
    return labels;
  }

  private static void requireTwo(List<SentencePair> pairs, String name) {
    if (labels(pairs).size() < 2) {
      SentencePair last = pairs.get(pairs.size() - 1);
      throw new SimlossException(
          last.where()
              + ": every label up to here is "
              + Messages.quote(last.label())
              + "; "
              + name
              + " needs at least two (is label= the right column?)");
    }
  }

  private static void requireNumbers(List<SentencePair> pairs) {
    for (SentencePair pair : pairs) {
      if (Double.isNaN(number(pair.label()))) {
        throw new SimlossException(
            pair.where()
                + ": the label "
                + Messages.quote(pair.label())
                + " is not a number, which relatedness needs; fix it or give task=classes");
      }
    }
  }

  private static void requireKnown(Set<String> known, List<SentencePair> test) {
    for (SentencePair pair : test) {
      if (!known.contains(pair.label())) {
        throw new SimlossException(
            pair.where()
                + ": no training pair has the label "
                + Messages.quote(pair.label())
                + "; known are "
                + Messages.oneLine(String.join(", ", known)));
      }
    }
  }
}
