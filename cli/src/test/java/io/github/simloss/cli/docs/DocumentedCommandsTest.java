package io.github.simloss.cli.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.cli.Cli;
import io.github.simloss.cli.Commands;
import io.github.simloss.cli.usage.CommandLineSetup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Every command line in the pages is one, and those whose files can be made here are run: on some
 * sentences of the sample, with small models in plain Java.
 */
class DocumentedCommandsTest {
  private static @TempDir Path folder;
  private static DocumentedWorld world;

  @BeforeAll
  static void makeTheFiles() throws Exception {
    world = DocumentedWorld.in(folder.resolve("world"));
  }

  static Stream<Path> pagesWithCommands() {
    return Pages.all().stream().filter(page -> !Pages.commands(page).isEmpty());
  }

  /** The words behind {@code simloss}. */
  private static String[] words(String command) {
    return command.replaceFirst("^(echo '[^']*' \\| )?simloss ", "").split(" ", -1);
  }

  @ParameterizedTest
  @MethodSource("pagesWithCommands")
  void everyCommandIsOne(Path page) {
    for (String command : Pages.commands(page)) {
      CommandLine line = Commands.line();
      line.setCaseInsensitiveEnumValuesAllowed(true);
      CommandLineSetup.literal(line);
      try {
        CommandLine.ParseResult parsed = line.parseArgs(words(command));
        while (parsed.hasSubcommand()) {
          parsed = parsed.subcommand();
        }
        CommandLineSetup.check(parsed);
      } catch (RuntimeException e) {
        throw new AssertionError(Pages.name(page) + ": " + command + ": " + e.getMessage(), e);
      }
    }
  }

  @Test
  void thereAreCommands() {
    assertTrue(Pages.all().stream().mapToInt(page -> Pages.commands(page).size()).sum() > 40);
    assertEquals(
        List.of(
            "echo 'the waiter was polite' | simloss search --model codes --corpus"
                + " reviews.txt --top 3"),
        Pages.commands(Pages.ROOT.resolve("docs/tutorial.md")).stream()
            .filter(command -> command.contains("|"))
            .toList());
  }

  /** Within a sentence a command may be named without what it needs, but not wrongly. */
  @Test
  void whatIsNamedIsThere() {
    int options = 0;
    for (Path page : Pages.all()) {
      for (String command : Pages.inline(page)) {
        CommandLine line = Commands.line();
        for (String word : words(command)) {
          CommandLine below = line.getSubcommands().get(word);
          if (below != null) {
            line = below;
          } else if (word.startsWith("--")) {
            String name = word.replaceFirst("=.*", "");
            String what = Pages.name(page) + ": " + command + ": " + name;
            assertTrue(
                line.getCommandSpec().findOption(name) != null
                    || line.getCommandSpec().negatedOptionsMap().containsKey(name),
                what);
            options++;
          }
        }
        if (!command.matches("simloss (COMMAND|help .*|--.*)")) {
          assertNotNull(line.getParent(), Pages.name(page) + ": " + command + " is no command");
        }
      }
    }
    assertTrue(options > 5, "options: " + options);
  }

  @ParameterizedTest
  @MethodSource("pagesWithCommands")
  void whatCanBeRunRuns(Path page) throws Exception {
    DocumentedWorld own = world.copy(folder.resolve(Pages.name(page).replaceAll("[/.]", "-")));
    for (String command : Pages.commands(page)) {
      List<String> words = own.words(List.of(words(command)));
      if (words.isEmpty()) {
        continue;
      }
      String input = command.startsWith("echo '") ? command.split("'", 3)[1] : "";
      Cli.Result result =
          input.isEmpty()
              ? Cli.run(words.toArray(String[]::new))
              : Cli.start(own.folder(), input + "\n", words.toArray(String[]::new));
      assertEquals(0, result.code(), Pages.name(page) + ": " + command + ": " + result.err());
      RUN.add(command);
    }
    List<String> needed = NEEDED.getOrDefault(Pages.name(page), List.of());
    for (String command : needed) {
      assertTrue(RUN.stream().anyMatch(run -> run.contains("simloss " + command)), command);
    }
  }

  private static final List<String> RUN = new ArrayList<>();

  /** Commands that must be among those that were run, lest a page's files have other names. */
  private static final java.util.Map<String, List<String>> NEEDED =
      java.util.Map.of(
          "README.md",
          List.of("train --preset", "encode --model", "search --model"),
          "docs/tutorial.md",
          List.of(
              "vectors info",
              "train --preset",
              "train --resume",
              "search",
              "compare",
              "encode",
              "export"),
          "docs/comparing.md",
          List.of("compare --train", "report run1"),
          "docs/evaluation.md",
          List.of("evaluate --model"),
          "docs/runs.md",
          List.of("train --resume"),
          "docs/vectors.md",
          List.of("vectors show", "vectors convert", "neighbours --vectors"));
}
