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
import io.github.simloss.batch.Noise;
import io.github.simloss.embedding.WordVectors;
import io.github.simloss.encoding.Reconstruction;
import io.github.simloss.encoding.Reconstructor;
import io.github.simloss.encoding.SentenceEncoder;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.DecoderSpec;
import io.github.simloss.model.EncoderSpec;
import io.github.simloss.model.OutputLayer;
import io.github.simloss.model.Parameters;
import io.github.simloss.model.Pooling;
import io.github.simloss.run.RunVerifier;
import io.github.simloss.run.SentenceModel;
import io.github.simloss.run.TrainedModel;
import io.github.simloss.run.settings.PostProcessingSettings;
import io.github.simloss.text.SentenceForm;
import io.github.simloss.train.data.DataFiles;
import io.github.simloss.train.data.VocabularySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs of models other than the published one: files, resume, noise, words without order. */
class FamilyRunTest {
  private final Engine engine = new JavaBackend().open(Device.CPU);
  private @TempDir Path folder;
  private TinyData data;

  @BeforeEach
  void writeData() throws IOException {
    data = new TinyData(folder);
  }

  private static ModelSettings bag() {
    return new ModelSettings(
        new EncoderSpec(5, 1, true, Pooling.MAX_MEAN, true, true, 0),
        new DecoderSpec(DecoderKind.BAG, 6, OutputLayer.TIED, true));
  }

  private static ModelSettings spelling() {
    return new ModelSettings(
        new EncoderSpec(4, 2, true, Pooling.MEAN, false, false, 7),
        new DecoderSpec(DecoderKind.LSTM, 5, OutputLayer.FREE, false));
  }

  private static ModelSettings last() {
    return new ModelSettings(
        new EncoderSpec(4, 1, true, Pooling.LAST, false, false, 0),
        new DecoderSpec(DecoderKind.LSTM, 5, OutputLayer.TIED, false));
  }

  private static ModelSettings model(String name) {
    return switch (name) {
      case "bag" -> bag();
      case "spelling" -> spelling();
      default -> last();
    };
  }

  private TrainingRequest request(String out, ModelSettings model, Noise noise) {
    boolean words = model.decoder().kind() == DecoderKind.BAG;
    SentenceForm form = words ? SentenceForm.WORDS : SentenceForm.PUBLISHED;
    return new TrainingRequest(
        DataFiles.of(data.train, data.dev, data.vectorFile),
        VocabularySettings.DEFAULT
            .withText(t -> t.withMaxLength(8).withForm(form))
            .withMaxVocabulary(1000)
            .withExceptions(e -> e.withFrequentShare(0.2)),
        model,
        LossSpec.of("soft-label").with("neighbours", 3),
        TinyData.settings(3, 0.02).withNoise(noise),
        RunOutput.to(folder.resolve(out)));
  }

  private void train(TrainingRequest request, BooleanSupplier stop) {
    TrainingJob.prepare(request, TinyData::vectors, engine).train(engine, List.of(), stop);
  }

