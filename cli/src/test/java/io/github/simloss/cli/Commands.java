package io.github.simloss.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The commands as the process has them, with all their options. */
public final class Commands {
  private Commands() {}

  /** Every command, and every command of one. */
  public static List<CommandSpec> all() {
    List<CommandSpec> all = new ArrayList<>();
    add(new CommandLine(new SimlossCommand()), all);
    return all;
  }

  private static void add(CommandLine line, List<CommandSpec> all) {
    for (CommandLine command : line.getSubcommands().values()) {
      if (!command.getCommandName().equals("help")) {
        all.add(command.getCommandSpec());
        add(command, all);
      }
    }
  }
}
