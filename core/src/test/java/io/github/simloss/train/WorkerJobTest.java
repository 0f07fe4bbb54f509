package io.github.simloss.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.java.JavaBackend;
import io.github.simloss.backend.parallel.Collective;
import io.github.simloss.batch.Noise;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.DecoderSpec;
import io.github.simloss.model.EncoderSpec;
import io.github.simloss.model.OutputLayer;
import io.github.simloss.model.Pooling;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.RunSources;
import io.github.simloss.run.RunVerifier;
import io.github.simloss.run.checkpoint.History;
import io.github.simloss.run.checkpoint.HistoryEntry;
import io.github.simloss.run.settings.PostProcessingSettings;
import io.github.simloss.run.settings.TrainingSettings;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.testing.ThreadCollective;
import io.github.simloss.text.SentenceCodec;
import io.github.simloss.text.Tokenizers;
import io.github.simloss.text.Vocabulary;
import io.github.simloss.train.data.Corpus;
import io.github.simloss.train.data.DataFiles;
import io.github.simloss.train.data.EncodedSentences;
import io.github.simloss.train.data.NewVocabulary;
import io.github.simloss.train.data.VocabularySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that several workers train is the run of one machine. */
class WorkerJobTest {
  private final Engine engine = new JavaBackend().open(Device.CPU);
  private @TempDir Path folder;
  private TinyData data;

  @BeforeEach
  void writeData() throws IOException {
    // 61 sentences in batches of 7: the last batch has five.
    data = new TinyData(folder, 61, 11);
  }

  private TrainingRequest request(String out, String model, TrainingSettings settings) {
    LossSpec loss = LossSpec.of("soft-label").with("neighbours", 3);
    ModelSettings spec = ModelSettings.published(6);
    if (model.equals("bag")) {
      loss = LossSpec.of("weighted-sim");
      spec =
          new ModelSettings(
              new EncoderSpec(5, 1, true, Pooling.MAX_MEAN, true, true, 0),
              new DecoderSpec(DecoderKind.BAG, 6, OutputLayer.TIED, true),
              new PostProcessingSettings(1));
    } else if (model.equals("position-mean")) {
      loss = loss.with("reduction", "position-mean");
    }
    return new TrainingRequest(
        DataFiles.of(data.train, data.dev, data.vectorFile),
        VocabularySettings.DEFAULT
            .withText(t -> t.withMaxLength(8))
            .withMaxVocabulary(9)
            .withExceptions(e -> e.withFrequentShare(0.2)),
        spec,
        loss,
        settings,
        RunOutput.to(folder.resolve(out)));
  }

  private static TrainingSettings settings() {
    return TrainingSettings.DEFAULT
        .withOptimization(o -> o.withEpochs(2).withBatchSize(7).withLearningRate(0.01))
        .withEvaluation(e -> e.withSamples(1).withEvery(4))
        .withCheckpoints(c -> c.withEvery(3))
        .withNoise(new Noise(0.2, 0.2, 0))
        .withSeed(5);
  }

  private Path begin(TrainingRequest request) {
    VocabularySettings vocabulary = request.vocabulary();
    Vocabulary counted =
        corpus(data.train)
            .vocabulary(
                Tokenizers.byName("words"),
                false,
                vocabulary.minCount(),
                NewVocabulary.mostCounted(vocabulary));
    return WorkerJob.begin(request, counted, request.data().sources(), TinyData::vectors, engine);
  }

  private static Corpus corpus(Path file) {
    return Corpus.read(file, Tokenizers.byName("words"));
  }

  /** Trains by workers, each with a copy of the folder, the first with the folder itself. */
  private List<TrainingOutcome> train(Path run, int size, BooleanSupplier stop) throws IOException {
    RunCopy copy = new RunCopy(run);
    return ThreadCollective.run(
        size,
        workers -> {
          Path own = run;
          if (workers.rank() > 0) {
            own = Files.createTempDirectory(folder, "worker");
            copy.restore(own);
          }
          try (Engine mine = new JavaBackend().open(Device.CPU);
              WorkerJob job = open(own, mine, workers)) {
            return job.train(List.of(), stop);
          }
        });
  }

  private WorkerJob open(Path own, Engine mine, Collective workers) {
    RunDirectory run = RunDirectory.open(own);
    SentenceCodec codec = run.readCodec(run.readConfig());
    return WorkerJob.open(
        own,
        new EncodedSentences(codec, corpus(data.train).sentences()),
        corpus(data.dev).sentences(),
        null,
        mine,
        workers,
        notice -> {});
  }

