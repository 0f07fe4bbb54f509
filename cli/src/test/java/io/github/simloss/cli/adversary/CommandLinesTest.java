package io.github.simloss.cli.adversary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.simloss.cli.Cli;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random command lines answer as documented, and change nobody's files but those that they name.
 */
@DisabledOnOs(OS.WINDOWS)
class CommandLinesTest {
  private final InputStream stdin = System.in;
  private @TempDir Path folder;
  private World world;
  private Map<Path, String> before;
  private Path kept;

  @BeforeEach
  void make() throws IOException {
    world = World.in(folder);
    before = foreign();
    kept = Files.createDirectory(folder.resolve("kept"));
    for (String name : List.of("mine", "data", "run")) {
      World.lay(folder.resolve(name), kept.resolve(name));
    }
  }

  @AfterEach
  void giveBack() {
    System.setIn(stdin);
  }

  private Map<Path, String> foreign() throws IOException {
    Map<Path, String> all = new TreeMap<>(World.content(world.mine()));
    all.putAll(World.content(folder.resolve("data")));
    return all;
  }

  @Test
  void everyCommandLineIsAnsweredAndKeepsToItsOwn() throws Exception {
    Map<Integer, Integer> codes = new TreeMap<>();
    CommandWords commands = new CommandWords(world);
    Map<Path, String> run = World.content(world.run());
    List<String> here = names(Path.of(""));
    Adversary.drawn(
        "command lines",
        5_000,
        30,
        random -> {
          List<String> words = commands.draw(random);
          System.setIn(
              new ByteArrayInputStream("the soup was good\n".getBytes(StandardCharsets.UTF_8)));
          Cli.Result result = Cli.run(words.toArray(String[]::new));
          codes.merge(result.code(), 1, Integer::sum);
          String problem = Answers.problem(result);
          String changed = changed(words);
          World.lay(null, world.out());
          Files.createDirectory(world.out());
          if (!World.content(world.run()).equals(run)) {
            World.lay(kept.resolve("run"), world.run());
          }
          problem = problem == null ? changed : problem;
          return problem == null ? null : Answers.words(words) + " -> " + problem;
        });
    assertEquals(List.of(0, 1, 2), List.copyOf(codes.keySet()), codes.toString());
    assertEquals(here, names(Path.of("")));
    System.out.println("exit codes of the command lines: " + codes);
  }

  private static List<String> names(Path of) throws IOException {
    try (var all = Files.list(of)) {
      return all.map(Path::toString).sorted().toList();
    }
  }

  /** Whose file was changed that the words do not name; null if nobody's. */
  private String changed(List<String> words) throws IOException {
    Map<Path, String> after = foreign();
    if (after.equals(before)) {
      return null;
    }
    String found = null;
    for (Path path : after.keySet()) {
      if (!before.containsKey(path) && !isNamed(path, words)) {
        found = path + " was made";
      }
    }
    for (Map.Entry<Path, String> one : before.entrySet()) {
      if (!one.getValue().equals(after.get(one.getKey()))
          && words.stream().noneMatch(word -> word.endsWith(one.getKey().toString()))) {
        found = one.getKey() + " was changed or removed";
      }
    }
    for (String name : List.of("mine", "data")) {
      World.lay(kept.resolve(name), folder.resolve(name));
    }
    return found;
  }

  /** Whether a new file lies beside or below what a word names. */
  private static boolean isNamed(Path made, List<String> words) {
    return words.stream()
        .map(word -> word.substring(word.indexOf('=') + 1))
        .anyMatch(word -> !word.isEmpty() && made.toString().startsWith(word));
  }
}
