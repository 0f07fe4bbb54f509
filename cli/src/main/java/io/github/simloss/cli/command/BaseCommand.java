package io.github.simloss.cli.command;

import io.github.simloss.cli.help.InSection;
import io.github.simloss.cli.help.Section;
import io.github.simloss.cli.output.SafeWriter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command has. */
@InSection(Section.GENERAL)
public abstract class BaseCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;

  @Option(names = "--verbose", description = "Show where an error came from.")
  boolean verbose;

  // Read before the other options are: see ConfigFile.
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "JSON object with any of these options, names without --, lists and objects where an option"
              + " may be given several times; train also takes the config.json of a run. Flags win.")
  Path config;

  private PrintWriter out;
  private PrintWriter err;

  /** Where data goes: text as a terminal may show it. */
  protected final PrintWriter out() {
    if (out == null) {
      out = new SafeWriter(spec.commandLine().getOut(), false);
    }
    return out;
  }

  /** Where talk goes: text as a terminal may show it. */
  protected final PrintWriter err() {
    if (err == null) {
      err = new SafeWriter(spec.commandLine().getErr(), true);
    }
    return err;
  }
}
