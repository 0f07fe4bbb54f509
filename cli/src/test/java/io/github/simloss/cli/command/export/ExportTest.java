package io.github.simloss.cli.command.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.simloss.cli.Cli;
import io.github.simloss.io.json.Json;
import io.github.simloss.run.export.TrainedEncoder;
import io.github.simloss.testing.ExportedRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user types, and what comes of it. */
class ExportTest {
  private @TempDir Path folder;
  private Path run;
  private Path vectors;

  @BeforeEach
  void aRunAndVectors() throws Exception {
    run = ExportedRuns.write(folder.resolve("run"), 1);
    int d = TrainedEncoder.open(run).config().wordDimension();
    List<String> lines = new ArrayList<>();
    for (String word : List.of("the", "stew", "curry", "two-words", "x,y", "Rice")) {
      StringBuilder line = new StringBuilder(word);
      for (int k = 0; k < d; k++) {
        line.append(' ').append((word.hashCode() + k * 7919) % 97 / 97.0);
      }
      lines.add(line.toString());
    }
    vectors = Files.write(folder.resolve("vectors.txt"), lines);
  }

  private Cli.Result export(String format, String out, String... more) {
    List<String> args = new ArrayList<>(List.of("export", "--model", run.toString()));
    args.addAll(List.of("--format", format, "--out", folder.resolve(out).toString()));
    args.addAll(List.of(more));
    return Cli.run(args.toArray(String[]::new));
  }

  private String codes(Path model) throws Exception {
    Path sentences = Files.writeString(folder.resolve("s.txt"), "so stew\nso curry\nso good\n");
    Cli.Result result =
        Cli.run("encode", "--model", model.toString(), "--backend", "java", sentences.toString());
    assertEquals(0, result.code(), result.err());
    return result.out().replaceAll("\"input\":\"[^\"]*\",?", "");
  }

  @Test
  void anOnnxModelAndWhatStandsBesideIt() throws Exception {
    Cli.Result result = export("onnx", "encoder.onnx", "--json");
    assertEquals(0, result.code(), result.err());
    JsonNode answer = Json.parse(result.lines().get(0), "line", JsonNode.class);
    assertEquals("onnx", answer.get("format").asText());
    assertEquals(4, answer.get("files").size());
    for (JsonNode file : answer.get("files")) {
      assertTrue(Files.isRegularFile(Path.of(file.asText())), file.asText());
    }
    assertEquals(TrainedEncoder.open(run).codec().vocabulary().size(), answer.get("words").asInt());
    Cli.Result again = export("onnx", "encoder.onnx");
    assertEquals(1, again.code());
    assertTrue(again.err().contains("give --overwrite"), again.err());
    assertEquals(0, export("onnx", "encoder.onnx", "--overwrite").code());
  }

  @Test
  void vectorsThatTravel() throws Exception {
    List<String> before = codes(run).lines().toList();
    assertEquals(before.get(0), before.get(1), "two unknown words");
    String file = vectors.toString();
    Cli.Result all = export("run", "all", "--vectors", file, "--with-vectors");
    assertEquals(0, all.code(), all.err());
    // "words" of the whitespace tokenizer are in lower case: "Rice" is never looked up.
    assertTrue(all.err().contains("5 of 5 words have a vector"), all.err());
    List<String> after = codes(folder.resolve("all")).lines().toList();
    assertNotEquals(after.get(0), after.get(1));
    assertEquals(before.get(2), after.get(2));
    Path list = Files.writeString(folder.resolve("list.txt"), "Stew\nsalad\n");
    Cli.Result some = export("run", "some", "--vectors", file, "--with-vectors", list.toString());
    assertTrue(some.err().contains("1 of 2 words have a vector"), some.err());
    List<String> listed = codes(folder.resolve("some")).lines().toList();
    assertEquals(after.get(0), listed.get(0));
    assertEquals(before.get(1), listed.get(1));
    Cli.Result own = export("run", "own", "--vectors", file, "--with-vectors", "vocabulary");
    assertTrue(own.err().contains("1 of 15 words have a vector"), own.err());
    Cli.Result onnx = export("onnx", "more", "--vectors", file, "--with-vectors", "all", "--json");
    JsonNode answer = Json.parse(onnx.lines().get(0), "line", JsonNode.class);
    int known = TrainedEncoder.open(run).codec().vocabulary().size();
    assertEquals(known + 4, answer.get("words").asInt(), "'the' is known already");
    Cli.Result verified = Cli.run("verify", folder.resolve("all").toString());
    assertEquals(0, verified.code(), verified.out());
    assertTrue(verified.out().contains("vectors.safetensors: 5 words"), verified.out());
  }

  @Test
  void bothEnginesHaveTheirFormats() {
    Cli.Result help = Cli.run("export", "--help");
    assertTrue(help.out().contains("--with-vectors"), help.out());
    Cli.Result unknown = export("pickle", "x");
    assertEquals(2, unknown.code());
    assertTrue(unknown.err().contains("there is djl, dl4j, onnx, run"), unknown.err());
  }

  @Test
  void halfAnAnswerIsRefused() {
    Cli.Result noFile = export("run", "x", "--with-vectors");
    assertEquals(2, noFile.code());
    assertTrue(noFile.err().contains("needs --vectors FILE"), noFile.err());
    Cli.Result noUse = export("run", "x", "--vectors", vectors.toString());
    assertEquals(2, noUse.code());
    assertTrue(noUse.err().contains("--with-vectors only"), noUse.err());
    Cli.Result itself = export("run", "run", "--overwrite");
    assertEquals(1, itself.code());
    assertTrue(itself.err().contains("the run's own folder"), itself.err());
  }
}