  private void assertSame(Path want, Path got) {
    List<HistoryEntry> wanted = History.read(want.resolve("history.jsonl")).entries();
    List<HistoryEntry> had = History.read(got.resolve("history.jsonl")).entries();
    assertEquals(wanted.size(), had.size());
    for (int k = 0; k < wanted.size(); k++) {
      assertEquals(wanted.get(k).step(), had.get(k).step());
      assertEquals(wanted.get(k).best(), had.get(k).best());
      assertEquals(wanted.get(k).devLoss(), had.get(k).devLoss(), 1e-6);
      assertEquals(wanted.get(k).trainLoss(), had.get(k).trainLoss(), 1e-6);
    }
    NamedTensors weights = weights(got);
    weights(want)
        .asMap()
        .forEach(
            (name, tensor) ->
                assertArrayEquals(tensor.data(), weights.get(name).data(), 1e-5f, name));
    for (RunVerifier.Finding finding : RunVerifier.verify(got)) {
      assertTrue(finding.ok(), finding::toString);
    }
  }

  private static NamedTensors weights(Path run) {
    RunDirectory directory = RunDirectory.open(run);
    return directory.readModel(directory.readConfig());
  }

  @ParameterizedTest
  @ValueSource(strings = {"published", "bag", "position-mean"})
  void workersAreOneMachine(String model) throws IOException {
    TrainingJob.prepare(request("one", model, settings()), TinyData::vectors, engine)
        .train(engine, List.of(), () -> false);
    for (int size = 1; size <= 3; size++) {
      Path run = begin(request("of" + size, model, settings()));
      for (TrainingOutcome outcome : train(run, size, () -> false)) {
        assertEquals(TrainingOutcome.Reason.COMPLETED, outcome.reason());
      }
      assertSame(folder.resolve("one"), run);
    }
  }

  @Test
  void aRunThatWasStoppedContinuesExactly() throws IOException {
    Path whole = begin(request("whole", "bag", settings()));
    train(whole, 2, () -> false);
    Path parts = begin(request("parts", "bag", settings()));
    int[] asked = {0};
    // Only the first worker is asked, though all have the same question here.
    for (TrainingOutcome outcome : train(parts, 2, () -> ++asked[0] == 7)) {
      assertEquals(TrainingOutcome.Reason.INTERRUPTED, outcome.reason());
      assertEquals(7, outcome.state().step());
    }
    train(parts, 2, () -> false);
    assertArrayEquals(
        Files.readAllBytes(whole.resolve("model.safetensors")),
        Files.readAllBytes(parts.resolve("model.safetensors")));
    assertArrayEquals(
        Files.readAllBytes(whole.resolve("postprocessing.safetensors")),
        Files.readAllBytes(parts.resolve("postprocessing.safetensors")));
  }

  @Test
  void allWorkersKnowWhenTheBestModelIsLost() throws IOException {
    Path run = begin(request("lost", "published", settings().withCheckpoints(c -> c.withKeep(1))));
    int[] asked = {0};
    train(run, 2, () -> ++asked[0] == 5);
    Files.delete(run.resolve("model.safetensors"));
    for (TrainingOutcome outcome : train(run, 2, () -> false)) {
      assertEquals(TrainingOutcome.Reason.COMPLETED, outcome.reason());
      assertTrue(outcome.state().bestStep() > 5, () -> outcome.toString());
    }
    assertTrue(Files.exists(run.resolve("model.safetensors")));
  }

  @Test
  void aRunThatDivergesEndsAtEachWorker() throws IOException {
    Path run =
        begin(
            request(
                "diverges",
                "published",
                settings().withOptimization(o -> o.withLearningRate(1e38))));
    AssertionError error = assertThrows(AssertionError.class, () -> train(run, 2, () -> false));
    assertTrue(error.getCause() instanceof DivergenceException, () -> error.getCause().toString());
    assertFalse(error.getCause().getMessage().contains("\n"));
  }

  @Test
  void textWithoutAKnownWordIsRefused() {
    TrainingRequest request = request("none", "published", settings());
    Vocabulary nothing = new Vocabulary.Builder().build(1, 9);
    RunSources sources = request.data().sources();
    String message =
        assertThrows(
                SimlossException.class,
                () -> WorkerJob.begin(request, nothing, sources, TinyData::vectors, engine))
            .getMessage();
    assertTrue(message.contains("train.txt") && message.contains("--min-count"), message);
  }
}
