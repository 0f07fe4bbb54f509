package io.github.simloss.djl.internal.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.EngineConfig;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.batch.Batch;
import io.github.simloss.djl.DjlBackend;
import io.github.simloss.djl.internal.runtime.PyTorchRuntime;
import io.github.simloss.djl.internal.runtime.SideBySide;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.Losses;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.DecoderSpec;
import io.github.simloss.model.EmbeddingSpec;
import io.github.simloss.model.EncoderSpec;
import io.github.simloss.model.InitialWeights;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.OutputLayer;
import io.github.simloss.model.Pooling;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.similarity.NeighbourSearch;
import io.github.simloss.tensor.NamedTensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Side by side or one after the other, both directions come to the same bits. */
class DirectionsTest {
  private static final int WORDS = 300;
  private static final int DIMENSION = 12;

  private final int before = PyTorchRuntime.threads();

  @AfterEach
  void asItWas() {
    PyTorchRuntime.setThreads(before);
    System.clearProperty(SideBySide.PROPERTY);
  }

  private static ModelSpec spec(int layers, int hidden, Pooling pooling, DecoderKind decoder) {
    boolean bag = decoder == DecoderKind.BAG;
    return new ModelSpec(
        new EmbeddingSpec(WORDS, DIMENSION, 14, WORDS - 4, WORDS - 3, WORDS - 2, WORDS - 1),
        new EncoderSpec(hidden, layers, true, pooling, false, false, bag ? 0 : hidden),
        new DecoderSpec(decoder, hidden, bag ? OutputLayer.TIED : OutputLayer.FREE, false));
  }

  private static float[] vectors() {
    SeededRandom random = new SeededRandom(5);
    float[] values = new float[WORDS * DIMENSION];
    for (int k = 0; k < values.length; k++) {
      values[k] = random.uniform(-1, 1);
    }
    return values;
  }

  private static Batch batch(long seed) {
    SeededRandom random = new SeededRandom(seed);
    int[][] sentences = new int[9][];
    for (int b = 0; b < sentences.length; b++) {
      sentences[b] = new int[1 + random.nextInt(14)];
      Arrays.setAll(sentences[b], t -> random.nextInt(WORDS - 4));
    }
    return Batch.of(sentences, 14, WORDS - 1);
  }

  /** Weights after some steps, the dev loss and codes. */
  private static Map<String, float[]> trained(ModelSpec spec, int threads) {
    float[] vectors = vectors();
    Engine engine = new DjlBackend().open(EngineConfig.of(Device.CPU).withThreads(threads));
    LossContext context =
        new LossContext(
            UnitVectors.of(vectors, WORDS, DIMENSION), Set.of(), NeighbourSearch.PLAIN_JAVA);
    Map<String, float[]> found = new LinkedHashMap<>();
    try (TrainableModel model =
        engine.trainable(
            spec,
            InitialWeights.create(spec, vectors, null, new SeededRandom(3)),
            Losses.discover().create(LossSpec.of("soft-label"), context),
            AdamSettings.DEFAULT)) {
      for (int step = 0; step < 6; step++) {
        model.train(batch(step), 1e-2);
      }
      NamedTensors weights = model.weights();
      weights.names().forEach(name -> found.put(name, weights.get(name).data()));
      found.put("codes", model.encode(batch(77)));
      found.put("loss", new float[] {(float) model.evaluate(batch(78)).mean()});
    }
    return found;
  }

  private static void assertSame(Map<String, float[]> one, Map<String, float[]> other) {
    assertEquals(one.keySet(), other.keySet());
    one.forEach((name, values) -> assertArrayEquals(values, other.get(name), name));
  }

  @ParameterizedTest
  @CsvSource({"1, 8, MAX_MEAN, BAG", "2, 33, LAST, LSTM", "3, 16, MAX, BAG"})
  void theSameBitsSideBySideAndOneAfterTheOther(
      int layers, int hidden, Pooling pooling, DecoderKind decoder) {
    ModelSpec spec = spec(layers, hidden, pooling, decoder);
    Map<String, float[]> both = trained(spec, 2);
    System.setProperty(SideBySide.PROPERTY, "false");
    assertSame(trained(spec, 2), both);
  }

  /** Who finds the second thread at work computes alone. */
  @Test
  void severalModelsTrainAtTheSameTime() throws Exception {
    ModelSpec spec = spec(2, 16, Pooling.MAX_MEAN, DecoderKind.BAG);
    Map<String, float[]> alone = trained(spec, 2);
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      List<Callable<Map<String, float[]>>> all = new ArrayList<>();
      for (int k = 0; k < 6; k++) {
        all.add(() -> trained(spec, 2));
      }
      for (Future<Map<String, float[]>> one : pool.invokeAll(all)) {
        assertSame(alone, one.get());
      }
    } finally {
      pool.shutdown();
    }
  }
}
