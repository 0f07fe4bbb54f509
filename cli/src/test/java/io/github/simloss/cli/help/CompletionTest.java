package io.github.simloss.cli.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.simloss.cli.Commands;
import io.github.simloss.cli.CompletionScripts;
import io.github.simloss.cli.shell.CompletionValues;
import io.github.simloss.loss.LossFactory;
import io.github.simloss.loss.Losses;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The scripts of the distribution, asked by bash as it asks when Tab is pressed. */
class CompletionTest {
  /** Whose help names some of their values, or says what makes them. */
  private static final Set<String> TOO_MANY = Set.of("--tokenizer");

  private static @TempDir Path folder;

  @BeforeAll
  static void write() throws Exception {
    CompletionScripts.main(new String[] {folder.toString()});
  }

  /** What bash offers for the last word. */
  private static Set<String> offered(String... words) throws Exception {
    Path bash = Path.of("/bin/bash");
    assumeTrue(Files.isExecutable(bash), "no bash");
    List<String> command =
        new ArrayList<>(
            List.of(
                bash.toString(),
                "--norc",
                "-c",
                "source \"$0\"; complete -p simloss >/dev/null || exit 3; COMP_WORDS=(\"$@\");"
                    + " COMP_CWORD=$(($# - 1)); _complete_simloss; printf '%s\\n' \"${COMPREPLY[@]}\"",
                folder.resolve("simloss.bash").toString(),
                "simloss"));
    command.addAll(List.of(words));
    Path out = folder.resolve("out.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            // Outside of a terminal compopt complains.
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(out.toFile())
            .start();
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    String said = Files.readString(out, StandardCharsets.UTF_8);
    assertEquals(0, process.exitValue(), said);
    return new TreeSet<>(said.lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
  }

  @Test
  void commandsAreOffered() throws Exception {
    Set<String> wanted = new LinkedHashSet<>(Commands.line().getSubcommands().keySet());
    Set<String> offered = offered("");
    assertTrue(offered.containsAll(wanted), offered.toString());
    assertEquals(Set.of("train"), offered("tra"));
    assertTrue(offered("vectors", "").containsAll(Set.of("info", "show", "convert")));
  }

  @Test
  void everyOptionOfEveryCommandIsOffered() throws Exception {
    for (CommandSpec command : Commands.all()) {
      List<String> words =
          new ArrayList<>(
              List.of(command.qualifiedName().replaceFirst("simloss ", "").split(" ", -1)));
      words.add("--");
      Set<String> offered = offered(words.toArray(String[]::new));
      for (OptionSpec option : command.options()) {
        assertTrue(
            offered.contains(option.longestName()),
            command.qualifiedName() + " " + option.longestName() + ": " + offered);
      }
    }
  }

  @Test
  void namesOfLossesAreOffered() throws Exception {
    Set<String> names =
        new TreeSet<>(Losses.discover().all().stream().map(LossFactory::name).toList());
    assertEquals(names, offered("train", "--loss", ""));
    assertEquals(Set.of("soft-label"), offered("train", "--loss", "so"));
  }

  @Test
  void valuesOfOptionsAreOffered() throws Exception {
    assertEquals(Set.of("djl", "dl4j", "java"), offered("encode", "--backend", ""));
    assertEquals(Set.of("cpu", "gpu"), offered("train", "--device", ""));
    assertEquals(Set.of("default", "published", "sentences"), offered("train", "--preset", ""));
    assertEquals(Set.of("constant", "linear"), offered("train", "--learning-rate-schedule", ""));
    assertEquals(Set.of("stop", "rewind"), offered("train", "--on-divergence", ""));
    assertEquals(Set.of("keep", "skip"), offered("train", "--unknown-words", ""));
    // Three commands have a format, and each its own.
    assertEquals(Set.of("npy", "jsonl"), offered("encode", "--format", ""));
    assertEquals(Set.of("text", "csv", "markdown"), offered("compare", "--format", ""));
    assertEquals(Set.of("onnx", "dl4j", "djl", "run"), offered("export", "--format", ""));
  }

  /** What is offered is taken. */
  @Test
  void everyValueIsOne() {
    Set<String> given = new TreeSet<>(CompletionValues.options());
    for (CommandSpec command : Commands.all()) {
      for (OptionSpec option : command.options()) {
        List<String> values = CompletionValues.of(option);
        given.remove(option.longestName());
        String text = String.join(" ", option.description());
        for (String value : values) {
          CommandLine line = Commands.line();
          line.setCaseInsensitiveEnumValuesAllowed(true);
          // Of a text, the help says that it is one of them.
          if (option.typeInfo().getType() == String.class) {
            assertTrue(
                text.matches("(?s).*\\b" + Pattern.quote(value) + "\\b.*")
                    || TOO_MANY.contains(option.longestName()),
                option.longestName() + " " + value + ": " + text);
          } else {
            line.parseArgs(words(command, option, value));
          }
        }
      }
    }
    assertEquals(Set.of(), given, "options that are not there");
  }

  private static String[] words(CommandSpec command, OptionSpec option, String value) {
    List<String> words =
        new ArrayList<>(
            List.of(command.qualifiedName().replaceFirst("simloss ", "").split(" ", -1)));
    for (OptionSpec other : command.options()) {
      // Of a group, one is enough, and no test here is about it.
      if (other.required() && other.group() == null && !other.equals(option)) {
        words.addAll(List.of(other.longestName(), "x"));
      }
    }
    if (!command.argGroups().isEmpty()) {
      words.addAll(List.of("--model", "x"));
    }
    words.addAll(List.of(option.longestName(), value));
    command.positionalParameters().forEach(parameter -> words.add("x"));
    return words.toArray(String[]::new);
  }

  @Test
  void filesAreOffered() throws Exception {
    Files.writeString(folder.resolve("sentences-here.txt"), "a b\n");
    assertEquals(Set.of("sentences-here.txt"), offered("train", "--train", "sentences-h"));
  }

  @Test
  void zshTakesTheSameScript() throws Exception {
    String bash = Files.readString(folder.resolve("simloss.bash"), StandardCharsets.UTF_8);
    String zsh = Files.readString(folder.resolve("simloss.zsh"), StandardCharsets.UTF_8);
    assertTrue(zsh.endsWith(bash), "ends with it");
    assertTrue(zsh.startsWith("autoload -Uz compinit bashcompinit\n"), zsh.substring(0, 80));
    // Of the builder's own time there must be nothing: archives are reproducible.
    assertEquals(bash, again());
    assertFalse(bash.contains("\r"));
  }

  /**
   * What bash alone has would stop zsh, which is not on every machine of the build: of that the
   * script has only what it keeps zsh from.
   */
  @Test
  void zshUnderstandsTheScript() throws Exception {
    String zsh = Files.readString(folder.resolve("simloss.zsh"), StandardCharsets.UTF_8);
    List<String> code =
        zsh.lines().map(String::strip).filter(line -> !line.startsWith("#")).toList();
    int branch = code.indexOf("elif [ -n \"$ZSH_VERSION\" ]; then");
    assertTrue(branch > 0, "a branch for zsh");
    assertEquals("shopt -s progcomp", code.get(branch - 1), "of bash alone");
    List<String> inZsh =
        code.subList(branch + 1, branch + 1 + code.subList(branch, code.size()).indexOf("fi"));
    assertTrue(inZsh.contains("alias compopt=complete"), inZsh.toString());
    Pattern bashOnly =
        Pattern.compile(
            "\\b(mapfile|readarray|shopt|local -n|declare -A)\\b|\\$\\{!|\\^\\^\\}|,,\\}");
    List<String> found =
        code.stream()
            .filter(line -> bashOnly.matcher(line).find() && !line.equals("shopt -s progcomp"))
            .toList();
    assertEquals(List.of(), found);
    assertTrue(code.stream().anyMatch(l -> l.matches("complete -F _complete_simloss .*simloss.*")));
  }

  private static String again() throws Exception {
    CompletionScripts.main(new String[] {folder.resolve("again").toString()});
    return Files.readString(folder.resolve("again/simloss.bash"), StandardCharsets.UTF_8);
  }
}
