package io.github.simloss.cli.usage;

import io.github.simloss.cli.console.UsageException;
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
    line.registerConverter(Integer.class, CommandLineSetup::integer);
    line.registerConverter(int.class, CommandLineSetup::integer);
    line.registerConverter(Long.class, CommandLineSetup::wholeNumber);
    line.registerConverter(long.class, CommandLineSetup::wholeNumber);
  }

  private static Integer integer(String text) {
    return (int) NumberRanges.whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  private static Long wholeNumber(String text) {
    return NumberRanges.whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /**
   * Refuses numbers out of range and options that do not apply.
   *
   * @param parsed what the command was given
   * @throws UsageException naming the first
   */
  public static void check(ParseResult parsed) {
    CommandSpec command = parsed.commandSpec();
    requireValues(parsed);
    Map<String, String> given = new TreeMap<>();
    for (OptionSpec option : command.options()) {
      if (parsed.hasMatchedOption(option)) {
        NumberRanges.check(option);
        Object value = option.getValue();
        given.put(option.longestName(), String.valueOf(value));
      }
    }
    new OptionRules(command).check(given);
    OutputRule.check(parsed);
  }

  /** A switch with an empty value would be on, whatever was meant ({@code --bigrams=$UNSET}). */
  private static void requireValues(ParseResult parsed) {
    for (String word : parsed.originalArgs()) {
      if (word.equals("--")) {
        return;
      }
      if (word.endsWith("=")) {
        String name = word.substring(0, word.length() - 1);
        CommandSpec command = parsed.commandSpec();
        OptionSpec option =
            command.optionsMap().getOrDefault(name, command.negatedOptionsMap().get(name));
        if (option != null && option.arity().max() == 0) {
          throw new UsageException(word + " has no value: give true or false, or leave the = out");
        }
      }
    }
  }
}
