package io.github.simloss.dl4j.internal.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.java.JavaBackend;
import io.github.simloss.run.SentenceModel;
import io.github.simloss.run.export.Exporters;
import io.github.simloss.run.export.TrainedEncoder;
import io.github.simloss.testing.ExportedRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** DL4J's network gives the codes that we give. */
class Dl4jExporterTest {
  @TempDir Path folder;

  static IntStream kinds() {
    return IntStream.range(0, ExportedRuns.COUNT);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theSameCodesOrARefusal(int kind) throws Exception {
    Path run = ExportedRuns.write(folder.resolve("run"), kind);
    TrainedEncoder encoder = TrainedEncoder.open(run);
    Path out = folder.resolve("encoder.zip");
    if (encoder.config().spec().encoder().weightedMean()) {
      SimlossException refused =
          assertThrows(
              SimlossException.class, () -> new Dl4jExporter().export(encoder, out, false));
      assertTrue(refused.getMessage().contains("no weighted mean"), refused.getMessage());
      return;
    }
    Exporters.discover().get("dl4j").export(encoder, out, false);
    List<String> sentences = ExportedRuns.sentences();
    int[][] ids = sentences.stream().map(s -> ExportedRuns.ids(encoder, s)).toArray(int[][]::new);
    ComputationGraph graph = ComputationGraph.load(out.toFile(), false);
    try (Engine engine = new JavaBackend().open(Device.CPU);
        SentenceModel model = SentenceModel.load(run, engine)) {
      List<float[]> expected = model.encode(sentences);
      float[][] together = codes(graph, ids, 3);
      for (int s = 0; s < ids.length; s++) {
        String what = sentences.get(s) + " of " + encoder.config().spec().encoder();
        float[] alone = codes(graph, new int[][] {ids[s]}, 0)[0];
        assertArrayEquals(expected.get(s), together[s], 1e-5f, what);
        assertArrayEquals(expected.get(s), alone, 1e-5f, what);
      }
    }
  }

  /**
   * @param more columns of padding beyond the longest sentence
   */
  private static float[][] codes(ComputationGraph graph, int[][] ids, int more) {
    int time = Arrays.stream(ids).mapToInt(row -> row.length).max().orElse(1) + more;
    INDArray input = Nd4j.zeros(ids.length, 1, time);
    INDArray mask = Nd4j.zeros(ids.length, time);
    for (int b = 0; b < ids.length; b++) {
      for (int t = 0; t < time; t++) {
        // Any word may stand where padding does.
        input.putScalar(b, 0, t, t < ids[b].length ? ids[b][t] : 4);
        mask.putScalar(b, t, t < ids[b].length ? 1 : 0);
      }
    }
    return graph.output(false, new INDArray[] {input}, new INDArray[] {mask})[0].toFloatMatrix();
  }

  @Test
  void howToUseItStandsBesideIt() throws IOException {
    int kind =
        kinds()
            .filter(k -> !encoder(k).config().spec().encoder().weightedMean())
            .findFirst()
            .orElseThrow();
    List<Path> files = new Dl4jExporter().export(encoder(kind), folder.resolve("out"), false);
    assertEquals(
        List.of("encoder.zip", "encoder.zip.words.txt", "encoder.zip.json", "encoder.zip.md"),
        files.stream().map(file -> file.getFileName().toString()).toList());
    String text = Files.readString(files.get(3));
    assertTrue(text.contains("ComputationGraph.load(new File(\"encoder.zip\"), false)"), text);
  }

  private TrainedEncoder encoder(int kind) {
    Path run = folder.resolve("run" + kind);
    return TrainedEncoder.open(Files.exists(run) ? run : ExportedRuns.write(run, kind));
  }
}
