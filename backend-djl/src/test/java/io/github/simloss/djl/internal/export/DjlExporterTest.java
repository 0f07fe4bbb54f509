package io.github.simloss.djl.internal.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.inference.Predictor;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.java.JavaBackend;
import io.github.simloss.djl.SentenceTranslatorFactory;
import io.github.simloss.run.RunVerifier;
import io.github.simloss.run.SentenceModel;
import io.github.simloss.run.export.Exporters;
import io.github.simloss.run.export.TrainedEncoder;
import io.github.simloss.testing.ExportedRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user of DJL gets from an exported folder are our codes. */
class DjlExporterTest {
  @TempDir Path folder;

  static IntStream kinds() {
    return IntStream.range(0, ExportedRuns.COUNT);
  }

  private static Criteria<String, float[]> criteria(Path model) {
    return Criteria.builder()
        .setTypes(String.class, float[].class)
        .optModelPath(model)
        .optTranslatorFactory(new SentenceTranslatorFactory())
        .build();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theSameCodes(int kind) throws Exception {
    Path run = ExportedRuns.write(folder.resolve("run"), kind);
    Path out = folder.resolve("out");
    Exporters.discover().get("djl").export(TrainedEncoder.open(run), out, false);
    List<String> sentences = ExportedRuns.sentences();
    List<float[]> expected;
    try (Engine engine = new JavaBackend().open(Device.CPU);
        SentenceModel model = SentenceModel.load(run, engine)) {
      expected = model.encode(sentences);
    }
    try (ZooModel<String, float[]> model = criteria(out).loadModel();
        Predictor<String, float[]> predictor = model.newPredictor()) {
      List<float[]> together = predictor.batchPredict(sentences);
      assertEquals(sentences.size(), together.size());
      for (int s = 0; s < sentences.size(); s++) {
        String sentence = sentences.get(s);
        assertArrayEquals(expected.get(s), together.get(s), 1e-5f, sentence);
        assertArrayEquals(expected.get(s), predictor.predict(sentence), 1e-5f, sentence);
      }
    }
  }

  @Test
  void theFolderIsSoundAndTravels() throws Exception {
    Path run = ExportedRuns.write(folder.resolve("run"), 2);
    Path out = folder.resolve("out");
    Exporters.discover().get("djl").export(TrainedEncoder.open(run), out, false);
    assertTrue(RunVerifier.verify(out).stream().allMatch(RunVerifier.Finding::ok));
    assertFalse(Files.exists(out.resolve("checkpoint")));
    Path moved = Files.move(out, folder.resolve("moved"));
    try (ZooModel<String, float[]> model = criteria(moved).loadModel();
        Predictor<String, float[]> predictor = model.newPredictor()) {
      assertEquals(
          TrainedEncoder.open(run).config().spec().codeSize(), predictor.predict("tea").length);
    }
    Files.writeString(moved.resolve("vocabulary.tsv"), "nothing");
    Exception damaged = assertThrows(Exception.class, () -> criteria(moved).loadModel());
    assertTrue(damaged.getMessage().contains("vocabulary.tsv"), damaged.getMessage());
  }
}
