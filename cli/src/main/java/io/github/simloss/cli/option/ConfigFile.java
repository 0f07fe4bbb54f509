package io.github.simloss.cli.option;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.simloss.SimlossException;
import io.github.simloss.cli.console.UsageException;
import io.github.simloss.io.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * {@code --config FILE.json}: an object of option names (without the hyphens in front) and values,
 * the defaults of a command. Flags on the command line win.
 */
public final class ConfigFile implements IDefaultValueProvider {
  private static final String OPTION = "--config";

  private final Map<String, String> values;

  private ConfigFile(Map<String, String> values) {
    this.values = values;
  }

  /** Looks for the option and, if it is there, makes the file's values the command's defaults. */
  public static void install(CommandLine line, String[] args) {
    String file = find(args);
    CommandLine command = command(line, args);
    if (file == null || command == null) {
      return;
    }
    command.setDefaultValueProvider(new ConfigFile(read(Path.of(file), command)));
  }

  /** The command, or the command of a command, that the first words name. */
  private static CommandLine command(CommandLine line, String[] args) {
    CommandLine command = args.length == 0 ? null : line.getSubcommands().get(args[0]);
    CommandLine inner =
        command == null || args.length == 1 ? null : command.getSubcommands().get(args[1]);
    return inner == null ? command : inner;
  }

  private static String find(String[] args) {
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--")) {
        return null;
      }
      if (args[i].startsWith(OPTION + "=")) {
        return args[i].substring(OPTION.length() + 1);
      }
      if (args[i].equals(OPTION) && i + 1 < args.length) {
        return args[i + 1];
      }
    }
    return null;
  }

  private static Map<String, String> read(Path file, CommandLine command) {
    JsonNode tree = tree(file);
    if (!tree.isObject()) {
      throw new UsageException(file + " must hold one JSON object of option names and values");
    }
    Map<String, String> values = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : tree.properties()) {
      OptionSpec option = command.getCommandSpec().findOption("--" + field.getKey());
      if (option == null || field.getKey().equals("config")) {
        throw new UsageException(
            file
                + ": '"
                + field.getKey()
                + "' is no option of "
                + command.getCommandName()
                + "; its options are "
                + String.join(", ", names(command)));
      }
      if (!field.getValue().isValueNode() || field.getValue().isNull()) {
        throw new UsageException(
            file
                + ": the value of '"
                + field.getKey()
                + "' must be a text, a number, true or false");
      }
      values.put(field.getKey(), field.getValue().asText());
    }
    return values;
  }

  private static JsonNode tree(Path file) {
    try {
      return Json.read(file, JsonNode.class);
    } catch (SimlossException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private static List<String> names(CommandLine command) {
    List<String> names = new ArrayList<>();
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (!option.hidden()) {
        names.add(option.longestName().substring(2));
      }
    }
    names.sort(null);
    return names;
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? values.get(option.longestName().substring(2))
        : null;
  }
}
