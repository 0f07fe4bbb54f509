package io.github.simloss.cli.help;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Help whose options stand in sections, whose synopsis is short, and whose examples are whole. */
public final class SectionedHelp extends Help {
  SectionedHelp(CommandSpec command, ColorScheme colors) {
    super(command, colors);
  }

  /** The help of a command. */
  public static SectionedHelp of(CommandLine line) {
    return new SectionedHelp(line.getCommandSpec(), line.getColorScheme());
  }

  /** The command with what it cannot do without. */
  @Override
  public String synopsis(int headingLength) {
    CommandSpec command = commandSpec();
    List<String> words = new ArrayList<>();
    words.add(command.qualifiedName());
    for (OptionSpec option : command.options()) {
      if (option.required() && option.group() == null) {
        words.add(spaced(option.longestName() + label(option)));
      }
    }
    for (ArgGroupSpec group : command.argGroups()) {
      if (group.multiplicity().min() > 0) {
        words.add(spaced(group.synopsis()));
      }
    }
    words.add("[OPTIONS]");
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      words.add(label(parameter).strip());
    }
    if (!subcommands().isEmpty()) {
      words.add("COMMAND");
    }
    return ansi().string(String.join(" ", words)) + System.lineSeparator();
  }

  @Override
  public String parameterListHeading(Object... params) {
    return commandSpec().positionalParameters().isEmpty() ? "" : createHeading("%nArguments:%n");
  }

  @Override
  public String parameterList() {
    OptionTable table = new OptionTable(this);
    for (PositionalParamSpec parameter : commandSpec().positionalParameters()) {
      table.add(parameter.paramLabel(), parameter.description());
    }
    return table.toString();
  }

  @Override
  public String optionListHeading(Object... params) {
    return "";
  }

  @Override
  public String optionList() {
    StringBuilder text = new StringBuilder();
    for (Section section : Sections.of(commandSpec()).keySet()) {
      text.append(section(section));
    }
    return text.toString();
  }

  /** The options of a section below its heading. */
  public String section(Section section) {
    OptionTable table = new OptionTable(this);
    for (OptionSpec option : Sections.of(commandSpec()).getOrDefault(section, List.of())) {
      table.add(names(option), option.description());
    }
    return createHeading("%n" + section.heading() + ":%n") + table;
  }

  /** The group has no heading of its own: its options stand in their sections. */
  @Override
  public String optionListGroupSections() {
    return "";
  }

  @Override
  public String commandListHeading(Object... params) {
    return subcommands().isEmpty() ? "" : createHeading("%nCommands:%n");
  }

  /** Examples as they are typed: a line that is broken cannot be pasted. */
  @Override
  public String footer(Object... params) {
    StringBuilder text = new StringBuilder();
    for (String line : commandSpec().usageMessage().footer()) {
      text.append(line).append(System.lineSeparator());
    }
    return text.toString();
  }

  /** A short name, the name, and what it takes; another spelling of the name is left out. */
  private String names(OptionSpec option) {
    String name = option.longestName();
    String shown =
        option.negatable()
            ? commandSpec()
                .commandLine()
                .getNegatableOptionTransformer()
                .makeSynopsis(name, commandSpec())
            : name;
    String shortest = option.shortestName();
    return (shortest.length() == 2 ? shortest + ", " : "") + spaced(shown + label(option));
  }

  private String label(CommandLine.Model.ArgSpec argument) {
    return parameterLabelRenderer()
        .renderParameterLabel(argument, Ansi.OFF, List.of())
        .plainString();
  }

  /** Values stand apart, as in the examples. */
  private static String spaced(String option) {
    return option.replace("[=", " [").replace('=', ' ');
  }
}
