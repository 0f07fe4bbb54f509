package io.github.simloss.testing;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Backends;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.EngineConfig;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The first use of an engine in a process of its own, whose class path may lack jars. */
public final class FirstUse {
  private FirstUse() {}

  /**
   * Prints what each use of an engine gives, or a failure's class and message.
   *
   * @param args the engine's name
   */
  public static void main(String[] args) {
    Backend backend = Backends.discover().get(args[0]);
    // Twice: a failure must not look different the second time.
    for (int time = 0; time < 2; time++) {
      say(() -> "engine " + backend.description());
      say(() -> "devices " + backend.devices());
      say(() -> "threads " + (backend.open(Device.CPU).threads() > 0));
      say(
          () -> {
            backend.open(EngineConfig.CPU.withThreads(1)).close();
            return "set";
          });
    }
  }

  private static void say(Supplier<String> use) {
    try {
      System.out.println(use.get());
    } catch (SimlossException e) {
      System.out.println(e.getMessage());
    } catch (RuntimeException | LinkageError e) {
      System.out.println("not a SimlossException: " + e);
    }
  }

  /**
   * What {@link #main} prints in a process of its own, line by line; what is logged is left out.
   *
   * @param engine the engine's name
   * @param wanted which entries of this process's class path it has
   * @param first entries it has in front
   * @param environment variables it has besides
   */
  public static List<String> lines(
      String engine, Predicate<Path> wanted, List<Path> first, Map<String, String> environment)
      throws IOException, InterruptedException {
    List<String> entries = new ArrayList<>(first.stream().map(Path::toString).toList());
    Stream<Path> present =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of);
    present.filter(wanted).map(Path::toString).forEach(entries::add);
    Path output = Files.createTempFile("simloss-first-use", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-cp",
                  String.join(File.pathSeparator, entries),
                  FirstUse.class.getName(),
                  engine)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly().waitFor();
      }
      return Files.readAllLines(output, StandardCharsets.UTF_8);
    } finally {
      Files.delete(output);
    }
  }
}
