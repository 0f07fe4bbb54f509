package io.github.simloss.cli.help;

import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;

/** Two columns: names, and what they mean, beside or below. */
final class OptionTable {
  private static final int INDENT = 2;

  private final Help help;
  private final TextTable table;

  OptionTable(Help help) {
    this.help = help;
    int width = help.commandSpec().usageMessage().width();
    int names = Math.min(30, width / 2);
    table =
        TextTable.forColumns(
            help.colorScheme(),
            new Column(names, INDENT, Column.Overflow.SPAN),
            new Column(width - names, 0, Column.Overflow.WRAP));
    table.setAdjustLineBreaksForWideCJKCharacters(true);
  }

  /** A row, with as many lines as it takes. */
  void add(String names, String... meaning) {
    Ansi.Text first = help.colorScheme().text(names);
    if (names.startsWith("-")) {
      first = help.colorScheme().optionText(names);
    }
    List<String> lines = List.of(meaning);
    table.addRowValues(first, text(lines.isEmpty() ? "" : lines.get(0)));
    for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
      table.addRowValues(text(""), text(line));
    }
  }

  private Ansi.Text text(String line) {
    return help.colorScheme().text(line.replace("%%", "%").replace("%n", "\n"));
  }

  @Override
  public String toString() {
    return table.toString();
  }
}
