package io.github.simloss.loss;

import io.github.simloss.SimlossException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The options of a {@link LossSpec} as a factory reads them: typed, with default and range. Asking
 * for an option makes it known; {@link #rejectUnknown} then finds the misspelt ones. Not safe for
 * use by several threads.
 *
 * @since 0.1.0
 */
public final class LossOptions {
  /**
   * What the command line has flags for: accepted by every loss and ignored by those without a use
   * for it, so that one configuration serves a comparison of losses.
   */
  private static final List<String> SHARED =
      List.of("epsilon", "neighbours", "normalize", "reduction");

  private final String loss;
  private final Map<String, Object> values;
  private final Set<String> known = new TreeSet<>(SHARED);
  private final Map<String, Object> resolved = new TreeMap<>();

  /** The options of a loss. */
  public LossOptions(LossSpec spec) {
    this.loss = spec.name();
    this.values = spec.options();
  }

  /** The loss's name. */
  public String loss() {
    return loss;
  }

  /** A whole number in [low, high]. */
  public int integer(String name, int fallback, int low, int high) {
    double value = number(name, fallback, low, high);
    if (value != Math.rint(value)) {
      throw bad(name, value, "a whole number from " + low + " to " + high);
    }
    resolved.put(name, (int) value);
    return (int) value;
  }

  /**
   * How many neighbours share a target, the target included: in 1..V, 5 (or V, if it is less)
   * unless set otherwise.
   */
  public int neighbours(LossContext context) {
    int size = context.vocabularySize();
    return integer("neighbours", Math.min(5, size), 1, size);
  }

  /** A number in [low, high]. */
  public double number(String name, double fallback, double low, double high) {
    known.add(name);
    Object value = values.get(name);
    resolved.put(name, value == null ? fallback : value);
    if (value == null) {
      return fallback;
    }
    if (!(value instanceof Number number)
        || !(number.doubleValue() >= low && number.doubleValue() <= high)) {
      throw bad(name, value, "a number from " + plain(low) + " to " + plain(high));
    }
    return number.doubleValue();
  }

  /** Yes or no. */
  public boolean flag(String name, boolean fallback) {
    known.add(name);
    Object value = values.get(name);
    resolved.put(name, value == null ? fallback : value);
    if (value == null) {
      return fallback;
    }
    if (!(value instanceof Boolean flag)) {
      throw bad(name, value, "true or false");
    }
    return flag;
  }

  /** A text. */
  public String text(String name, String fallback) {
    known.add(name);
    Object value = values.get(name);
    resolved.put(name, value == null ? fallback : value);
    if (value == null) {
      return fallback;
    }
    if (!(value instanceof String text)) {
      throw bad(name, value, "a text");
    }
    return text;
  }

  /** The reduction every loss has; token-mean unless set otherwise. */
  public Reduction reduction() {
    String label = text("reduction", Reduction.TOKEN_MEAN.label());
    try {
      return Reduction.of(label);
    } catch (IllegalArgumentException e) {
      throw bad("reduction", label, "token-mean or position-mean");
    }
  }

  /**
   * Checks the options that every loss accepts, also where this one has no use for them.
   *
   * @param context the vocabulary
   * @throws SimlossException if one of them is out of range
   */
  void checkShared(LossContext context) {
    // As if another loss had asked: what this one did not ask for is not among what it resolved.
    LossOptions shared = new LossOptions(new LossSpec(loss, values));
    shared.number("epsilon", 0, 0, 1);
    shared.neighbours(context);
    shared.flag("normalize", true);
    shared.reduction();
  }

  /**
   * Call this last.
   *
   * @throws SimlossException if an option was set that was never asked for, naming those that were
   */
  public void rejectUnknown() {
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        throw new SimlossException(
            "loss '" + loss + "' has no option '" + name + "'; it has " + String.join(", ", known));
      }
    }
  }

  /**
   * Options that were set and that the loss has no use for; call this when the loss is made.
   *
   * @return their names, in order
   */
  public List<String> unused() {
    return values.keySet().stream().filter(name -> !resolved.containsKey(name)).sorted().toList();
  }

  private static String plain(double limit) {
    return Double.isInfinite(limit)
        ? Double.toString(limit)
        : BigDecimal.valueOf(limit).stripTrailingZeros().toPlainString();
  }

  private SimlossException bad(String name, Object value, String wanted) {
    return new SimlossException(
        "option '" + name + "' of loss '" + loss + "' is " + value + "; it must be " + wanted);
  }

  /**
   * The loss with every option that was asked for, defaults filled in: what a run was made with.
   */
  public LossSpec resolved() {
    return new LossSpec(loss, resolved);
  }
}
