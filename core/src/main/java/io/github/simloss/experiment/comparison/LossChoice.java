package io.github.simloss.experiment.comparison;

import io.github.simloss.loss.LossSpec;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A row of a comparison: a loss, and the model it trains.
 *
 * @param label how tables call it, for instance {@code soft-label:neighbours=3}
 * @param spec the loss
 * @param variant the model; null for that of the request
 * @since 0.1.0
 */
public record LossChoice(String label, LossSpec spec, @Nullable Variant variant) {
  /** A loss for the model of the request. */
  public LossChoice(String label, LossSpec spec) {
    this(label, spec, null);
  }

  /** A loss that is called by its own name. */
  public static LossChoice of(LossSpec spec) {
    return new LossChoice(spec.name(), spec);
  }

  /** The label as part of a folder's name; choices of one comparison must differ in it. */
  public String folder() {
    return label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
  }
}
