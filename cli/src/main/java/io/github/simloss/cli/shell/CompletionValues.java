package io.github.simloss.cli.shell;

import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Backends;
import io.github.simloss.loss.LossFactory;
import io.github.simloss.loss.Losses;
import io.github.simloss.loss.Reduction;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.OutputLayer;
import io.github.simloss.model.Pooling;
import io.github.simloss.run.export.Exporter;
import io.github.simloss.run.export.Exporters;
import io.github.simloss.text.Tokenizers;
import io.github.simloss.train.Preset;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The values of options that take one of a few. They are not at the options themselves, where
 * picocli would make an object of each whenever a process starts.
 */
public final class CompletionValues {
  private static final Map<String, List<String>> BY_NAME = values();
  private static final Map<String, List<String>> BY_COMMAND =
      Map.of("export --format", names(Exporters.discover().all(), Exporter::name));

  private CompletionValues() {}

  private static Map<String, List<String>> values() {
    List<String> engines = names(Backends.discover().all(), Backend::name);
    List<String> losses = names(Losses.discover().all(), LossFactory::name);
    return Map.ofEntries(
        Map.entry("--backend", engines),
        Map.entry("--backends", engines),
        Map.entry("--decoder", names(List.of(DecoderKind.values()), DecoderKind::label)),
        Map.entry("--device", List.of("cpu", "gpu")),
        Map.entry("--loss", losses),
        Map.entry("--losses", losses),
        Map.entry("--output-layer", names(List.of(OutputLayer.values()), OutputLayer::label)),
        Map.entry("--pooling", names(List.of(Pooling.values()), Pooling::label)),
        Map.entry("--preset", names(Preset.ALL, Preset::label)),
        Map.entry("--reduction", names(List.of(Reduction.values()), Reduction::label)),
        Map.entry("--stop-words", List.of("english", "none")),
        Map.entry("--tokenizer", Tokenizers.names()),
        Map.entry("--unknown-words", List.of("keep", "skip")));
  }

  private static <T> List<String> names(Collection<T> values, Function<T, String> name) {
    return values.stream().map(name).toList();
  }

  /** The options that have values here, by name. */
  public static Collection<String> options() {
    return BY_NAME.keySet();
  }

  /** Those that an option takes; empty if there is no end of them. */
  public static List<String> of(OptionSpec option) {
    String command = option.command().name() + " " + option.longestName();
    List<String> values =
        BY_COMMAND.getOrDefault(command, BY_NAME.getOrDefault(option.longestName(), List.of()));
    Class<?> type = option.typeInfo().getType();
    if (values.isEmpty() && type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
          .toList();
    }
    return values;
  }

  /**
   * Gives them to the options of a command and of all below it.
   *
   * @param line which is for nothing else afterwards
   */
  public static void give(CommandLine line) {
    CommandSpec command = line.getCommandSpec();
    for (OptionSpec option : List.copyOf(command.options())) {
      List<String> values = of(option);
      if (!values.isEmpty()) {
        command.remove(option);
        command.addOption(
            OptionSpec.builder(option)
                // Scripts keep values by label: a label for each.
                .paramLabel(option.longestName().substring(2).replace('-', '_'))
                .completionCandidates(values)
                .build());
      }
    }
    // A command with an alias is there twice.
    new LinkedHashSet<>(line.getSubcommands().values()).forEach(CompletionValues::give);
  }
}
