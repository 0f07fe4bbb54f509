package io.github.simloss.cli.usage;

import io.github.simloss.cli.console.UsageException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** Numbers of options: what is one, and whether it is in its range. */
public final class NumberRanges {
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][-+]?[0-9]{1,4})?");

  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,400}");

  private NumberRanges() {}

  /** Whether a text is a number as people write one: not NaN, 1d or 0x1p1, which Java takes too. */
  public static boolean isDecimal(String text) {
    return text.length() < 100 && DECIMAL.matcher(text).matches();
  }

  /** Decimal numbers alone. */
  static final class DoubleConverter implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      if (!isDecimal(text)) {
        throw new TypeConversionException("'" + text + "' is no number");
      }
      return Double.valueOf(text);
    }
  }

  /**
   * The value of a whole number in decimal digits of ASCII; Java takes those of other scripts too.
   */
  static long whole(String text, long least, long most) {
    if (!WHOLE.matcher(text).matches()) {
      throw new TypeConversionException("'" + text + "' is no whole number");
    }
    BigInteger value = new BigInteger(text);
    if (value.compareTo(BigInteger.valueOf(least)) < 0
        || value.compareTo(BigInteger.valueOf(most)) > 0) {
      throw new TypeConversionException(
          "'" + text + "' is too large: it must be from " + least + " to " + most);
    }
    return value.longValueExact();
  }

  /**
   * Refuses a number out of range.
   *
   * @param option with the value that it was given
   */
  static void check(OptionSpec option) {
    Bounds bounds = OptionRules.element(option).getAnnotation(Bounds.class);
    if (bounds == null || !(option.getValue() instanceof Number number)) {
      return;
    }
    double value = number.doubleValue();
    boolean inside =
        value >= bounds.from()
            && value <= bounds.to()
            && value > bounds.above()
            && !Double.isInfinite(value);
    if (!inside) {
      throw new UsageException(
          option.longestName() + " is " + number + "; it must be " + range(bounds));
    }
  }

  private static String range(Bounds bounds) {
    String to = bounds.to() < Double.POSITIVE_INFINITY ? plain(bounds.to()) : "";
    if (bounds.above() > Double.NEGATIVE_INFINITY) {
      return "above " + plain(bounds.above()) + (to.isEmpty() ? "" : " and at most " + to);
    }
    if (bounds.from() > Double.NEGATIVE_INFINITY) {
      return (to.isEmpty() ? "at least " : "from ")
          + plain(bounds.from())
          + (to.isEmpty() ? "" : " to " + to);
    }
    return "a number";
  }

  private static String plain(double limit) {
    return limit == 0 ? "0" : BigDecimal.valueOf(limit).stripTrailingZeros().toPlainString();
  }
}
