package io.github.simloss.run.export.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.simloss.SimlossException;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.java.JavaBackend;
import io.github.simloss.run.SentenceModel;
import io.github.simloss.run.export.Exporters;
import io.github.simloss.run.export.TrainedEncoder;
import io.github.simloss.testing.ExportedRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ONNX Runtime gives the codes that we give, for every member of the family. */
class OnnxExporterTest {
  private static final OrtEnvironment RUNTIME = OrtEnvironment.getEnvironment();

  @TempDir Path folder;

  static IntStream kinds() {
    return IntStream.range(0, ExportedRuns.COUNT);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theSameCodes(int kind) throws Exception {
    Path run = ExportedRuns.write(folder.resolve("run"), kind);
    TrainedEncoder encoder = TrainedEncoder.open(run);
    List<Path> files = new OnnxExporter().export(encoder, folder.resolve("out"), false);
    List<String> sentences = ExportedRuns.sentences();
    try (OrtSession session = RUNTIME.createSession(files.get(0).toString());
        Engine engine = new JavaBackend().open(Device.CPU);
        SentenceModel model = SentenceModel.load(run, engine)) {
      List<float[]> expected = model.encode(sentences);
      int[][] ids = sentences.stream().map(s -> ExportedRuns.ids(encoder, s)).toArray(int[][]::new);
      float[][] together = codes(session, ids, 3);
      for (int s = 0; s < ids.length; s++) {
        float[] alone = codes(session, new int[][] {ids[s]}, 0)[0];
        String what = sentences.get(s) + " of " + encoder.config().spec().encoder();
        assertArrayEquals(expected.get(s), together[s], 1e-5f, what);
        assertArrayEquals(expected.get(s), alone, 1e-5f, what);
      }
    }
  }

  /**
   * @param more columns of padding beyond the longest sentence
   */
  private static float[][] codes(OrtSession session, int[][] ids, int more) throws OrtException {
    int time = Arrays.stream(ids).mapToInt(row -> row.length).max().orElse(1) + more;
    long[][] rows = new long[ids.length][time];
    long[] lengths = new long[ids.length];
    for (int b = 0; b < ids.length; b++) {
      // Any word may stand where padding does.
      Arrays.fill(rows[b], 4);
      lengths[b] = ids[b].length;
      for (int t = 0; t < ids[b].length; t++) {
        rows[b][t] = ids[b][t];
      }
    }
    try (OnnxTensor first = OnnxTensor.createTensor(RUNTIME, rows);
        OnnxTensor second = OnnxTensor.createTensor(RUNTIME, lengths);
        OrtSession.Result result = session.run(Map.of("ids", first, "lengths", second))) {
      return (float[][]) result.get(0).getValue();
    }
  }

  @Test
  void theFilesBesideIt() throws Exception {
    TrainedEncoder encoder = TrainedEncoder.open(ExportedRuns.write(folder.resolve("run"), 2));
    List<Path> files =
        Exporters.discover().get("onnx").export(encoder, folder.resolve("my.onnx"), false);
    assertEquals(
        List.of("my.onnx", "my.onnx.words.txt", "my.onnx.json", "my.onnx.md"),
        files.stream().map(file -> file.getFileName().toString()).toList());
    List<String> words = Files.readAllLines(files.get(1));
    assertEquals("soup", words.get(5));
    assertEquals("curry", words.get(encoder.codec().vocabulary().size() + 1), "a further word");
    String text = Files.readString(files.get(2));
    assertTrue(text.contains("\"maxTokens\": 7"), text);
    assertTrue(Files.readString(files.get(3)).contains("InferenceSession(\"my.onnx\")"));
    byte[] bytes = Files.readAllBytes(files.get(0));
    SimlossException there =
        assertThrows(
            SimlossException.class,
            () -> new OnnxExporter().export(encoder, folder.resolve("my.onnx"), false));
    assertTrue(there.getMessage().contains("give --overwrite"), there.getMessage());
    new OnnxExporter().export(encoder, folder.resolve("my.onnx"), true);
    assertArrayEquals(bytes, Files.readAllBytes(files.get(0)), "the same run, the same bytes");
  }

  @Test
  void anUnknownFormat() {
    SimlossException unknown =
        assertThrows(SimlossException.class, () -> Exporters.discover().get("pickle"));
    assertTrue(unknown.getMessage().contains("there is onnx, run"), unknown.getMessage());
    assertTrue(unknown.getMessage().contains("simloss-backend-dl4j"), unknown.getMessage());
  }
}
