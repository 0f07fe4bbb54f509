package io.github.simloss.cli.usage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.simloss.SimlossException;
import io.github.simloss.cli.console.UsageException;
import io.github.simloss.io.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What a file of options holds; apart from {@link ConfigFile}, because JSON takes time to load. */
final class ConfigOptions {
  private ConfigOptions() {}

  /**
   * Reads a file.
   *
   * @param name of it
   * @param command whose options it holds
   * @return arguments by the option, in the order of the file
   */
  static Map<String, List<String>> read(String name, CommandLine command) {
    String why = PathConverter.whyNot(name);
    if (why != null) {
      throw new UsageException(ConfigFile.OPTION + ": " + why);
    }
    Path file = Path.of(name);
    JsonNode tree;
    try {
      tree = Json.read(file, JsonNode.class);
      if (RunOptions.isRun(tree)) {
        tree = RunOptions.of(file, command.getCommandName());
      }
    } catch (SimlossException e) {
      throw new UsageException(e.getMessage());
    }
    if (!(tree instanceof ObjectNode object)) {
      throw new UsageException(file + " must hold one JSON object of option names and values");
    }
    Map<String, List<String>> options = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      OptionSpec option = command.getCommandSpec().optionsMap().get("--" + field.getKey());
      if (option == null || option.usageHelp() || option.longestName().equals(ConfigFile.OPTION)) {
        throw new UsageException(
            file
                + ": '"
                + field.getKey()
                + "' is no option of "
                + command.getCommandName()
                + "; its options are "
                + String.join(", ", names(command)));
      }
      List<String> arguments = ConfigValues.arguments(file, option, field.getValue());
      if (!arguments.isEmpty()) {
        options.put(option.longestName(), arguments);
      }
    }
    return options;
  }

  private static List<String> names(CommandLine command) {
    List<String> names = new ArrayList<>();
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (!option.hidden()
          && !option.usageHelp()
          && !option.longestName().equals(ConfigFile.OPTION)) {
        names.add(option.longestName().substring(2));
      }
    }
    names.sort(null);
    return names;
  }
}
