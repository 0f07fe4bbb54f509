package io.github.simloss.examples.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.io.lines.TextFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample that is checked in is the one the code makes, and its parts share no sentence. */
class SampleTest {
  private static final Path CHECKED_IN =
      Path.of("..", "cli", "src", "main", "resources", "io", "github", "simloss", "cli", "sample");
  private static @TempDir Path made;

  @BeforeAll
  static void make() {
    MakeSample.write(made);
  }

  @Test
  void everyFileIsMade() throws IOException {
    assertEquals(names(made), names(CHECKED_IN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"train.txt", "dev.txt", "test.txt", "vectors.vec", "stop-words.txt", "README.md"})
  void theSameBytesAreMadeAgain(String name) throws IOException {
    assertArrayEquals(
        Files.readAllBytes(made.resolve(name)),
        Files.readAllBytes(CHECKED_IN.resolve(name)),
        () -> name + " differs from what MakeSample writes; run it and check the result in");
  }

  @Test
  void noSentenceStandsTwice() {
    Set<String> seen = new HashSet<>();
    int read = 0;
    for (String part : List.of("train.txt", "dev.txt", "test.txt")) {
      for (String sentence : TextFiles.readLines(CHECKED_IN.resolve(part))) {
        assertTrue(seen.add(sentence), () -> part + ": stands twice: " + sentence);
        read++;
      }
    }
    assertEquals(4800, read);
  }

  @Test
  void theArticleFitsTheNextWord() {
    Pattern wrong = Pattern.compile("\\b(a [aeiou]|an [^aeiou])");
    List<String> found = new ArrayList<>();
    TextFiles.forEachLine(
        CHECKED_IN.resolve("train.txt"),
        (number, sentence) -> {
          if (wrong.matcher(sentence).find()) {
            found.add(number + ": " + sentence);
          }
        });
    assertEquals(List.of(), found);
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
