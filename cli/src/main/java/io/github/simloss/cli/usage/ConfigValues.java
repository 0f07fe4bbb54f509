package io.github.simloss.cli.usage;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.simloss.cli.console.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.OptionSpec;

/** Values of a file of options, as arguments that say the same. */
final class ConfigValues {
  private ConfigValues() {}

  /**
   * The arguments; none for a switch that is off by itself.
   *
   * @param file that holds the value, for messages
   * @param option what it is given to
   * @param value a text, number or truth value; of an option that may be given several times also a
   *     list of them, or an object of names and values
   */
  static List<String> arguments(Path file, OptionSpec option, JsonNode value) {
    if (option.isMultiValue() && value.isArray()) {
      List<String> arguments = new ArrayList<>();
      for (JsonNode element : value) {
        arguments.add(option.longestName() + "=" + text(file, option, element));
      }
      return arguments;
    }
    if (option.isMultiValue() && value.isObject()) {
      List<String> arguments = new ArrayList<>();
      for (Map.Entry<String, JsonNode> entry : value.properties()) {
        String text = text(file, option, entry.getValue());
        arguments.add(option.longestName() + "=" + entry.getKey() + "=" + text);
      }
      return arguments;
    }
    String text = text(file, option, value);
    if (option.arity().max() > 0) {
      return List.of(option.longestName() + "=" + text);
    }
    return switch (text) {
      case "true" -> List.of(option.longestName());
      case "false" ->
          option.negatable() ? List.of("--no-" + option.longestName().substring(2)) : List.of();
      default -> throw wrong(file, option, "true or false");
    };
  }

  private static String text(Path file, OptionSpec option, JsonNode value) {
    if (!value.isValueNode() || value.isNull()) {
      throw wrong(
          file,
          option,
          option.isMultiValue()
              ? "a text, a number, true or false, or a list or an object of them"
              : "a text, a number, true or false");
    }
    return value.asText();
  }

  private static UsageException wrong(Path file, OptionSpec option, String wanted) {
    return new UsageException(
        file + ": the value of '" + option.longestName().substring(2) + "' must be " + wanted);
  }
}
