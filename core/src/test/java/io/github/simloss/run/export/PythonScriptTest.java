package io.github.simloss.run.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.java.JavaBackend;
import io.github.simloss.io.json.Json;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.run.RunVerifier;
import io.github.simloss.run.SentenceModel;
import io.github.simloss.testing.ExportedRuns;
import io.github.simloss.text.Tokenizer;
import io.github.simloss.text.Tokenizers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/load_run.py} gives our codes, from runs and from folders that travel. */
class PythonScriptTest {
  private static final Path DOCS = Path.of("..", "docs").toAbsolutePath().normalize();

  /** All runs in one process: most of its time is its start. */
  private static final String ALL =
      """
      import sys, json
      sys.path.insert(0, sys.argv[1])
      sys.dont_write_bytecode = True
      from load_run import Run
      sentences = json.loads(sys.stdin.buffer.read().decode("utf-8"))
      for folder in sys.argv[2:]:
          print(json.dumps(Run(folder).encode(sentences).tolist()))
      """;

  private static final String CHECKER =
      """
      import sys, onnx
      for file in sys.argv[1:]:
          onnx.checker.check_model(file, full_check=True)
          print("sound")
      """;

  @TempDir Path folder;

  @BeforeEach
  void pythonIsThere() throws Exception {
    boolean there;
    try {
      there = run("", "-c", "import numpy").code() == 0;
    } catch (IOException e) {
      there = false;
    }
    assumeTrue(there, "no python3 with NumPy on the PATH");
  }

  private record Result(int code, String out) {}

  private Result run(String input, String... arguments) throws Exception {
    Path out = folder.resolve("out.txt");
    List<String> command = new ArrayList<>(List.of("python3"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile());
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    builder.redirectErrorStream(true);
    Process process = builder.start();
    try (var stream = process.getOutputStream()) {
      stream.write(input.getBytes(StandardCharsets.UTF_8));
    }
    return new Result(process.waitFor(), Files.readString(out));
  }

  @Test
  void theCodesOfEveryKindOfEncoder() throws Exception {
    List<String> sentences = ExportedRuns.sentences();
    List<List<float[]>> expected = new ArrayList<>();
    List<String> arguments = new ArrayList<>(List.of("-c", ALL, DOCS.toString()));
    try (Engine engine = new JavaBackend().open(Device.CPU)) {
      for (int kind = 0; kind < ExportedRuns.COUNT; kind++) {
        Path run = ExportedRuns.write(folder.resolve("run" + kind), kind);
        Path travels = folder.resolve("travels" + kind);
        new RunFolderExporter().export(TrainedEncoder.open(run), travels, false);
        assertTrue(
            RunVerifier.verify(travels).stream().allMatch(RunVerifier.Finding::ok),
            () -> RunVerifier.verify(travels).toString());
        arguments.add((kind % 2 == 0 ? run : travels).toString());
        try (SentenceModel model = SentenceModel.load(travels, engine)) {
          expected.add(model.encode(sentences));
        }
      }
    }
    Result result = run(Json.toLine(sentences), arguments.toArray(String[]::new));
    assertEquals(0, result.code(), result.out());
    List<String> lines = result.out().lines().toList();
    assertEquals(ExportedRuns.COUNT, lines.size(), result.out());
    for (int kind = 0; kind < lines.size(); kind++) {
      float[][] codes = Json.parse(lines.get(kind), "codes", float[][].class);
      for (int s = 0; s < codes.length; s++) {
        assertArrayEquals(
            expected.get(kind).get(s), codes[s], 1e-5f, sentences.get(s) + " of kind " + kind);
      }
    }
  }

  @Test
  void theCheckerOfOnnxFindsNothing() throws Exception {
    assumeTrue(run("", "-c", "import onnx").code() == 0, "no package onnx in Python");
    List<String> arguments = new ArrayList<>(List.of("-c", CHECKER));
    for (int kind = 0; kind < ExportedRuns.COUNT; kind++) {
      Path out = folder.resolve("kind" + kind + ".onnx");
      TrainedEncoder encoder =
          TrainedEncoder.open(ExportedRuns.write(folder.resolve("run" + kind), kind));
      Exporters.discover().get("onnx").export(encoder, out, false);
      arguments.add(out.toString());
    }
    Result result = run("", arguments.toArray(String[]::new));
    assertEquals(0, result.code(), result.out());
    assertEquals("sound\n".repeat(ExportedRuns.COUNT), result.out());
  }

  /** Characters of every kind, in any order. */
  @Test
  void theTokensOfEveryTokenizer() throws Exception {
    String kinds =
        "aZ9_ \u00e9\u0130\u0301\u200c\u200d\ufe0f\ufe0e\u2764\u24b6\u0664\u3164\u115f\u203f"
            + "\u00a0\u2028.,!'-\u2014\u20ac+<\u5317\u093f\u0915\u094d\u20e3\u00b2\u00bd";
    SeededRandom random = new SeededRandom(12);
    List<String> texts = new ArrayList<>(ExportedRuns.sentences());
    for (int n = 0; n < 2000; n++) {
      StringBuilder text = new StringBuilder();
      for (int k = 0; k < 1 + n % 12; k++) {
        int at = random.nextInt(kinds.length() + 1);
        text.append(at == kinds.length() ? "\ud83d\ude00" : kinds.substring(at, at + 1));
      }
      texts.add(text.toString());
    }
    Result result =
        run(
            Json.toLine(texts),
            "-c",
            """
            import json, sys
            sys.path.insert(0, sys.argv[1])
            from load_run import TOKENIZERS
            texts = json.load(sys.stdin)
            for name in sys.argv[2:]:
                print(json.dumps([TOKENIZERS[name](text) for text in texts]))
            """,
            DOCS.toString(),
            "words",
            "words+case",
            "words+punctuation",
            "words+case+punctuation",
            "whitespace",
            "whitespace+case");
    assertEquals(0, result.code(), result.out());
    List<String> lines = result.out().lines().toList();
    assertEquals(Tokenizers.names().size(), lines.size(), result.out());
    for (int n = 0; n < lines.size(); n++) {
      Tokenizer tokenizer = Tokenizers.byName(Tokenizers.names().get(n));
      String[][] tokens = Json.parse(lines.get(n), "tokens", String[][].class);
      for (int t = 0; t < texts.size(); t++) {
        assertEquals(
            tokenizer.tokenize(texts.get(t)),
            List.of(tokens[t]),
            tokenizer.name() + ": " + Json.toLine(texts.get(t)));
      }
    }
  }

  @Test
  void onTheCommandLine() throws Exception {
    Path run = ExportedRuns.write(folder.resolve("run"), 6);
    Path script = DOCS.resolve("load_run.py");
    Result result = run("Tea, so good\n\n", script.toString(), run.toString());
    assertEquals(0, result.code(), result.out());
    List<String> lines = result.out().lines().toList();
    assertEquals(2, lines.size(), result.out());
    JsonNode answer = Json.parse(lines.get(0), "line", JsonNode.class);
    assertEquals("Tea, so good", answer.get("input").asText());
    assertEquals(TrainedEncoder.open(run).config().spec().codeSize(), answer.get("code").size());
    Result help = run("", script.toString());
    assertEquals(1, help.code());
    assertTrue(help.out().contains("python3 load_run.py RUN"), help.out());
  }
}
