package io.github.simloss.cli.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.cli.Cli;
import io.github.simloss.cli.Commands;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A switch is on or off as it says, however it is written; a value that is none is refused. */
class SwitchesTest {
  private static List<OptionSpec> negatable(CommandSpec command) {
    return command.options().stream().filter(OptionSpec::negatable).toList();
  }

  private static Object value(CommandSpec command, OptionSpec option, String word) {
    String[] names = command.qualifiedName().split(" ");
    List<String> words = new ArrayList<>(Arrays.asList(names).subList(1, names.length));
    words.add(word);
    for (OptionSpec required : command.options()) {
      if (required.required()) {
        words.addAll(List.of(required.longestName(), "x"));
      }
    }
    CommandLine root = command.root().commandLine().setCaseInsensitiveEnumValuesAllowed(true);
    CommandLine.ParseResult parsed = root.parseArgs(words.toArray(String[]::new));
    while (parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }
    return parsed.matchedOption(option.longestName()).getValue();
  }

  @Test
  void noXIsTrueIsFalse() {
    int tried = 0;
    for (CommandSpec command : Commands.all()) {
      for (OptionSpec option : negatable(command)) {
        String name = option.longestName().substring(2);
        String which = command.qualifiedName() + " " + name;
        assertEquals(true, value(command, option, "--" + name), which);
        assertEquals(true, value(command, option, "--" + name + "=true"), which);
        assertEquals(false, value(command, option, "--" + name + "=false"), which);
        assertEquals(false, value(command, option, "--no-" + name), which);
        assertEquals(false, value(command, option, "--no-" + name + "=true"), which);
        assertEquals(true, value(command, option, "--no-" + name + "=false"), which);
        tried++;
      }
    }
    assertTrue(tried >= 12, "only " + tried);
  }

  @Test
  void aValueThatIsNoneIsRefused() {
    for (String word :
        List.of("--bidirectional=yes", "--no-bidirectional=1", "--bigrams=", "--overwrite=x")) {
      Cli.Result result = Cli.run("train", "--backend", "java", "--port", "-1", word);
      assertEquals(2, result.code(), word + ": " + result.err());
      assertTrue(result.err().startsWith("simloss: "), result.err());
      assertTrue(result.err().contains(word.substring(0, word.indexOf('=')).replace("no-", "")));
    }
  }
}
