package io.github.simloss.cli.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.cli.Cli;
import io.github.simloss.cli.Commands;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The help of every command, those that are added later as well. */
class HelpTest {
  private static final List<String> HEADINGS =
      Stream.of(Section.values()).map(section -> section.heading() + ":").toList();

  static Stream<String> commands() {
    return Commands.all().stream()
        .map(command -> command.qualifiedName().replaceFirst("simloss ", ""));
  }

  private static CommandSpec spec(String command) {
    return Commands.all().stream()
        .filter(spec -> spec.qualifiedName().equals("simloss " + command))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> help(String command) {
    List<String> args = new ArrayList<>(List.of(command.split(" ", -1)));
    args.add("--help");
    Cli.Result result = Cli.run(args.toArray(String[]::new));
    assertEquals(0, result.code(), result.err());
    return result.lines();
  }

  /** Where an option begins: at the left, alone or after a short name. */
  private static List<Integer> rows(List<String> help, OptionSpec option) {
    String name = option.longestName();
    String shown = option.negatable() ? name.replaceFirst("^--", "(--no-|--\\\\[no-\\\\])") : name;
    Pattern row = Pattern.compile("  (-., )?" + shown + "( .*)?");
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < help.size(); i++) {
      if (row.matcher(help.get(i)).matches()) {
        rows.add(i);
      }
    }
    return rows;
  }

  private static String heading(List<String> help, int row) {
    int at = row;
    while (!help.get(at).isEmpty()) {
      at--;
    }
    return help.get(at + 1);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyOptionStandsInItsSectionOnce(String command) {
    List<String> help = help(command);
    Sections.of(spec(command))
        .forEach(
            (section, options) -> {
              for (OptionSpec option : options) {
                List<Integer> rows = rows(help, option);
                assertEquals(1, rows.size(), option.longestName() + " in " + help);
                assertEquals(section.heading() + ":", heading(help, rows.get(0)));
              }
            });
    long shown = spec(command).options().stream().filter(option -> !option.hidden()).count();
    assertEquals(
        shown, Sections.of(spec(command)).values().stream().mapToInt(List::size).sum(), command);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void headingsComeInOneOrder(String command) {
    List<String> found = help(command).stream().filter(HEADINGS::contains).toList();
    assertEquals(found.stream().sorted(by(HEADINGS)).distinct().toList(), found);
    assertFalse(found.isEmpty());
  }

  private static Comparator<String> by(List<String> order) {
    return Comparator.comparingInt(order::indexOf);
  }

  /** Options that commands share would all be taken for output. */
  @ParameterizedTest
  @MethodSource("commands")
  void everyMixinSaysItsSection(String command) {
    spec(command).mixins().values().forEach(HelpTest::requireSection);
  }

  private static void requireSection(CommandSpec mixin) {
    Class<?> type = mixin.userObject().getClass();
    if (!mixin.options().isEmpty()) {
      assertNotNull(type.getAnnotation(InSection.class), type + " needs @InSection");
    }
    mixin.mixins().values().forEach(HelpTest::requireSection);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void theSynopsisIsOneLine(String command) {
    List<String> help = help(command);
    assertTrue(help.get(0).startsWith("Usage: simloss " + command), help.get(0));
    assertTrue(help.get(0).contains("[OPTIONS]"), help.get(0));
    assertTrue(help.get(0).length() <= 80, help.get(0));
    assertFalse(help.get(1).startsWith("  "), help.get(1));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void noLineIsBroaderThan80(String command) {
    help(command).forEach(line -> assertTrue(line.length() <= 80, line));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aDefaultIsShownOnce(String command) {
    for (OptionSpec option : spec(command).options()) {
      if (option.defaultValue() != null && option.arity().max() > 0) {
        String text = String.join(" ", option.description()).replace('\n', ' ');
        assertEquals(2, text.split("Default:", -1).length, option.longestName() + ": " + text);
        assertTrue(text.contains("Default: " + option.defaultValue()), text);
      }
      assertFalse(
          option.showDefaultValue() == picocli.CommandLine.Help.Visibility.ALWAYS,
          option.longestName());
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void exitCodesAreSaid(String command) {
    List<String> help = help(command);
    int at = help.indexOf("Exit codes:");
    assertTrue(at > 0, help.toString());
    assertTrue(help.get(at + 1).matches(" +0 +done"), help.get(at + 1));
    for (String code : List.of("1", "2", "130, 143")) {
      assertEquals(
          1,
          help.subList(at, help.size()).stream()
              .filter(line -> line.strip().startsWith(code + "  "))
              .count(),
          code);
    }
  }

  /** Neighbours by either spelling. */
  @Test
  void neighborsAreNeighbours() {
    assertEquals(help("neighbours"), help("neighbors"));
    CommandSpec train = spec("train");
    assertEquals(train.findOption("--neighbours"), train.findOption("--neighbors"));
    assertEquals("--neighbours", train.findOption("--neighbors").longestName());
  }
}
