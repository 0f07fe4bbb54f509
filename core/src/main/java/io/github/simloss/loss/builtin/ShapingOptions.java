package io.github.simloss.loss.builtin;

import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.LossOptions;
import io.github.simloss.similarity.Shaping;

/** The options by which losses shape similarities; they change nothing by default. */
final class ShapingOptions {
  private ShapingOptions() {}

  /** {@code floor}, {@code power} and {@code temperature}. */
  static Shaping all(LossOptions options, LossContext context) {
    return new Shaping(
        floor(options),
        power(options),
        options.number("temperature", 0, 0, Shaping.MOST_TEMPERATURE),
        context.excludedIds());
  }

  /** {@code floor} and {@code power}, for a loss with a temperature of its own. */
  static Shaping floorAndPower(LossOptions options, LossContext context) {
    return new Shaping(floor(options), power(options), 0, context.excludedIds());
  }

  /** {@code floor}, for a loss to which similarities count by their order alone. */
  static Shaping floor(LossOptions options, LossContext context) {
    return new Shaping(floor(options), 1, 0, context.excludedIds());
  }

  private static double floor(LossOptions options) {
    return options.number("floor", -1, -1, 1);
  }

  private static double power(LossOptions options) {
    return options.number("power", 1, 0, Shaping.MOST_POWER);
  }
}
