package io.github.simloss.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/reliability.md names a test for each case: it is there. */
class ReliabilityPageTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void everyTestThatThePageNamesIsThere() throws IOException {
    Set<String> there = new TreeSet<>();
    for (String module :
        List.of("core", "embeddings", "backend-djl", "backend-dl4j", "cli", "examples", "spark")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
        there.addAll(
            files
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".java"))
                .map(name -> name.substring(0, name.length() - ".java".length()))
                .collect(Collectors.toSet()));
      }
    }
    Set<String> named = new TreeSet<>();
    Matcher test =
        Pattern.compile("`([A-Z]\\w+(?:Test|IT))`")
            .matcher(Files.readString(ROOT.resolve("docs/reliability.md")));
    while (test.find()) {
      named.add(test.group(1));
    }
    assertTrue(named.size() > 50, named.toString());
    named.removeAll(there);
    assertEquals(Set.of(), named);
  }
}
