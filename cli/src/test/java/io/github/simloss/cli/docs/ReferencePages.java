package io.github.simloss.cli.docs;

import io.github.simloss.cli.Commands;
import io.github.simloss.cli.help.HelpSetup;
import io.github.simloss.cli.help.SectionedHelp;
import io.github.simloss.cli.help.Sections;
import io.github.simloss.cli.option.loss.LossUse;
import io.github.simloss.loss.LossFactory;
import io.github.simloss.loss.Losses;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The pages of {@code docs/reference}, made of the commands, the losses and the files. */
final class ReferencePages {
  private static final String MADE =
      "<!-- Made of the code: a test compares, -Dsimloss.reference.write=true writes it. -->";

  private ReferencePages() {}

  /** Each page by its name. */
  static Map<String, String> all() {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("options.md", options());
    pages.put("losses.md", losses());
    pages.put("config.md", config());
    return pages;
  }

  private static String page(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  private static String options() {
    List<String> lines = new ArrayList<>(List.of("# Commands and options", "", MADE, ""));
    lines.add(
        "As `--help` shows them. What holds for all of them, files of options and rules between");
    lines.add("options: [command-line.md](../command-line.md).");
    CommandLine line = Commands.line();
    HelpSetup.apply(line);
    addCommands(lines, line);
    return page(lines);
  }

  private static void addCommands(List<String> lines, CommandLine parent) {
    // A command with an alias is there twice.
    for (CommandLine line : new LinkedHashSet<>(parent.getSubcommands().values())) {
      CommandSpec command = line.getCommandSpec();
      lines.addAll(List.of("", "## " + command.qualifiedName()));
      lines.add("    " + SectionedHelp.of(line).synopsis(0).strip());
      lines.add("");
      for (String paragraph : command.usageMessage().description()) {
        lines.addAll(List.of(cell(paragraph), ""));
      }
      if (command.aliases().length > 0) {
        lines.addAll(List.of("Also `" + String.join("`, `", command.aliases()) + "`.", ""));
      }
      if (command.options().size() > 1 || !command.positionalParameters().isEmpty()) {
        lines.addAll(List.of("| | |", "|---|---|"));
      }
      command
          .positionalParameters()
          .forEach(one -> lines.add(row('`' + one.paramLabel() + '`', one.description())));
      Sections.of(command)
          .forEach(
              (section, options) -> {
                lines.add("| **" + section.heading() + "** | |");
                options.forEach(option -> lines.add(row(names(option), option.description())));
              });
      addCommands(lines, line);
    }
  }

  private static String names(OptionSpec option) {
    List<String> names = new ArrayList<>();
    String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
    for (String name : option.names()) {
      names.add('`' + name + value + '`');
    }
    if (option.negatable()) {
      names.add('`' + option.longestName().replaceFirst("^--", "--no-") + '`');
    }
    return String.join(", ", names);
  }

  private static String row(String names, String... meaning) {
    return "| " + names + " | " + cell(String.join(" ", meaning)) + " |";
  }

  /** Text of a help in a table of Markdown. */
  private static String cell(String text) {
    return text.replace("%%", "%")
        .replace("%n", " ")
        .replaceAll(" +", " ")
        .replace("\\", "\\\\")
        .replace("|", "\\|")
        .replace("<", "\\<")
        .replace("*", "\\*");
  }

  private static String losses() {
    List<String> lines = new ArrayList<>(List.of("# Losses", "", MADE, ""));
    lines.add(
        "As `simloss help losses` shows them: formula of one position with target t, p being the");
    lines.add(
        "probabilities, sim the cosines of word vectors, eps `--epsilon`. How they relate, which");
    lines.add("to take, and their papers: [losses.md](../losses.md).");
    for (LossFactory loss : Losses.discover().all()) {
      lines.addAll(List.of("", "## " + loss.name()));
      loss.formula().lines().forEach(line -> lines.add("    " + line));
      lines.addAll(List.of("", cell(loss.description()), ""));
      Map<String, Object> defaults = LossUse.defaults(Losses.discover(), loss.name());
      if (defaults.isEmpty()) {
        lines.add("No options.");
      } else {
        lines.addAll(List.of("| option | default |", "|---|---|"));
        defaults.forEach((name, value) -> lines.add("| `" + name + "` | " + value + " |"));
      }
    }
    return page(lines);
  }

  private static String config() {
    List<String> lines = new ArrayList<>(List.of("# config.json", "", MADE, ""));
    lines.add(
        "What `train` writes into a run's folder: every setting as it was resolved, and where it");
    lines.add(
        "came from. `simloss train --config run/config.json` trains it again. What else a run's");
    lines.add("folder holds: [runs.md](../runs.md).");
    lines.addAll(List.of("", "| field | | |", "|---|---|---|"));
    for (ConfigReference.Field field : ConfigReference.fields()) {
      lines.add(
          "| `"
              + field.path()
              + "` | "
              + field.type()
              + (field.optional() ? "; may be missing" : "")
              + " | "
              + field.meaning().replace("|", "\\|")
              + " |");
    }
    return page(lines);
  }
}
