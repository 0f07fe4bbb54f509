package io.github.simloss.cli.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.cli.Cli;
import io.github.simloss.cli.Commands;
import io.github.simloss.cli.usage.CommandLineSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the help shows can be pasted, and is a command line. */
class ExamplesTest {
  static Stream<String> commands() {
    return Stream.concat(
        Stream.of("--help", "help --help", "help losses", "help models"),
        Commands.all().stream()
            .map(command -> command.qualifiedName().replaceFirst("simloss ", "") + " --help"));
  }

  /** The examples of a help, with lines that end in a backslash joined. */
  private static List<String> examples(String command) {
    List<String> lines = Cli.run(command.split(" ", -1)).lines();
    int at = Math.max(lines.indexOf("Examples:"), lines.indexOf("Example:"));
    assertTrue(at > 0, command + ": " + lines);
    List<String> examples = new ArrayList<>();
    String begun = "";
    for (String line : lines.subList(at + 1, lines.size())) {
      assertTrue(line.startsWith("  "), line);
      assertTrue(line.length() <= 80, line);
      assertEquals(line.stripTrailing(), line);
      begun += line.strip();
      if (begun.endsWith("\\")) {
        begun = begun.substring(0, begun.length() - 1);
      } else {
        examples.add(begun);
        begun = "";
      }
    }
    assertEquals("", begun, "the last example does not end");
    return examples;
  }

  @ParameterizedTest
  @MethodSource("commands")
  void examplesAreCommandLines(String command) {
    for (String example : examples(command)) {
      String typed = example.replaceFirst(" +# .*", "").replaceFirst("^echo '[^']*' \\| ", "");
      typed = typed.replaceFirst(" < \\S+$", "");
      assertTrue(typed.startsWith("simloss "), example);
      CommandLine line = Commands.line();
      line.setCaseInsensitiveEnumValuesAllowed(true);
      CommandLineSetup.literal(line);
      CommandLine.ParseResult parsed =
          line.parseArgs(typed.substring("simloss ".length()).split(" +", -1));
      while (parsed.hasSubcommand()) {
        parsed = parsed.subcommand();
      }
      CommandLineSetup.check(parsed);
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void examplesAreOfTheCommand(String command) {
    String name = command.replaceFirst("--help$", "").strip();
    if (!name.startsWith("help ")) {
      List<String> examples = examples(command);
      assertFalse(examples.isEmpty());
      for (String example : examples) {
        assertTrue(example.toLowerCase(Locale.ROOT).contains(("simloss " + name).strip()), example);
      }
    }
  }
}