  private byte[] model(Path run) throws IOException {
    return Files.readAllBytes(run.resolve("model.safetensors"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bag", "spelling", "last"})
  void aStoppedRunWithNoiseContinuesExactly(String name) throws IOException {
    Noise noise = new Noise(0.2, 0.3, name.equals("bag") ? 0 : 0.3);
    train(request("whole", model(name), noise), () -> false);
    int[] asked = {0};
    train(request("parts", model(name), noise), () -> ++asked[0] == 10);
    Path parts = folder.resolve("parts");
    TrainingJob.resume(parts, engine, notice -> assertEquals("none", notice))
        .train(engine, List.of(), () -> false);
    assertArrayEquals(model(folder.resolve("whole")), model(parts));
    for (RunVerifier.Finding finding : RunVerifier.verify(parts)) {
      assertTrue(finding.ok(), finding.toString());
    }
    train(request("silent", model(name), Noise.NONE), () -> false);
    assertFalse(
        Arrays.equals(model(parts), model(folder.resolve("silent"))), "noise has an effect");
  }

  @Test
  void aBagAnswersWithItsMostProbableWords() {
    train(request("run", bag(), Noise.NONE), () -> false);
    try (TrainedModel run = TrainedModel.open(folder.resolve("run"), engine)) {
      assertEquals(
          new EncoderSpec(5, 1, true, Pooling.MAX_MEAN, true, true, 0),
          run.config().spec().encoder());
      assertTrue(run.config().stopWords().contains("the"), "frequent words are stop words");
      assertEquals(2 * 2 * 5 + 6, run.model().spec().codeSize());
      Reconstructor reconstructor = Reconstructor.greedy(run.model(), run.codec());
      assertFalse(reconstructor.hasOrder());
      List<Reconstruction> rows =
          reconstructor.reconstruct(List.of("the food was good", "the the the", "zzz yyy"));
      assertEquals(4, rows.get(0).output().split(" ", -1).length);
      assertEquals(1, rows.get(1).output().split(" ", -1).length);
      float[] weights = run.model().weights().get(Parameters.WORD_WEIGHTS).data();
      assertTrue(
          weights[run.codec().vocabulary().id("the")]
              < weights[run.codec().vocabulary().id("awful")],
          "rare words weigh more");
    }
  }

  @Test
  void wordsWithoutAVectorAreLeftOutWithTheSentencesOfNothingElse() throws IOException {
    Files.writeString(data.train, "zzz\nzzz zzz\n", StandardOpenOption.APPEND);
    TrainingJob job =
        TrainingJob.prepare(request("run", bag(), Noise.NONE), FamilyRunTest::without, engine);
    assertEquals(4 + 12, job.config().spec().vocabularySize(), "all words but zzz");
    assertEquals(2, job.trainCorpus().skipped());
    Files.writeString(data.train, "zzz\n");
    SimlossException e =
        assertThrows(
            SimlossException.class,
            () ->
                TrainingJob.prepare(
                    request("none", bag(), Noise.NONE), FamilyRunTest::without, engine));
    assertTrue(e.getMessage().contains("no word of"), e.getMessage());
    assertFalse(Files.exists(folder.resolve("none")));
  }

  private static WordVectors without(Set<String> words) {
    Set<String> others = new TreeSet<>(words);
    others.remove("zzz");
    return TinyData.vectors(others);
  }

  @Test
  void anLstmDecoderNeedsEnd() {
    assertThrows(
        SimlossException.class,
        () ->
            new TrainingRequest(
                DataFiles.of(data.train, data.dev, data.vectorFile),
                VocabularySettings.DEFAULT
                    .withText(t -> t.withMaxLength(8).withForm(SentenceForm.WORDS))
                    .withMaxVocabulary(9),
                spelling(),
                LossSpec.of("ce"),
                TinyData.settings(1, 0.02),
                RunOutput.to(folder.resolve("run"))));
  }

  @Test
  void presetsAreFoundByName() {
    assertEquals(Preset.SENTENCES, Preset.of("sentences"));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Preset.of("sentence"));
    assertEquals(
        "unknown preset 'sentence': use one of default, published, sentences",
        e.getMessage().replace('"', '\''));
  }

  @Test
  void codesAreProcessedAsTheRunSays() throws IOException {
    ModelSettings model = bag().withPostProcessing(new PostProcessingSettings(1));
    train(request("run", model, Noise.NONE), () -> false);
    Path run = folder.resolve("run");
    List<String> sentences = List.of("the food was good", "the place was awful");
    try (TrainedModel trained = TrainedModel.open(run, engine)) {
      assertEquals(1, trained.postProcessing().removed());
      float[] raw = new SentenceEncoder(trained.model(), trained.codec(), 8).encode(sentences);
      assertArrayEquals(
          trained.postProcessing().apply(raw), trained.encoder(null, 8).encode(sentences));
    }
    for (RunVerifier.Finding finding : RunVerifier.verify(run)) {
      assertTrue(finding.ok(), finding.toString());
    }
    Path file = run.resolve("postprocessing.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 3] ^= 1;
    Files.write(file, bytes);
    SimlossException e = assertThrows(SimlossException.class, () -> TrainedModel.open(run, engine));
    assertTrue(e.getMessage().contains("postprocessing.safetensors"), e.getMessage());
  }

  @Test
  void aSentenceModelInTwoLines() throws Exception {
    train(request("run", bag(), Noise.NONE), () -> false);
    List<String> corpus = List.of("the food was good", "the place was awful", "the food was good");
    try (SentenceModel model = SentenceModel.load(folder.resolve("run"))) {
      assertEquals(26, model.codeSize());
      assertEquals(1, model.similarity(corpus.get(0), corpus.get(2)), 1e-6);
      assertArrayEquals(model.encode(corpus.get(1)), model.encode(corpus).get(1), 1e-6f);
      List<SentenceModel.Match> found = model.nearest("the food was good", corpus, 2);
      assertEquals(List.of(0, 2), found.stream().map(SentenceModel.Match::index).toList());
      assertEquals("the food was good", found.get(0).sentence());
      assertEquals(List.of(), model.encode(List.of()));
      assertEquals(List.of(), model.nearest("food", List.of(), 2));
      float[] without = model.encode("awesome food");
      model.withVectors(TinyData.vectors(Set.of("awesome")));
      assertFalse(Arrays.equals(without, model.encode("awesome food")), "a vector from outside");
      ExecutorService threads = Executors.newFixedThreadPool(4);
      List<Future<float[]>> codes = new ArrayList<>();
      for (int k = 0; k < 40; k++) {
        codes.add(threads.submit(() -> model.encode(corpus.get(1))));
      }
      for (Future<float[]> code : codes) {
        assertArrayEquals(model.encode(corpus.get(1)), code.get());
      }
      threads.shutdown();
    }
    assertThrows(SimlossException.class, () -> SentenceModel.load(folder.resolve("none")));
  }
}
