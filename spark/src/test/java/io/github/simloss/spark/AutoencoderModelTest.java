package io.github.simloss.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.backend.Backends;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.SentenceModel;
import io.github.simloss.run.vectors.WordTable;
import io.github.simloss.testing.ExportedRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkException;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.Normalizer;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encoding a column on {@code local[2]}. */
class AutoencoderModelTest {
  private @TempDir Path folder;
  private Path run;

  @BeforeEach
  void run() throws IOException {
    run = ExportedRuns.write(folder.resolve("run"), 1);
    Files.deleteIfExists(run.resolve("vectors.safetensors"));
  }

  private static List<String> sentences() {
    List<String> all = new ArrayList<>();
    for (int k = 0; k < 15; k++) {
      all.addAll(ExportedRuns.sentences());
      all.add("tea " + "so ".repeat(k) + "good");
    }
    all.removeIf(String::isBlank);
    return all;
  }

  private AutoencoderModel model() {
    return AutoencoderModel.fromRun(run.toString()).setBackend("java").setBatchSize(3);
  }

  private static List<float[]> alone(Path of, String backend, List<String> sentences) {
    try (Engine engine = Backends.discover().get(backend).open(Device.CPU);
        SentenceModel model = SentenceModel.load(of, engine)) {
      return model.encode(sentences);
    }
  }

  private static float[] floats(Row row, int column) {
    if (row.get(column) instanceof Vector vector) {
      float[] values = new float[vector.size()];
      for (int k = 0; k < values.length; k++) {
        values[k] = (float) vector.apply(k);
      }
      return values;
    }
    List<Float> list = row.getList(column);
    float[] values = new float[list.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = list.get(k);
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "djl", "dl4j", ""})
  void codesAreThoseOfOneMachine(String backend) {
    List<String> sentences = sentences();
    List<float[]> want = alone(run, backend.isEmpty() ? "djl" : backend, sentences);
    List<Row> rows =
        model()
            .setBackend(backend)
            .setOutputType(backend.equals("java") ? "array" : "vector")
            .transform(LocalSpark.texts(sentences, 3))
            .collectAsList();
    assertEquals(sentences.size(), rows.size());
    for (int k = 0; k < rows.size(); k++) {
      assertEquals(k, rows.get(k).getInt(0));
      assertEquals(sentences.get(k), rows.get(k).getString(1));
      assertArrayEquals(want.get(k), floats(rows.get(k), 2), 1e-6f, sentences.get(k));
    }
  }

  @Test
  void rowsWithoutTextAreRefusedLeftOutOrKept() {
    Dataset<Row> texts = LocalSpark.texts(Arrays.asList("tea", null, "  ", "so good"), 1);
    SparkException error =
        assertThrows(SparkException.class, () -> model().transform(texts).collectAsList());
    assertTrue(String.valueOf(error).contains("handleInvalid"), () -> String.valueOf(error));
    List<Row> less = model().setHandleInvalid("skip").transform(texts).collectAsList();
    assertEquals(List.of(0, 3), less.stream().map(row -> row.getInt(0)).toList());
    List<Row> all = model().setHandleInvalid("keep").transform(texts).collectAsList();
    assertEquals(4, all.size());
    assertNull(all.get(1).get(2));
    assertArrayEquals(alone(run, "java", List.of("")).get(0), floats(all.get(2), 2), 1e-6f);
    Dataset<Row> nothing = LocalSpark.texts(Arrays.asList((String) null), 1);
    assertEquals(0, model().setHandleInvalid("skip").transform(nothing).count());
    assertEquals(1, model().setHandleInvalid("keep").transform(nothing).count());
  }

