package io.github.simloss.cli.command.help;

import io.github.simloss.cli.help.Section;
import io.github.simloss.cli.help.SectionedHelp;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.OutputLayer;
import io.github.simloss.model.Pooling;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** {@code simloss help models}: the parts of a model, and the options of {@code train} for them. */
final class ModelTopic {
  private ModelTopic() {}

  static String text(CommandLine root) {
    CommandLine train = root.getSubcommands().get("train");
    String end = System.lineSeparator();
    return String.join(
            end,
            "A model is an encoder, which makes a code (a vector) of a sentence, and a decoder,",
            "which is trained to give the sentence back from its code. Word vectors stay as",
            "they are. Every model trains with every loss, on every engine.",
            "",
            "encoder        one or more LSTM layers, in one direction or two (--bidirectional);",
            "               --pooling: " + names(Pooling.values(), Pooling::label),
            "decoder        --decoder: " + names(DecoderKind.values(), DecoderKind::label),
            "output layer   --output-layer: " + names(OutputLayer.values(), OutputLayer::label),
            "")
        + SectionedHelp.of(train).section(Section.MODEL)
        + String.join(
            end,
            "",
            "Examples:",
            "  simloss train --preset sentences",
            "  simloss train --decoder bag --bidirectional --pooling max-mean",
            "");
  }

  private static <T> String names(T[] values, Function<T, String> label) {
    return Arrays.stream(values).map(label).collect(Collectors.joining(", "));
  }
}
