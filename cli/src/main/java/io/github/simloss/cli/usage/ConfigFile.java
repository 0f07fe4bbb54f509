package io.github.simloss.cli.usage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * {@code --config FILE.json}: an object of option names (without the hyphens in front) and values,
 * or the {@code config.json} of a run. What it holds is put in front of the command's own options,
 * as if it had been typed, but for what flags stand against.
 */
public final class ConfigFile {
  static final String OPTION = "--config";

  /** Ends the options where values come from a file: no text of a file is this. */
  private static final String END = "\0--";

  private ConfigFile() {}

  /**
   * The arguments with those of the file, if one is named.
   *
   * @param line knows the commands
   * @param args as they were typed
   * @throws io.github.simloss.cli.console.UsageException if the file cannot be read, or holds what
   *     is no option
   */
  public static String[] expand(CommandLine line, String[] args) {
    CommandLine command = args.length == 0 ? null : line.getSubcommands().get(args[0]);
    int begin = 1;
    if (command != null && args.length > 1 && command.getSubcommands().containsKey(args[1])) {
      command = command.getSubcommands().get(args[1]);
      begin = 2;
    }
    if (command == null || command.getCommandSpec().findOption(OPTION) == null) {
      return args;
    }
    CommandSpec spec = command.getCommandSpec();
    Map<String, String> flags = flags(spec, args, begin);
    String file = flags.get(OPTION);
    if (file == null || flags.containsKey("--help")) {
      return args;
    }
    Map<String, List<String>> options = ConfigOptions.read(file, command);
    Map<String, String> values = new TreeMap<>();
    options.forEach((name, arguments) -> values.put(name, value(name, arguments)));
    List<String> expanded = new ArrayList<>(Arrays.asList(args).subList(0, begin));
    for (String name : new OptionRules(spec).standing(values, flags)) {
      expanded.addAll(options.get(name));
    }
    // A value of the file may be "--", which ends the options where somebody types it.
    command.setEndOfOptionsDelimiter(END);
    for (String typed : Arrays.asList(args).subList(begin, args.length)) {
      expanded.add(typed.equals("--") ? END : typed);
    }
    return expanded.toArray(String[]::new);
  }

  /** The options that were typed, with their last values. */
  private static Map<String, String> flags(CommandSpec spec, String[] args, int begin) {
    Map<String, String> flags = new TreeMap<>();
    for (int i = begin; i < args.length && !args[i].equals("--"); i++) {
      int equals = args[i].indexOf('=');
      String typed = equals < 0 ? args[i] : args[i].substring(0, equals);
      OptionSpec negated = spec.negatedOptionsMap().get(typed);
      OptionSpec option = negated == null ? spec.optionsMap().get(typed) : negated;
      if (option == null) {
        continue;
      }
      String value = negated == null ? "true" : "false";
      if (equals >= 0) {
        value = args[i].substring(equals + 1);
      } else if (negated == null && option.arity().max() > 0) {
        if (++i == args.length) {
          // Its value is missing, which is said when the options are read.
          break;
        }
        value = args[i];
      }
      flags.put(option.longestName(), value);
    }
    return flags;
  }

  private static String value(String name, List<String> arguments) {
    String last = arguments.get(arguments.size() - 1);
    if (last.startsWith(name + "=")) {
      return last.substring(name.length() + 1);
    }
    return Boolean.toString(last.equals(name));
  }
}
