package io.github.simloss.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command does not need it does not load: half of a short command's time is loading. */
class StartUpTest {
  private static final List<String> LARGE =
      List.of("com.google.inject.", "com.fasterxml.jackson.", "ai.djl.", "org.nd4j.");

  private @TempDir Path folder;

  private String loaded(int code, String... args) throws IOException, InterruptedException {
    Path log = folder.resolve("classes.txt");
    ProcessBuilder builder = Cli.builder(folder, args);
    builder.environment().put("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + log);
    builder.redirectOutput(folder.resolve("out.txt").toFile());
    builder.redirectError(folder.resolve("err.txt").toFile());
    Process process = builder.start();
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    assertEquals(code, process.exitValue(), Files.readString(folder.resolve("err.txt")));
    return Files.readString(log);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "--version"})
  void helpLoadsNothingLarge(String option) throws Exception {
    String classes = loaded(0, option);
    LARGE.forEach(name -> assertFalse(classes.contains(name), name));
  }

  @Test
  void wrongUsageLoadsNothingLarge() throws Exception {
    String classes = loaded(2, "train", "--no-such-option");
    LARGE.forEach(name -> assertFalse(classes.contains(name), name));
  }

  @Test
  void aCommandWithoutEnginesLoadsNoGuice() throws Exception {
    Files.writeString(folder.resolve("v.txt"), "good 1 2\nbad 3 4\n");
    assertFalse(loaded(0, "vectors", "show", "v.txt", "good").contains("com.google.inject."));
  }
}
