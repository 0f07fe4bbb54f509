package io.github.simloss.cli;

import io.github.simloss.SimlossException;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.Losses;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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

  /** Its own learning rate: by the whole label, else by the loss's name, else the common one. */
  double learningRate(Map<String, Double> rates, double common) {
    return rates.getOrDefault(label, rates.getOrDefault(spec.name(), common));
  }
}
