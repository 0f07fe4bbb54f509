package io.github.simloss.cli.option;

import io.github.simloss.loss.LossSpec;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Which loss, and its options. */
public final class LossFlags {
  @Option(
      names = "--loss",
      paramLabel = "NAME",
      description = "One of ${COMPLETION-CANDIDATES}. Default: soft-label.",
      completionCandidates = LossNames.class)
  private String loss;

  @Option(
      names = "--neighbours",
      paramLabel = "N",
      description = "Words that share a soft label, the target included. Default: 5.")
  private Integer neighbours;

  @Option(
      names = "--normalize",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Whether soft labels sum to 1. Default: they do.")
  private boolean normalize;

  @Option(
      names = "--epsilon",
      paramLabel = "X",
      description = "Added to probabilities by all losses but ce. Default: 1e-5.")
  private Double epsilon;

  @Option(
      names = "--reduction",
      paramLabel = "NAME",
      description = "token-mean, or position-mean as published. Default: token-mean.")
  private String reduction;

  @Option(
      names = "--loss-option",
      paramLabel = "NAME=VALUE",
      description = "An option of a loss that has no flag of its own.")
  private Map<String, String> lossOptions = new TreeMap<>();

  /** Whether {@code --loss} was given. */
  public boolean named() {
    return loss != null;
  }

  /**
   * The loss with the options that were given for it.
   *
   * @param defaults the loss if none is named; its options are not those of another
   */
  public LossSpec spec(LossSpec defaults) {
    LossSpec spec = loss == null || loss.equals(defaults.name()) ? defaults : LossSpec.of(loss);
    for (Map.Entry<String, String> option : lossOptions.entrySet()) {
      spec = spec.with(option.getKey(), LossChoices.value(option.getValue()));
    }
    spec = given(spec, "neighbours", neighbours);
    spec = given(spec, "normalize", normalize ? null : Boolean.FALSE);
    spec = given(spec, "epsilon", epsilon);
    return given(spec, "reduction", reduction);
  }

  /** A flag that was not given leaves what the defaults and {@code --loss-option} say. */
  private static LossSpec given(LossSpec spec, String option, Object value) {
    return value == null ? spec : spec.with(option, value);
  }
}
