package io.github.simloss.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Backends;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.embeddings.VectorFile;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.RunContent;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.SentenceModel;
import io.github.simloss.run.checkpoint.History;
import io.github.simloss.run.checkpoint.HistoryEntry;
import io.github.simloss.spark.internal.settings.NamedSettings;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.text.VocabularyFile;
import io.github.simloss.train.RunOutput;
import io.github.simloss.train.TrainingJob;
import io.github.simloss.train.TrainingRequest;
import io.github.simloss.train.data.DataFiles;
import io.github.simloss.train.data.MovedData;
import io.github.simloss.train.data.VocabularySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Training on {@code local[2]} is training on one machine. */
class AutoencoderTest {
  private static final List<String> THINGS = List.of("soup", "tea", "car", "waiter", "film");
  private static final List<String> WORDS = List.of("good", "cold", "rude", "fast", "old", "new");

  private @TempDir Path folder;
  private Path vectors;
  private List<String> train;
  private List<String> dev;

  @BeforeEach
  void data() throws IOException {
    SeededRandom random = new SeededRandom(3);
    train = sentences(random, 43);
    train.add(7, "  ");
    dev = sentences(random, 9);
    StringBuilder text = new StringBuilder();
    List<String> all = new ArrayList<>(List.of("the", "was"));
    all.addAll(THINGS);
    all.addAll(WORDS);
    for (String word : all) {
      text.append(word);
      for (int k = 0; k < 6; k++) {
        text.append(' ').append(random.uniform(-1, 1));
      }
      text.append('\n');
    }
    vectors = Files.writeString(folder.resolve("vectors.txt"), text);
  }

