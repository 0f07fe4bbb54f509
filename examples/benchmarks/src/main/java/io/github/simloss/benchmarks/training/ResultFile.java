package io.github.simloss.benchmarks.training;

import io.github.simloss.backend.support.Processor;
import io.github.simloss.io.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Results as JSON, written after every shape, so that a long benchmark can be made in parts.
 *
 * @param machine processor, cores, system and Java
 * @param results one a shape
 */
record ResultFile(String machine, List<ShapeResult> results) {

  /** What a file holds, or nothing yet. */
  static ResultFile open(Path file) {
    return Files.exists(file)
        ? Json.read(file, ResultFile.class)
        : new ResultFile(machineHere(), List.of());
  }

  /** The same with a result put in the place of an older one of its shape, or added. */
  ResultFile with(ShapeResult result) {
    List<ShapeResult> all = new ArrayList<>(results);
    all.removeIf(old -> old.key().equals(result.key()));
    all.add(result);
    return new ResultFile(machine, List.copyOf(all));
  }

  boolean has(Shape shape) {
    return results.stream().anyMatch(result -> result.key().equals(shape.key()));
  }

  private static String machineHere() {
    return Processor.description()
        + ", "
        + Runtime.getRuntime().availableProcessors()
        + " cores, "
        + System.getProperty("os.name")
        + ", Java "
        + System.getProperty("java.version");
  }
}
