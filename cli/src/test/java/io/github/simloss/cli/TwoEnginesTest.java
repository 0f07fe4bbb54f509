package io.github.simloss.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.simloss.backend.Backends;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.cli.option.Sample;
import io.github.simloss.embedding.WordVectors;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.run.settings.TrainingSettings;
import io.github.simloss.train.ModelSettings;
import io.github.simloss.train.RunOutput;
import io.github.simloss.train.TrainingJob;
import io.github.simloss.train.TrainingOutcome;
import io.github.simloss.train.TrainingRequest;
import io.github.simloss.train.data.DataFiles;
import io.github.simloss.train.data.VocabularySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both engines in one process: at the same time they train what they train one after the other. */
class TwoEnginesTest {
  private static final List<String> ENGINES = List.of("djl", "dl4j");
  private @TempDir Path folder;

  private TrainingOutcome train(Sample sample, String engine, String out) {
    Engine opened = Backends.discover().get(engine).open(Device.CPU);
    TrainingRequest request =
        new TrainingRequest(
            DataFiles.of(sample.train(), sample.dev(), sample.vectors()),
            VocabularySettings.DEFAULT
                .withText(t -> t.withTokenizer("whitespace"))
                .withMaxVocabulary(400)
                .withExceptions(e -> e.withStopWords(List.of("the"))),
            ModelSettings.published(16),
            LossSpec.of("soft-label"),
            TrainingSettings.DEFAULT
                .withOptimization(o -> o.withEpochs(1).withBatchSize(64).withLearningRate(5e-3))
                .withEvaluation(e -> e.withSamples(1))
                .withCheckpoints(c -> c.withKeep(1))
                .withSeed(3),
            RunOutput.to(folder.resolve(out)));
    return TrainingJob.prepare(request, words -> new DrawnVectors(), opened)
        .train(opened, List.of(), () -> false);
  }

  @Test
  void trainedAtOnceTheyEndWhereEachEndsAlone() throws Exception {
    Sample sample = Sample.unpack(folder.resolve("sample"));
    for (String engine : ENGINES) {
      train(sample, engine, "alone-" + engine);
    }
    CyclicBarrier together = new CyclicBarrier(ENGINES.size());
    ExecutorService threads = Executors.newFixedThreadPool(ENGINES.size());
    try {
      List<Future<TrainingOutcome>> outcomes = new ArrayList<>();
      for (String engine : ENGINES) {
        outcomes.add(
            threads.submit(
                () -> {
                  together.await(60, TimeUnit.SECONDS);
                  return train(sample, engine, "together-" + engine);
                }));
      }
      for (Future<TrainingOutcome> outcome : outcomes) {
        assertEquals(TrainingOutcome.Reason.COMPLETED, outcome.get().reason());
      }
    } finally {
      threads.shutdownNow();
    }
    for (String engine : ENGINES) {
      assertArrayEquals(model("alone-" + engine), model("together-" + engine), engine);
    }
  }

  private byte[] model(String run) throws IOException {
    return Files.readAllBytes(folder.resolve(run).resolve("model.safetensors"));
  }

  /** A vector for every word, drawn from the word itself. */
  private record DrawnVectors() implements WordVectors {
    @Override
    public int dimension() {
      return 12;
    }

    @Override
    public float[] vector(String word) {
      SeededRandom random = SeededRandom.derive(3, word, 0);
      float[] vector = new float[12];
      for (int k = 0; k < vector.length; k++) {
        vector[k] = random.uniform(-1, 1);
      }
      return vector;
    }
  }
}
