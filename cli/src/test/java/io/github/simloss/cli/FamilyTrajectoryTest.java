package io.github.simloss.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.simloss.backend.Backends;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.batch.Noise;
import io.github.simloss.cli.option.Sample;
import io.github.simloss.embeddings.VectorFile;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.DecoderSpec;
import io.github.simloss.model.EncoderSpec;
import io.github.simloss.model.OutputLayer;
import io.github.simloss.model.Pooling;
import io.github.simloss.run.checkpoint.History;
import io.github.simloss.run.checkpoint.HistoryEntry;
import io.github.simloss.run.settings.TrainingSettings;
import io.github.simloss.text.SentenceForm;
import io.github.simloss.train.ModelSettings;
import io.github.simloss.train.RunOutput;
import io.github.simloss.train.TrainingJob;
import io.github.simloss.train.TrainingRequest;
import io.github.simloss.train.data.DataFiles;
import io.github.simloss.train.data.VocabularySettings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 200 steps of text: both engines go the same way within single precision, for other models too.
 */
class FamilyTrajectoryTest {
  private static final int STEPS = 200;
  private static final int EVERY = 20;
  private @TempDir Path folder;

  private List<HistoryEntry> train(
      Sample sample, String backend, ModelSettings model, SentenceForm form) {
    TrainingSettings settings =
        TrainingSettings.DEFAULT
            .withOptimization(
                o ->
                    o.withEpochs(3)
                        .withBatchSize(32)
                        .withLearningRate(3e-3)
                        .withGroupByLength(true))
            .withEvaluation(e -> e.withEvery(EVERY).withSamples(0))
            .withCheckpoints(c -> c.withEvery(1000).withKeep(1))
            .withSeed(4)
            .withNoise(new Noise(0.1, 0.1, 0));
    TrainingRequest request =
        new TrainingRequest(
            DataFiles.of(sample.train(), sample.dev(), sample.vectors()),
            VocabularySettings.DEFAULT
                .withText(t -> t.withTokenizer("whitespace").withForm(form))
                .withMaxVocabulary(1000)
                .withExceptions(e -> e.withFrequentShare(0.02)),
            model,
            LossSpec.of("soft-label").with("neighbours", 5),
            settings,
            RunOutput.to(folder.resolve(backend + "-" + model.decoder().kind().label())));
    VectorFile vectors = VectorFile.open(sample.vectors());
    int[] steps = {0};
    try (Engine engine = Backends.discover().get(backend).open(Device.CPU)) {
      TrainingJob job = TrainingJob.prepare(request, vectors::read, engine);
      job.train(engine, List.of(), () -> ++steps[0] == STEPS);
      return History.read(job.run().history()).entries();
    }
  }

  private void same(ModelSettings model, SentenceForm form) {
    Sample sample = Sample.unpack(folder.resolve("sample"));
    List<HistoryEntry> first = train(sample, "djl", model, form);
    List<HistoryEntry> second = train(sample, "dl4j", model, form);
    assertEquals(STEPS / EVERY, first.size() - first.size() % (STEPS / EVERY));
    for (int k = 0; k < first.size(); k++) {
      HistoryEntry one = first.get(k);
      HistoryEntry other = second.get(k);
      String what = model.decoder().kind().label() + ", step " + one.step();
      assertEquals(one.step(), other.step(), what);
      assertEquals(one.devLoss(), other.devLoss(), 1e-4 * one.devLoss(), what);
      assertEquals(one.trainLoss(), other.trainLoss(), 1e-4 * one.trainLoss(), what);
    }
  }

  @Test
  void wordsWithoutOrder() {
    same(
        new ModelSettings(
            new EncoderSpec(17, 1, true, Pooling.MAX_MEAN, true, true, 0),
            new DecoderSpec(DecoderKind.BAG, 20, OutputLayer.TIED, true)),
        SentenceForm.WORDS);
  }

  @Test
  void twoLayersThatSpell() {
    same(
        new ModelSettings(
            new EncoderSpec(16, 2, true, Pooling.MEAN, false, false, 12),
            new DecoderSpec(DecoderKind.LSTM, 24, OutputLayer.FREE, false)),
        SentenceForm.PUBLISHED);
  }
}
