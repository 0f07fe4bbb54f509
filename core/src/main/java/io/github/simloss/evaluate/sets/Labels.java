package io.github.simloss.evaluate.sets;

import io.github.simloss.SimlossException;
import io.github.simloss.io.Messages;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the labels of a set say is asked of it; refuses what may be a heading or a slip. */
final class Labels {
  /** Decimal digits only: Java's own reading also takes NaN, 1d and 0x1p1. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?+(?:[0-9]++(?:\\.[0-9]*+)?+|\\.[0-9]++)(?:[eE][+-]?+[0-9]{1,3}+)?+");

  private static final int LONGEST = 40;

  /** A class of one row is doubted in sets of so many rows. */
  private static final int ENOUGH = 10;

  private Labels() {}

  /**
   * A label as a number.
   *
   * @return NaN if it is none
   */
  static double number(String label) {
    if (label.length() > LONGEST || !NUMBER.matcher(label).matches()) {
      return Double.NaN;
    }
    double value = Double.parseDouble(label);
    return Double.isFinite(value) ? value : Double.NaN;
  }

  static boolean isNumber(String label) {
    return !Double.isNaN(number(label));
  }

  /** How many rows have a label, labels in the order of their text. */
  static Map<String, Integer> counts(List<Example> examples) {
    Map<String, Integer> counts = new TreeMap<>();
    examples.forEach(example -> counts.merge(example.label(), 1, Integer::sum));
    return counts;
  }

  /**
   * What is asked of a set whose settings do not say it.
   *
   * @throws SimlossException if the labels do not say it either
   */
  static Task task(List<Example> train, Features features) {
    Map<String, Integer> counts = counts(train);
    Example odd = odd(train);
    if (odd != null) {
      throw new SimlossException(
          odd.where()
              + ": the label "
              + Messages.quote(odd.label())
              + (isNumber(odd.label()) ? " is a number, most" : " is not a number, most others")
              + (isNumber(odd.label()) ? " others are not" : " are")
              + hint(odd, train));
    }
    boolean many = counts.size() > EvaluationSet.FEW && isNumber(train.get(0).label());
    if (many && features == Features.CODE) {
      throw new SimlossException(
          train.get(0).where()
              + ": labels are numbers of "
              + counts.size()
              + " values, and single sentences have classes; if these are classes, give"
              + " task=classes");
    }
    if (many) {
      return Task.RELATEDNESS;
    }
    requireSeveral(train, counts);
    return Task.CLASSES;
  }

  /** The first label of the rarer kind where some labels are numbers and some are not, or null. */
  private static @Nullable Example odd(List<Example> train) {
    long numbers = train.stream().filter(example -> isNumber(example.label())).count();
    boolean rare = numbers * 2 < train.size();
    return numbers == 0 || numbers == train.size()
        ? null
        : train.stream()
            .filter(example -> isNumber(example.label()) == rare)
            .findFirst()
            .orElseThrow();
  }

  private static void requireSeveral(List<Example> train, Map<String, Integer> counts) {
    if (train.size() < ENOUGH || counts.size() < 3) {
      return;
    }
    for (Example example : train) {
      if (counts.getOrDefault(example.label(), 0) == 1) {
        throw new SimlossException(
            example.where()
                + ": no other of "
                + train.size()
                + " rows has the label "
                + Messages.quote(example.label())
                + hint(example, train));
      }
    }
  }

  private static String hint(Example example, List<Example> train) {
    return (example.equals(train.get(0)) ? "; if the line is a heading, give header=true" : "")
        + "; fix it, or give task=classes if it is a class of its own";
  }
}
