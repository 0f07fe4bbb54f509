package io.github.simloss.benchmarks.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.simloss.io.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The benchmark of commands against a stand-in for the program, which answers at once. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in is a shell script")
class CommandBenchmarkTest {
  private @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path input;

  @BeforeEach
  void writeInput() throws IOException {
    input = Files.writeString(folder.resolve("in.txt"), "one\ntwo\nthree\n");
  }

  private int run(String script, String... more) throws IOException {
    Path program = folder.resolve("simloss");
    Files.writeString(program, "#!/bin/sh\n" + script + "\n", StandardCharsets.UTF_8);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    CommandLine line = new CommandLine(new CommandBenchmark());
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    line.setExecutionExceptionHandler(
        (e, where, parsed) -> {
          where.getErr().println(e.getMessage());
          return 1;
        });
    List<String> args =
        new ArrayList<>(
            List.of("--simloss", program.toString(), "--rounds", "2", "--engines", "djl"));
    args.addAll(List.of("--out", folder.resolve("out.json").toString()));
    args.addAll(List.of(more));
    return line.execute(args.toArray(String[]::new));
  }

  @Test
  void everyCommandIsTimedAsOftenAsAsked() throws IOException {
    String script =
        """
        case $1 in
          train) echo 'training'; echo 'epoch 1  step 1  train loss 2' >&2; exec sleep 60;;
          reconstruct)
            for last; do :; done
            while read -r line; do echo "$line"; echo "  -> $line"; done < "$last";;
        esac""";
    String[] bulk = {"--model", "m", "--input", input.toString(), "--sentences", "2,7"};
    assertEquals(0, run(script, bulk), err.toString());
    JsonNode results = Json.read(folder.resolve("out.json"), JsonNode.class);
    List<String> names = new ArrayList<>();
    for (JsonNode one : results) {
      names.add(one.get("command").asText() + " " + one.get("sentences").asInt());
      assertEquals(2, one.get("seconds").size());
      assertTrue(one.get("medianSeconds").asDouble() < 30, "the first step's line ends the time");
      assertTrue(out.toString().contains(one.get("command").asText()));
    }
    List<String> wanted =
        List.of("help 0", "first step 0", "encode 2", "reconstruct 2", "encode 7", "reconstruct 7");
    assertEquals(wanted, names);
  }

  @Test
  void aCommandThatFailsOrAnswersTooLittleIsNamed() throws IOException {
    assertNotEquals(0, run("echo 'no such thing' >&2; exit 3"));
    assertTrue(err.toString().contains("code 3: no such thing"), err.toString());
    assertNotEquals(0, run("[ $1 = train ] && echo done; exit 0"));
    assertTrue(err.toString().contains("code 0: done"), "ended without a step: " + err);
    String[] bulk = {"--model", "m", "--input", input.toString(), "--sentences", "2"};
    assertNotEquals(0, run("[ $1 = train ] && echo 'epoch 1  step 1  x'; exit 0", bulk));
    assertTrue(err.toString().contains("reconstruct of 2 sentences wrote 0 lines, not 4"));
  }
}