  private static List<String> sentences(SeededRandom random, int count) {
    List<String> all = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      all.add(
          "The "
              + THINGS.get(random.nextInt(THINGS.size()))
              + " was "
              + WORDS.get(random.nextInt(WORDS.size())));
    }
    return all;
  }

  /** Training sentences in three partitions, then those to evaluate on. */
  private Dataset<Row> texts() {
    Dataset<Row> first = LocalSpark.texts(train, 3).withColumn("dev", functions.lit(false));
    return first.union(LocalSpark.texts(dev, 1).withColumn("dev", functions.lit(true)));
  }

  private Autoencoder estimator(String backend, String out, String... options) {
    return new Autoencoder()
        .setBackend(backend)
        .setValidationIndicatorCol("dev")
        .setVectors(vectors.toString())
        .setCheckpointDir(folder.resolve(out).toUri().toString())
        .setBatchSize(7)
        .setMaxIter(2)
        .setStepSize(0.01)
        .setHiddenSize(5)
        .setSeed(4)
        .setOptions(options);
  }

  /** The run of one machine, by the same options. */
  private Path alone(Autoencoder estimator, String backend) throws IOException {
    Path run = folder.resolve("alone-" + backend);
    NamedSettings settings = NamedSettings.of(estimator.named());
    DataFiles files =
        DataFiles.of(
            Files.write(folder.resolve("train.txt"), train),
            Files.write(folder.resolve("dev.txt"), dev),
            vectors);
    if (settings.similarities() != null) {
      files = files.withSimilarities(Path.of(settings.similarities()));
    }
    TrainingRequest request =
        new TrainingRequest(
            files,
            settings.vocabulary(),
            settings.model(),
            settings.loss(),
            settings.training(),
            RunOutput.to(run));
    try (Engine engine = Backends.discover().get(backend).open(Device.CPU);
        TrainingJob job =
            TrainingJob.prepare(request, words -> VectorFile.open(vectors).read(words), engine)) {
      job.train(engine, List.of(), () -> false);
    }
    return run;
  }

  private static NamedTensors weights(Path run) {
    RunDirectory directory = RunDirectory.open(run);
    return directory.readModel(directory.readConfig());
  }

  private void assertSame(Path want, Path got) {
    List<HistoryEntry> wanted = History.read(want.resolve("history.jsonl")).entries();
    List<HistoryEntry> had = History.read(got.resolve("history.jsonl")).entries();
    assertEquals(wanted.size(), had.size());
    for (int k = 0; k < wanted.size(); k++) {
      assertEquals(wanted.get(k).step(), had.get(k).step());
      assertEquals(wanted.get(k).devLoss(), had.get(k).devLoss(), 1e-6);
    }
    NamedTensors weights = weights(got);
    weights(want)
        .asMap()
        .forEach(
            (name, tensor) ->
                assertArrayEquals(tensor.data(), weights.get(name).data(), 1e-5f, name));
  }

  @ParameterizedTest
  @CsvSource({"java, 1", "java, 2", "djl, 2", "dl4j, 2"})
  void workersAreOneMachine(String backend, int workers) throws IOException {
    String[] options = {
      "pooling=max-mean",
      "bidirectional=true",
      "decoder=bag",
      "output-layer=tied",
      "remove-components=1",
      "word-dropout=0.2",
      "stop-share=0.3"
    };
    Autoencoder estimator = estimator(backend, "cluster", options).setNumWorkers(workers);
    AutoencoderModel model = estimator.fit(texts());
    Path one = alone(estimator, backend);
    assertSame(one, folder.resolve("cluster/run"));
    assertEquals(estimator.uid(), model.uid());
    try (Engine engine = Backends.discover().get(backend).open(Device.CPU);
        SentenceModel alone = SentenceModel.load(one, engine)) {
      Row first = model.transform(LocalSpark.texts(dev, 1)).collectAsList().get(0);
      org.apache.spark.ml.linalg.Vector code = first.getAs("code");
      float[] want = alone.encode(dev.get(0));
      for (int k = 0; k < want.length; k++) {
        assertEquals(want[k], code.apply(k), 1e-4);
      }
    }
  }

  @Test
  void aFolderOfTheSameRunIsContinuedAndOfAnotherRefused() {
    Autoencoder short1 = estimator("java", "again").setNumWorkers(2).setCheckpointInterval(2);
    AutoencoderModel first = short1.fit(texts());
    Map<String, byte[]> files = new TreeMap<>(first.run().files());
    AutoencoderModel again = short1.fit(texts());
    assertArrayEquals(files.get("model.safetensors"), again.run().files().get("model.safetensors"));
    String message =
        assertThrows(
                SimlossException.class,
                () -> estimator("java", "again").setHiddenSize(6).fit(texts()))
            .getMessage();
    assertTrue(message.contains("again") && message.contains("checkpointDir"), message);
    dev.set(0, "The soup was soup");
    assertTrue(
        refused(estimator("java", "again").setNumWorkers(2).setCheckpointInterval(2), texts())
            .contains("other settings or text"));
  }

  @Test
  void givenWordsDoNotHideAnotherText() {
    Path words = folder.resolve("vocabulary.tsv");
    VocabularyFile.write(
        words, Vocabularies.count(texts(), "text", VocabularySettings.DEFAULT.withMinCount(1)));
    Autoencoder given = estimator("java", "given").setMaxIter(1).setVocabulary(words.toString());
    given.fit(texts());
    train.set(0, train.get(1) + " soup");
    assertTrue(refused(given, texts()).contains("other settings or text"));
  }

  @Test
  void similaritiesAndStopWordsOfTheUsersReachAllWorkers() throws IOException {
    Path similar = folder.resolve("similar.txt");
    Files.writeString(similar, "good new 0.9\nold cold 0.7\nsoup tea 0.8\ncar film 0.2\n");
    Path stop = Files.writeString(folder.resolve("stop.txt"), "the was\n");
    String[] options = {"similarities=" + similar, "stop-words=" + stop};
    Autoencoder estimator = estimator("java", "given", options).setNumWorkers(2);
    estimator.fit(texts());
    Path one = alone(estimator, "java");
    Path run = folder.resolve("given/run");
    assertSame(one, run);
    RunConfig config = RunDirectory.open(run).readConfig();
    assertEquals(List.of("the", "was"), config.stopWords());
    assertEquals(
        RunDirectory.open(one).readConfig().provenance().data().similarities(),
        config.provenance().data().similarities());
    // What it was trained on is no file, and one machine cannot continue it.
    try (Engine engine = Backends.discover().get("java").open(Device.CPU)) {
      for (MovedData data :
          List.of(MovedData.NONE, new MovedData(folder.resolve("train.txt"), null, null, null))) {
        String message =
            assertThrows(
                    SimlossException.class,
                    () -> TrainingJob.resume(run, data, engine, notice -> {}))
                .getMessage();
        assertTrue(
            message.contains("Spark on the column 'spark/text'") && !message.contains("\n"),
            message);
      }
    }
  }

  @Test
  void filesOfOthersStay() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.writeString(other.resolve("thesis.txt"), "mine");
    assertThrows(SimlossException.class, () -> estimator("java", "other").fit(texts()));
    assertTrue(Files.exists(other.resolve("thesis.txt")));
  }

  private static String refused(Autoencoder estimator, Dataset<Row> data) {
    RuntimeException e = assertThrows(RuntimeException.class, () -> estimator.fit(data));
    String message = String.valueOf(e.getMessage());
    assertFalse(message.contains("\n"), message);
    return message;
  }

  @Test
  void whatCannotTrainIsRefusedInOneLine() {
    Dataset<Row> texts = texts();
    String slots = refused(estimator("java", "a").setNumWorkers(3), texts);
    assertTrue(
        slots.contains("3 workers need 3 slots") && slots.contains("numWorkers to 2"), slots);
    assertFalse(Files.exists(folder.resolve("a")));
    assertTrue(refused(new Autoencoder(), texts).contains("checkpointDir"));
    assertTrue(refused(new Autoencoder().setCheckpointDir("x"), texts).contains("set vectors"));
    assertTrue(refused(estimator("java", "b", "colour=red"), texts).contains("colour"));
    assertTrue(refused(estimator("java", "b", "pooling"), texts).contains("name=value"));
    assertTrue(refused(estimator("java", "b", "pooling=none"), texts).contains("pooling"));
    assertTrue(refused(estimator("java", "b").setInputCol("x"), texts).contains("inputCol"));
    assertTrue(
        refused(estimator("java", "b").setValidationIndicatorCol("id"), texts)
            .contains("validationIndicatorCol"));
    assertTrue(refused(estimator("java", "c", "min-count=1000"), texts).contains("--min-count"));
    assertTrue(
        refused(estimator("java", "d"), texts.withColumn("dev", functions.lit(false)))
            .contains("devFraction"));
    assertThrows(IllegalArgumentException.class, () -> new Autoencoder().setNumWorkers(0));
    assertThrows(IllegalArgumentException.class, () -> new Autoencoder().setDevFraction(1));
  }

  @Test
  void aRunThatDivergesEndsAtOnce() {
    String message =
        refused(estimator("java", "diverges").setNumWorkers(2).setStepSize(1e38), texts());
    assertTrue(message.contains("diverged") && message.contains("learning rate"), message);
  }

  @Test
  void anEstimatorIsSavedLoadedAndStandsInAPipeline() throws IOException {
    Autoencoder estimator =
        estimator("java", "piped", "loss-option:neighbours=3").setNumWorkers(2).setLoss("ce");
    Dataset<Row> texts = texts();
    String place = folder.resolve("estimator").toString();
    estimator.setLoss("soft-label").save(place);
    Autoencoder back = Autoencoder.load(place);
    assertEquals(estimator.uid(), back.uid());
    assertEquals(estimator.named(), back.named());
    assertTrue(back.isSet(back.numWorkers()) && !back.isSet(back.maxRestarts()));
    assertEquals(estimator.named(), back.copy(org.apache.spark.ml.param.ParamMap.empty()).named());
    Path pipeline = folder.resolve("pipeline");
    new Pipeline().setStages(new PipelineStage[] {back}).save(pipeline.toString());
    Row row =
        Pipeline.load(pipeline.toString())
            .fit(texts)
            .transform(LocalSpark.texts(dev, 1))
            .collectAsList()
            .get(0);
    assertEquals(5, ((org.apache.spark.ml.linalg.Vector) row.getAs("code")).size());
    // A sample of the text is evaluated on if no column says which.
    back.clear(back.validationIndicatorCol());
    back.setDevFraction(0.2).setCheckpointDir(folder.resolve("drawn").toString());
    RunContent run = back.fit(texts).run();
    assertTrue(run.files().containsKey("README.md"));
    long drawn = Files.readAllLines(folder.resolve("drawn/dev.txt")).size();
    assertTrue(drawn > 2 && drawn < 25, () -> drawn + " drawn");
  }
}
