package io.github.simloss.cli;

import io.github.simloss.SimlossException;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.Losses;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A loss as {@code --losses} names it: {@code soft-label} or {@code soft-label:neighbours=3}.
 *
 * @param label the text
 * @param spec the loss
 */
record LossChoice(String label, LossSpec spec) {
  /** The choices of a list, all different and all known. */
  static List<LossChoice> of(List<String> texts, LossSpec shared) {
    List<LossChoice> choices = new ArrayList<>();
    List<String> folders = new ArrayList<>();
    for (String text : texts) {
      LossChoice choice = parse(text, shared);
      if (folders.contains(choice.folder())) {
        throw new UsageException("--losses: '" + text + "' comes twice");
      }
      folders.add(choice.folder());
      choices.add(choice);
    }
    return choices;
  }

  private static LossChoice parse(String text, LossSpec shared) {
    String[] parts = text.strip().split(":", -1);
    try {
      Losses.discover().get(parts[0]);
    } catch (SimlossException e) {
      throw new UsageException("--losses: " + e.getMessage());
    }
    LossSpec spec = new LossSpec(parts[0], shared.options());
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      if (equals < 1) {
        throw new UsageException(
            "--losses: '"
                + text
                + "' is not NAME or NAME:OPTION=VALUE, for instance soft-label:neighbours=3");
      }
      spec =
          spec.with(
              parts[i].substring(0, equals), TrainingOptions.value(parts[i].substring(equals + 1)));
    }
    return new LossChoice(text.strip(), spec);
  }

  /** The label as part of a folder's name. */
  String folder() {
    return label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
  }

  /**
   * Learning rates of single losses.
   *
   * @param texts LOSS=X each; options of the loss hold {@code =} too, so that the last one counts
   * @return by loss, in order of their names
   */
  static Map<String, Double> learningRates(List<String> texts) {
    Map<String, Double> rates = new TreeMap<>();
    for (String text : texts) {
      int equals = text.lastIndexOf('=');
      double rate;
      try {
        rate = Double.parseDouble(text.substring(equals + 1));
      } catch (NumberFormatException e) {
        rate = Double.NaN;
      }
      if (equals < 1 || !(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
        throw new UsageException(
            "--learning-rates: '"
                + text
                + "' is not LOSS=X with a number X above 0, for instance soft-label=1e-3");
      }
      String loss = text.substring(0, equals).strip();
      if (rates.put(loss, rate) != null) {
        throw new UsageException("--learning-rates: '" + loss + "' comes twice");
      }
    }
    return rates;
  }

  /** Its own learning rate: by the whole label, else by the loss's name, else the common one. */
  double learningRate(Map<String, Double> rates, double common) {
    return rates.getOrDefault(label, rates.getOrDefault(spec.name(), common));
  }
}
