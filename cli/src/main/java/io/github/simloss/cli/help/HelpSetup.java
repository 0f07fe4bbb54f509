package io.github.simloss.cli.help;

import java.util.LinkedHashSet;
import picocli.CommandLine;

/** How every command shows its help. */
public final class HelpSetup {
  private HelpSetup() {}

  /**
   * Sets up a command and all below it.
   *
   * @param line with its commands
   */
  public static void apply(CommandLine line) {
    line.setHelpFactory(SectionedHelp::new);
    addExitCodes(line);
  }

  private static void addExitCodes(CommandLine line) {
    ExitCodes.addTo(line);
    // A command with an alias is there twice.
    new LinkedHashSet<>(line.getSubcommands().values()).forEach(HelpSetup::addExitCodes);
  }
}
