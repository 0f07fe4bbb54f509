package io.github.simloss.evaluate.sets;

import io.github.simloss.SimlossException;
import io.github.simloss.io.Messages;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Labelled sentences or pairs and what is asked of them.
 *
 * @param name what the set is called in tables
 * @param task what is asked
 * @param features what a classifier is given
 * @param positive the class whose F1 is measured, or null for none; of classes only
 * @param train examples to learn from
 * @param dev examples to choose by; empty for cross-validation over {@code train}
 * @param test examples to be judged by; empty for cross-validation over {@code train}
 * @since 0.2.0
 */
public record EvaluationSet(
    String name,
    Task task,
    Features features,
    @Nullable String positive,
    List<Example> train,
    List<Example> dev,
    List<Example> test) {
  /** Labels that are numbers, up to so many different ones, are taken for classes. */
  public static final int FEW = 5;

  private static final List<String> POSITIVE = List.of("1", "true");
  private static final int SHOWN = 8;

  /**
   * Checks that the set can be used.
   *
   * @throws SimlossException naming file and line of a label that is not a number where one is
   *     needed or that no training example has, or a file whose labels are all the same
   */
  public EvaluationSet {
    train = List.copyOf(train);
    dev = List.copyOf(dev);
    test = List.copyOf(test);
    if (train.isEmpty()) {
      throw new IllegalArgumentException("no example in " + name);
    }
    if (!dev.isEmpty() && test.isEmpty()) {
      throw new IllegalArgumentException(name + ": a dev part needs a test part");
    }
    Stream.of(train, dev, test).forEach(part -> requireSentences(part, features));
    if (task == Task.RELATEDNESS) {
      if (features == Features.CODE) {
        throw new IllegalArgumentException(name + ": relatedness is of pairs");
      }
      Stream.of(train, dev, test).forEach(EvaluationSet::requireNumbers);
      requireTwo(test.isEmpty() ? train : test, name);
    } else {
      Map<String, Integer> known = Labels.counts(train);
      requireTwo(train, name);
      requireKnown(known, dev);
      requireKnown(known, test);
      if (positive != null && !known.containsKey(positive)) {
        throw new SimlossException(
            name
                + ": no training example has the label '"
                + positive
                + "' whose F1 is asked for; its labels are "
                + known.keySet());
      }
    }
  }

  /**
   * The set with what follows from its labels: numbers of more than {@value #FEW} values mean
   * relatedness, all else classes; where there are two classes and one is called {@code 1} or
   * {@code true}, its F1 is measured. Labels of which some are numbers and some are not, and a
   * label that a single row of many has, are refused unless the task is given.
   *
   * @throws SimlossException as the constructor, or naming the line of a doubtful label
   */
  public static EvaluationSet of(
      String name, SetRequest request, List<Example> train, List<Example> dev, List<Example> test) {
    Task given = request.task();
    Task asked = given == null ? Labels.task(train, request.features()) : given;
    String wanted = request.positive();
    if (wanted == null && asked == Task.CLASSES) {
      wanted = positiveOf(train);
    }
    return new EvaluationSet(name, asked, request.features(), wanted, train, dev, test);
  }

  /** The classes in their order: by text. */
  public List<String> classes() {
    return List.copyOf(Labels.counts(train).keySet());
  }

  /** The number of the class whose F1 is measured, or -1. */
  public int positiveClass() {
    return positive == null ? -1 : classes().indexOf(positive);
  }

  /** The examples to be judged by: those of the test file, or all where there is none. */
  public List<Example> judged() {
    return test.isEmpty() ? train : test;
  }

  /** All examples: those of training, of dev, of test. */
  public List<Example> all() {
    return Stream.of(train, dev, test).flatMap(List::stream).toList();
  }

  /** The numbers that labels of relatedness are. */
  public static double[] numbers(List<Example> examples) {
    return examples.stream().mapToDouble(example -> Labels.number(example.label())).toArray();
  }

  /** What was taken for what, in a line: the task, the classes or the range, the rows. */
  public String description() {
    String rows =
        String.format(Locale.ROOT, "%,d training", train.size())
            + (dev.isEmpty() ? "" : String.format(Locale.ROOT, ", %,d dev", dev.size()))
            + (test.isEmpty() ? "" : String.format(Locale.ROOT, ", %,d test", test.size()))
            + (features == Features.CODE ? " sentences" : " pairs");
    if (task == Task.RELATEDNESS) {
      double[] numbers = numbers(all());
      double least = numbers[0];
      double most = numbers[0];
      for (double value : numbers) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
      return "relatedness, numbers from " + plain(least) + " to " + plain(most) + "; " + rows;
    }
    Map<String, Integer> counts = Labels.counts(train);
    return counts.size()
        + " classes ("
        + counts.entrySet().stream()
            .limit(SHOWN)
            .map(
                entry ->
                    String.format(
                        Locale.ROOT, "%s %,d", Messages.oneLine(entry.getKey()), entry.getValue()))
            .collect(Collectors.joining(", "))
        + (counts.size() > SHOWN ? ", ..." : "")
        + "); "
        + rows;
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static @Nullable String positiveOf(List<Example> examples) {
    Map<String, Integer> labels = Labels.counts(examples);
    return labels.size() != 2
        ? null
        : POSITIVE.stream().filter(labels::containsKey).findFirst().orElse(null);
  }

  private static void requireSentences(List<Example> examples, Features features) {
    for (Example example : examples) {
      if (example.sentences().size() != features.sentences()) {
        throw new IllegalArgumentException(
            example.where()
                + ": "
                + features
                + " is of "
                + features.sentences()
                + " sentences, not "
                + example.sentences().size());
      }
    }
  }

  private static void requireTwo(List<Example> examples, String name) {
    if (Labels.counts(examples).size() < 2) {
      Example last = examples.get(examples.size() - 1);
      throw new SimlossException(
          last.where()
              + ": every label up to here is "
              + Messages.quote(last.label())
              + "; "
              + name
              + " needs at least two (is label= the right column?)");
    }
  }

  private static void requireNumbers(List<Example> examples) {
    for (Example example : examples) {
      if (!Labels.isNumber(example.label())) {
        throw new SimlossException(
            example.where()
                + ": the label "
                + Messages.quote(example.label())
                + " is not a number, which relatedness needs; fix it, or give header=true if the"
                + " line is a heading, or task=classes");
      }
    }
  }

  private static void requireKnown(Map<String, Integer> known, List<Example> others) {
    for (Example example : others) {
      if (!known.containsKey(example.label())) {
        throw new SimlossException(
            example.where()
                + ": no training example has the label "
                + Messages.quote(example.label())
                + "; known are "
                + Messages.oneLine(String.join(", ", known.keySet())));
      }
    }
  }
}
