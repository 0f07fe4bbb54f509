package io.github.simloss.cli.option;

import io.github.simloss.SimlossException;
import io.github.simloss.cli.console.UsageException;
import io.github.simloss.cli.option.loss.LossUse;
import io.github.simloss.cli.usage.NumberRanges;
import io.github.simloss.experiment.comparison.LossChoice;
import io.github.simloss.experiment.comparison.Variant;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.Losses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Losses as {@code --losses} names them, {@code soft-label} or {@code soft-label:neighbours=3},
 * with the learning rates that {@code --learning-rates} gives them.
 */
public final class LossChoices {
  private final List<LossChoice> all;
  private final Map<String, Double> rates;

  private LossChoices(List<LossChoice> all, Map<String, Double> rates) {
    this.all = all;
    this.rates = rates;
  }

  /**
   * Reads both options.
   *
   * @param texts the losses, all different and all known
   * @param defaults a loss by name, with the options that hold without others
   * @param learningRates LOSS=X each
   * @param known the losses there are
   * @param variants makes the model of a row that names options of one
   */
  public static LossChoices of(
      List<String> texts,
      Function<String, LossSpec> defaults,
      List<String> learningRates,
      Losses known,
      Function<List<String>, Variant> variants) {
    List<LossChoice> choices = new ArrayList<>();
    List<String> folders = new ArrayList<>();
    for (String text : texts) {
      LossChoice choice = parse(text, defaults, known, variants);
      if (folders.contains(choice.folder())) {
        throw new UsageException("--losses: '" + text + "' comes twice");
      }
      folders.add(choice.folder());
      choices.add(choice);
    }
    Map<String, Double> rates = learningRates(learningRates);
    for (String name : rates.keySet()) {
      if (choices.stream().noneMatch(c -> c.label().equals(name) || c.spec().name().equals(name))) {
        throw new UsageException(
            "--learning-rates names '" + name + "', which is not among --losses");
      }
    }
    return new LossChoices(choices, rates);
  }

  private static LossChoice parse(
      String text,
      Function<String, LossSpec> defaults,
      Losses known,
      Function<List<String>, Variant> variants) {
    String[] parts = text.strip().split(":", -1);
    try {
      known.get(parts[0]);
    } catch (SimlossException e) {
      throw new UsageException("--losses: " + e.getMessage());
    }
    LossSpec spec = defaults.apply(parts[0]);
    List<String> ofModel = new ArrayList<>();
    List<String> ofLoss = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      if (equals < 1) {
        throw new UsageException(
            "--losses: '"
                + text
                + "' is not NAME or NAME:OPTION=VALUE, for instance soft-label:neighbours=3");
      }
      String name = parts[i].substring(0, equals);
      if (ModelFlags.knows(name)) {
        ofModel.add(parts[i]);
      } else {
        ofLoss.add(name);
        spec = spec.with(name, LossUse.value(parts[i].substring(equals + 1)));
      }
    }
    ofLoss.retainAll(LossUse.unused(known, spec));
    if (!ofLoss.isEmpty()) {
      throw new UsageException(
          "--losses: '" + text + "': the loss has no use for " + ofLoss.get(0) + "; leave it out");
    }
    return new LossChoice(text.strip(), spec, variants.apply(ofModel));
  }

  /** Options of a loss hold {@code =} too, so that the last one counts. */
  private static Map<String, Double> learningRates(List<String> texts) {
    Map<String, Double> rates = new TreeMap<>();
    for (String text : texts) {
      int equals = text.lastIndexOf('=');
      String number = text.substring(equals + 1);
      double rate = NumberRanges.isDecimal(number) ? Double.parseDouble(number) : Double.NaN;
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

  /** The losses, in the order they were named. */
  public List<LossChoice> all() {
    return all;
  }

  /** A loss's own learning rate: by the whole label, else by its name, else the common one. */
  public double learningRate(LossChoice loss, double common) {
    return rates.getOrDefault(loss.label(), rates.getOrDefault(loss.spec().name(), common));
  }
}