  @Test
  void columnsThatDoNotFitAreNamed() {
    Dataset<Row> texts = LocalSpark.texts(List.of("tea"), 1);
    for (AutoencoderModel bad :
        List.of(model().setInputCol("nowhere"), model().setInputCol("id"))) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> bad.transform(texts)).getMessage();
      assertTrue(message.contains(bad.getInputCol()) && !message.contains("\n"), message);
    }
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> model().setOutputCol("id").transform(texts))
            .getMessage();
    assertTrue(message.contains("outputCol"), message);
    assertThrows(IllegalArgumentException.class, () -> model().setBatchSize(0));
    assertThrows(IllegalArgumentException.class, () -> model().setOutputType("list"));
    assertThrows(IllegalArgumentException.class, () -> model().setHandleInvalid("drop"));
    StructType schema = model().setHandleInvalid("keep").transformSchema(texts.schema());
    assertTrue(schema.apply("code").nullable());
    assertEquals(DataTypes.StringType, schema.apply("text").dataType());
    for (String name :
        List.of("inputCol", "outputCol", "backend", "batchSize", "threads", "outputType")) {
      assertTrue(model().explainParams().contains(name + ": "), name);
    }
  }

  @Test
  void wordsOutsideTheVocabularyAreEncodedByTheirVectors() throws IOException {
    int d = RunDirectory.open(run).readConfig().wordDimension();
    Path vectors = folder.resolve("vectors.txt");
    Files.writeString(
        vectors,
        "stew" + " 0.5".repeat(d) + "\ncurry" + " -2".repeat(d) + "\nelse" + " 1".repeat(d));
    Dataset<Row> texts = LocalSpark.texts(List.of("stew and tea", "curry", "tea"), 2);
    AutoencoderModel closed = model();
    AutoencoderModel open = closed.selectVectors(texts, vectors.toUri().toString());
    assertTrue(open.run().files().containsKey("vectors.safetensors"));
    List<Row> codes = open.transform(texts).collectAsList();
    Path with = folder.resolve("with");
    open.run().write(with);
    List<float[]> want = alone(with, "java", List.of("stew and tea", "curry", "tea"));
    for (int k = 0; k < 3; k++) {
      assertArrayEquals(want.get(k), floats(codes.get(k), 2), 1e-6f);
    }
    float[] unknown = floats(closed.transform(texts).collectAsList().get(1), 2);
    assertFalse(Arrays.equals(unknown, want.get(1)));
    assertThrows(
        IllegalArgumentException.class,
        () -> closed.withVectors(new WordTable(List.of("a"), new float[d + 1], d + 1)));
  }

  @Test
  void aPipelineIsSavedAndLoaded() throws IOException {
    Dataset<Row> texts = LocalSpark.texts(sentences(), 2);
    AutoencoderModel model = model().setOutputCol("raw");
    Normalizer unit = new Normalizer().setInputCol("raw").setOutputCol("unit");
    PipelineModel whole = new Pipeline().setStages(new PipelineStage[] {model, unit}).fit(texts);
    String place = folder.resolve("pipeline").toUri().toString();
    whole.write().save(place);
    PipelineModel loaded = PipelineModel.load(place);
    List<Row> want = whole.transform(texts).collectAsList();
    List<Row> got = loaded.transform(texts).collectAsList();
    assertEquals(want, got);
    AutoencoderModel back = (AutoencoderModel) loaded.stages()[0];
    assertEquals(model.uid(), back.uid());
    assertEquals("raw", back.getOutputCol());
    assertEquals(3, back.getOrDefault(back.batchSize()));
    assertFalse(back.isSet(back.threads()));
    // Over a folder that is there only if that is asked for.
    String alone = folder.resolve("model").toString();
    model.save(alone);
    assertThrows(IOException.class, () -> model.save(alone));
    model.write().overwrite().save(alone);
    assertArrayEquals(
        model.run().files().get("model.safetensors"),
        AutoencoderModel.load(alone).run().files().get("model.safetensors"));
    AutoencoderModel copy =
        back.copy(org.apache.spark.ml.param.ParamMap.empty().put(back.batchSize(), 5));
    assertEquals(5, copy.getOrDefault(copy.batchSize()));
  }

  @Test
  void whatIsNoModelIsRefused() throws IOException {
    String pipeline = folder.resolve("normalizer").toString();
    new Normalizer().save(pipeline);
    String message =
        assertThrows(RuntimeException.class, () -> AutoencoderModel.load(pipeline)).getMessage();
    assertTrue(message.contains("Normalizer"), message);
    assertThrows(RuntimeException.class, () -> AutoencoderModel.load(folder + "/nowhere"));
    assertThrows(RuntimeException.class, () -> AutoencoderModel.fromRun(folder.toString()));
    assertThrows(
        RuntimeException.class, () -> AutoencoderModel.fromRun(folder.toUri() + "nowhere"));
  }
}
