package io.github.simloss.cli.command.help;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** {@code simloss help exit-codes}: those of all commands, and what commands say of their own. */
final class ExitCodeTopic {
  private ExitCodeTopic() {}

  static String text(CommandLine root) {
    List<String> lines = new ArrayList<>();
    Map<String, String> common = codes(root);
    lines.add("Exit codes of every command:");
    common.forEach((code, meaning) -> lines.add(row(code, meaning)));
    lines.add("");
    lines.add("More precisely:");
    addOwn(lines, root, common);
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  private static void addOwn(List<String> lines, CommandLine line, Map<String, String> common) {
    for (CommandLine command : new LinkedHashSet<>(line.getSubcommands().values())) {
      List<String> own = new ArrayList<>();
      codes(command)
          .forEach(
              (code, meaning) -> {
                if (!meaning.equals(common.get(code))) {
                  own.add(row(code, meaning));
                }
              });
      if (!own.isEmpty()) {
        lines.add(command.getCommandSpec().qualifiedName());
        lines.addAll(own);
      }
      addOwn(lines, command, common);
    }
  }

  private static Map<String, String> codes(CommandLine command) {
    return command.getCommandSpec().usageMessage().exitCodeList();
  }

  private static String row(String code, String meaning) {
    return "  " + code + " ".repeat(Math.max(1, 10 - code.length())) + meaning;
  }
}
