package io.github.simloss.benchmarks.training;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.simloss.SimlossException;
import io.github.simloss.io.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process that answers each line it is sent with one line of JSON. It stays alive between rounds,
 * so that several can be timed in turns.
 */
final class Child implements AutoCloseable {
  private final String name;
  private final Path errors;
  private final Process process;
  private final BufferedReader answers;
  private final Writer orders;
  private final JsonNode ready;

  /**
   * Starts and waits until it is ready.
   *
   * @param name what messages call it
   * @param command the command line
   * @param environment added to this process's own
   * @throws SimlossException with the last line of its standard error, if it ends at once
   */
  Child(String name, List<String> command, Map<String, String> environment) {
    this.name = name;
    try {
      errors = Files.createTempFile("simloss-benchmark", ".txt");
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      process = builder.redirectError(errors.toFile()).start();
    } catch (IOException e) {
      throw new SimlossException(name + ": cannot be started: " + e.getMessage(), e);
    }
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    orders = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    try {
      ready = answer();
    } catch (SimlossException e) {
      close();
      throw e;
    }
  }

  /** What it said when it was ready: engine and threads. */
  JsonNode ready() {
    return ready;
  }

  /** Sends a line, returns the answer. */
  JsonNode ask(String line) {
    try {
      orders.write(line + "\n");
      orders.flush();
    } catch (IOException e) {
      throw gone();
    }
    return answer();
  }

  private JsonNode answer() {
    try {
      String line = answers.readLine();
      if (line == null) {
        throw gone();
      }
      return Json.parse(line, name, JsonNode.class);
    } catch (IOException e) {
      throw gone();
    }
  }

  private SimlossException gone() {
    String last = "it said nothing";
    try {
      for (String line : Files.readString(errors, StandardCharsets.UTF_8).lines().toList()) {
        // Python ends with the error, Java with what caused it and where.
        boolean where = line.startsWith("\tat ") || line.startsWith("\t... ");
        last = line.isBlank() || where ? last : line.strip();
      }
    } catch (IOException e) {
      last = "its messages cannot be read: " + e.getMessage();
    }
    return new SimlossException(name + " ended early: " + last);
  }

  @Override
  public void close() {
    // The end of its standard input ends it.
    try (orders;
        answers) {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It has gone already.
    }
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    try {
      Files.deleteIfExists(errors);
    } catch (IOException e) {
      // A small file stays in the temporary folder.
    }
  }
}
