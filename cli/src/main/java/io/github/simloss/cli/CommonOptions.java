package io.github.simloss.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What every command has. */
final class CommonOptions {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  @Option(names = "--verbose", description = "Show where an error came from.")
  private boolean verbose;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "JSON object with any of these options, names without --; flags win.")
  private Path config;
}
