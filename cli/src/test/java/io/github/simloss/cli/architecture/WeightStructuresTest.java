package io.github.simloss.cli.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whoever must know the structure of weights asks {@code TargetWeights.match}, which has a case for
 * each: a chain of {@code instanceof} would have a default for a structure that nobody thought of.
 */
class WeightStructuresTest {
  private static final Pattern CHAIN =
      Pattern.compile(
          "instanceof\\s+(final\\s+)?(TargetWeights\\.)?(OneHot|Sparse|Factored|Dense)\\b");

  @Test
  void noChainOfInstanceof() throws IOException {
    List<Path> chains = new ArrayList<>();
    int files = 0;
    for (String module : List.of("core", "backend-djl", "backend-dl4j", "cli")) {
      try (Stream<Path> sources = Files.walk(Path.of("..", module, "src", "main", "java"))) {
        for (Path file : sources.filter(one -> one.toString().endsWith(".java")).toList()) {
          files++;
          if (CHAIN.matcher(Files.readString(file)).find()) {
            chains.add(file);
          }
        }
      }
    }
    assertTrue(files > 200, "sources are there: " + files);
    assertEquals(List.of(), chains);
  }

  @Test
  void aChainIsSeen() {
    assertTrue(CHAIN.matcher("if (weights instanceof TargetWeights.Sparse sparse) {").find());
    assertTrue(CHAIN.matcher("w instanceof Dense").find());
  }
}
