package io.github.simloss.cli.command.vectors;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code simloss vectors}, which does nothing without a command of its own. */
@Command(
    name = "vectors",
    description =
        "Look into files of word vectors, and convert them. Formats are told by content: fastText"
            + " (.vec, .bin, .ftz), GloVe, word2vec (text, binary), plain or gzip.",
    footer = {
      "",
      "Examples:",
      "  simloss vectors info cc.en.300.bin",
      "  simloss vectors show cc.en.300.bin taste flavour tastiness",
      "  simloss vectors convert GoogleNews-vectors-negative300.bin.gz vectors.vec"
    },
    subcommands = {VectorsInfoCommand.class, VectorsShowCommand.class, VectorsConvertCommand.class})
public final class VectorsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing: vectors info, show or convert");
  }
}
