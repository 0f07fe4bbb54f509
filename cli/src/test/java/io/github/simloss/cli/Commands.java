package io.github.simloss.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The commands as the process has them, with all their options. */
public final class Commands {
  private Commands() {}

  /** The command line without its setup. */
  public static CommandLine line() {
    return new CommandLine(new SimlossCommand());
  }

  /** Every command, and every command of one. */
  public static List<CommandSpec> all() {
    List<CommandSpec> all = new ArrayList<>();
    add(line(), all);
    return all;
  }

  private static void add(CommandLine line, List<CommandSpec> all) {
    // A command with an alias is there twice.
    for (CommandLine command : new LinkedHashSet<>(line.getSubcommands().values())) {
      if (!command.getCommandName().equals("help")) {
        all.add(command.getCommandSpec());
        add(command, all);
      }
    }
  }
}
