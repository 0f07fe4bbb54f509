package io.github.simloss.benchmarks.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark of readers on a small file, in a process of its own as a user starts it. */
class ReadingBenchmarkTest {
  @TempDir Path folder;

  @Test
  void everyWordIsFoundWithEachReader() throws Exception {
    Path out = folder.resolve("out.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                ReadingBenchmark.class.getName(),
                folder.resolve("vectors").toString(),
                "3000",
                "12",
                "200",
                "1",
                "-",
                "-")
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    try {
      int code = process.waitFor();
      String text = Files.readString(out, StandardCharsets.UTF_8);
      assertEquals(0, code, text);
      assertEquals(4, text.lines().count(), text);
      for (String reader : List.of("bytes alone", "simloss", "simloss, cached")) {
        assertTrue(
            text.lines().anyMatch(line -> line.matches(reader + " +[0-9.]+ s +[0-9]+ MB/s.*")),
            text);
      }
    } finally {
      process.destroyForcibly();
    }
  }
}
