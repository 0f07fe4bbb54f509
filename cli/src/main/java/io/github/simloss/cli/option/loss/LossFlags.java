package io.github.simloss.cli.option.loss;

import io.github.simloss.cli.console.UsageException;
import io.github.simloss.cli.help.InSection;
import io.github.simloss.cli.help.Section;
import io.github.simloss.cli.usage.Bounds;
import io.github.simloss.cli.usage.PartOf;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.Losses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which loss, and its options. */
@InSection(Section.LOSS)
public final class LossFlags {
  @Option(
      names = "--loss",
      // Completion scripts keep candidates by label: two with candidates need two labels.
      paramLabel = "LOSS",
      description = "One of ${COMPLETION-CANDIDATES}. Default: soft-label.",
      completionCandidates = LossNames.class)
  private String loss;

  @Bounds(from = 1, to = 1_000_000)
  @PartOf("--loss")
  @Option(
      names = {"--neighbours", "--neighbors"},
      paramLabel = "N",
      description =
          "Words that share a soft label, the target included. Default: 5; 10 in --preset sentences.")
  private Integer neighbours;

  @PartOf("--loss")
  @Option(
      names = "--normalize",
      negatable = true,
      description = "Whether soft labels sum to 1. Default: they do.")
  private Boolean normalize;

  @Bounds(from = 0, to = 1)
  @PartOf("--loss")
  @Option(
      names = "--epsilon",
      paramLabel = "X",
      description = "Added to probabilities by all losses but ce. Default: 1e-5.")
  private Double epsilon;

  @PartOf("--loss")
  @Option(
      names = "--reduction",
      paramLabel = "NAME",
      description = "token-mean, or position-mean as published. Default: token-mean.")
  private String reduction;

  @PartOf("--loss")
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
      spec = spec.with(option.getKey(), LossUse.value(option.getValue()));
    }
    spec = given(spec, "neighbours", neighbours);
    spec = given(spec, "normalize", normalize);
    spec = given(spec, "epsilon", epsilon);
    return given(spec, "reduction", reduction);
  }

  /** The options that were given, by the names that a loss knows them by. */
  private List<String> names() {
    List<String> names = new ArrayList<>(lossOptions.keySet());
    names.addAll(
        spec(LossSpec.of("any")).options().keySet().stream()
            .filter(name -> !lossOptions.containsKey(name))
            .toList());
    return names;
  }

  /**
   * Refuses options that none of some losses has a use for.
   *
   * @param known the losses there are
   * @param specs with the options
   * @throws UsageException naming the first, or what a loss says of a value
   */
  public void requireUse(Losses known, List<LossSpec> specs) {
    List<List<String>> unused = specs.stream().map(spec -> LossUse.unused(known, spec)).toList();
    for (String name : names()) {
      if (unused.stream().allMatch(names -> names.contains(name))) {
        throw new UsageException(
            (lossOptions.containsKey(name) ? "--loss-option " : "--")
                + name
                + " does not apply to the loss "
                + specs.stream().map(LossSpec::name).distinct().collect(Collectors.joining(", "))
                + ": leave it out, or name a loss that has it");
      }
    }
  }

  /** A flag that was not given leaves what the defaults and {@code --loss-option} say. */
  private static LossSpec given(LossSpec spec, String option, Object value) {
    return value == null ? spec : spec.with(option, value);
  }
}
