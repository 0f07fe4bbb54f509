package io.github.simloss.cli.usage;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** How every command line is read, and what is checked before its command runs. */
public final class CommandLineSetup {
  private CommandLineSetup() {}

  /** Takes every value literally: no variable in it, no file in place of a word. */
  public static void literal(CommandLine line) {
    line.setExpandAtFiles(false);
    line.setTrimQuotes(false);
    line.registerConverter(Path.class, new PathConverter());
    line.registerConverter(Double.class, new NumberRanges.DoubleConverter());
    line.registerConverter(double.class, new NumberRanges.DoubleConverter());
  }

  /**
   * Refuses numbers out of range and options that do not apply.
   *
   * @param parsed what the command was given
   * @throws io.github.simloss.cli.console.UsageException naming the first
   */
  public static void check(ParseResult parsed) {
    CommandSpec command = parsed.commandSpec();
    Map<String, String> given = new TreeMap<>();
    for (OptionSpec option : command.options()) {
      if (parsed.hasMatchedOption(option)) {
        NumberRanges.check(option);
        Object value = option.getValue();
        given.put(option.longestName(), String.valueOf(value));
      }
    }
    new OptionRules(command).check(given);
  }
}
