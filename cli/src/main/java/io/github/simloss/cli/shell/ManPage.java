package io.github.simloss.cli.shell;

import io.github.simloss.cli.help.SectionedHelp;
import io.github.simloss.cli.help.Sections;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual page of a command in roff, of what its help is made of. picocli's own generator writes
 * AsciiDoc, which needs a processor of its own and knows no sections of options.
 */
public final class ManPage {
  private final CommandLine line;
  private final CommandSpec command;
  private final List<String> roff = new ArrayList<>();

  private ManPage(CommandLine line) {
    this.line = line;
    this.command = line.getCommandSpec();
  }

  /** The name of the page: {@code simloss-vectors-convert}. */
  public static String name(CommandLine line) {
    return line.getCommandSpec().qualifiedName("-");
  }

  /**
   * The page.
   *
   * @param line the command, with its help set up
   * @param version of this release
   * @param date of this release, as the page shows it
   */
  public static String of(CommandLine line, String version, String date) {
    return new ManPage(line).text(version, date);
  }

  private String text(String version, String date) {
    String title = name(line).toUpperCase(Locale.ROOT);
    roff.add(
        ".TH "
            + quoted(title)
            + " 1 "
            + quoted(date)
            + " "
            + quoted("simloss " + version)
            + " \"\"");
    // Left-aligned, without hyphens: names of options stay whole.
    roff.addAll(List.of(".ad l", ".nh"));
    heading("NAME");
    String[] description = command.usageMessage().description();
    roff.add(escaped(name(line)) + " \\- " + escaped(firstSentence(line)));
    heading("SYNOPSIS");
    roff.add(bold(SectionedHelp.of(line).synopsis(0).strip()));
    heading("DESCRIPTION");
    for (String paragraph : description) {
      roff.add(".PP");
      lines(paragraph);
    }
    addArguments();
    addOptions();
    addCommands();
    heading("EXIT STATUS");
    command.usageMessage().exitCodeList().forEach((code, meaning) -> item(bold(code), meaning));
    addExamples();
    addRelated();
    return String.join("\n", roff) + "\n";
  }

  private void addArguments() {
    if (!command.positionalParameters().isEmpty()) {
      heading("ARGUMENTS");
    }
    for (PositionalParamSpec argument : command.positionalParameters()) {
      item(italic(argument.paramLabel()), argument.description());
    }
  }

  private void addOptions() {
    heading("OPTIONS");
    Sections.of(command)
        .forEach(
            (section, options) -> {
              roff.add(".SS " + quoted(section.heading()));
              for (OptionSpec option : options) {
                List<String> names = new ArrayList<>(List.of(option.names()));
                if (option.negatable()) {
                  names.add(option.longestName().replaceFirst("^--", "--no-"));
                }
                String value = option.arity().max() == 0 ? "" : " " + italic(option.paramLabel());
                item(
                    String.join(", ", names.stream().map(ManPage::bold).toList()) + value,
                    option.description());
              }
            });
  }

  private void addCommands() {
    if (!line.getSubcommands().isEmpty()) {
      heading("COMMANDS");
    }
    for (CommandLine below : new LinkedHashSet<>(line.getSubcommands().values())) {
      item(bold(below.getCommandName()), firstSentence(below));
    }
  }

  private void addExamples() {
    List<String> footer = Arrays.asList(command.usageMessage().footer());
    int at = footer.indexOf("Examples:");
    if (at >= 0) {
      heading("EXAMPLES");
      roff.add(".nf");
      footer.subList(at + 1, footer.size()).forEach(this::lines);
      roff.add(".fi");
    }
  }

  private void addRelated() {
    List<String> pages = new ArrayList<>();
    if (line.getParent() != null) {
      pages.add(bold(name(line.getParent())) + "(1)");
    }
    for (CommandLine below : new LinkedHashSet<>(line.getSubcommands().values())) {
      pages.add(bold(name(below)) + "(1)");
    }
    if (!pages.isEmpty()) {
      heading("SEE ALSO");
      roff.add(String.join(",\n", pages));
    }
  }

  private void heading(String text) {
    roff.add(".SH " + quoted(text));
  }

  private void item(String label, String... meaning) {
    roff.addAll(List.of(".TP", label));
    for (String part : meaning) {
      lines(part);
    }
  }

  /** Text; a dot or quote at the beginning of a line would be a request. */
  private void lines(String text) {
    for (String part : text.replace("%n", "\n").replace("%%", "%").split("\n", -1)) {
      roff.add(
          part.startsWith(".") || part.startsWith("'") ? "\\&" + escaped(part) : escaped(part));
    }
  }

  private static String firstSentence(CommandLine line) {
    return line.getCommandSpec().usageMessage().description()[0].split("[.:]( |$)", 2)[0];
  }

  private static String bold(String text) {
    return "\\fB" + escaped(text) + "\\fR";
  }

  private static String italic(String text) {
    return "\\fI" + escaped(text) + "\\fR";
  }

  private static String quoted(String text) {
    return '"' + escaped(text).replace("\"", "\\(dq") + '"';
  }

  /** Characters that roff reads otherwise; a hyphen that is typed is a minus sign. */
  private static String escaped(String text) {
    return text.replace("\\", "\\e")
        .replace("-", "\\-")
        .replace("'", "\\(aq")
        .replace("`", "\\(ga")
        .replace("^", "\\(ha")
        .replace("~", "\\(ti");
  }
}
