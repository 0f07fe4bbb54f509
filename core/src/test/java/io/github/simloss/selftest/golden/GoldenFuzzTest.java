package io.github.simloss.selftest.golden;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.backend.Device;
import io.github.simloss.backend.java.JavaBackend;
import io.github.simloss.io.json.Json;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.DecoderSpec;
import io.github.simloss.model.EmbeddingSpec;
import io.github.simloss.model.EncoderSpec;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.OutputLayer;
import io.github.simloss.model.Pooling;
import io.github.simloss.testing.Fuzz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Garbled golden files are refused, or an engine is checked by them and fails. */
class GoldenFuzzTest {
  private static final ModelSpec SPEC =
      ModelSpec.published(new EmbeddingSpec(5, 2, 3, 0, 1, 2, 3), 1);

  private @TempDir Path folder;

  private static List<Double> numbers(long count) {
    List<Double> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add((i % 7 - 3) / 4.0);
    }
    return numbers;
  }

  private static long count(long[] shape) {
    return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }

  private static Map<String, Object> losses() {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("vocabularySize", 3);
    file.put("dimension", 2);
    file.put("positions", 2);
    file.put("paddingId", 2);
    file.put("stopIds", List.of(0));
    file.put("epsilon", 1e-5);
    file.put("embeddings", numbers(6));
    file.put("logits", numbers(6));
    file.put("targets", List.of(1, 2));
    file.put("cosine", numbers(9));
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("loss", "soft-label");
    one.put("reduction", "token-mean");
    one.put("neighbours", 2);
    one.put("normalize", true);
    one.put("value", 1.5);
    one.put("gradient", numbers(6));
    file.put("cases", List.of(one));
    return file;
  }

  private static Map<String, Object> autoencoder() {
    Map<String, Object> weights = new LinkedHashMap<>();
    Map<String, Object> trainable = new LinkedHashMap<>();
    SPEC.trainable()
        .forEach(
            (name, shape) -> {
              weights.put(name, Map.of("values", numbers(count(shape))));
              trainable.put(name, numbers(count(shape)));
            });
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("vocabularySize", 5);
    file.put("batch", 2);
    file.put("maxLength", 3);
    file.put("dimension", 2);
    file.put("hiddenSize", 1);
    file.put("ids", Map.of("start", 0, "unknown", 1, "end", 2, "padding", 3));
    file.put("tokens", List.of(4, 2, 3, 4, 4, 2));
    file.put("stopIds", List.of(0));
    file.put("epsilon", 1e-5);
    file.put("embeddings", numbers(10));
    file.put("weights", weights);
    file.put("code", numbers(2));
    file.put("logits", numbers(30));
    file.put(
        "optimizer",
        Map.of(
            "beta1",
            0.9,
            "beta2",
            0.99,
            "epsilon",
            1e-8,
            "clipGlobalNorm",
            5,
            "learningRate",
            0.1));
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("loss", "ce");
    one.put("reduction", "token-mean");
    one.put("neighbours", 2);
    one.put("normalize", true);
    one.put("firstGradients", trainable);
    one.put("lossPerStep", numbers(2));
    one.put("finalWeights", trainable);
    file.put("cases", List.of(one));
    return file;
  }

  /** One member of few numbers: max of one direction, tied to word vectors. */
  private static Map<String, Object> family() {
    ModelSpec spec =
        new ModelSpec(
            SPEC.embedding(),
            new EncoderSpec(1, 1, false, Pooling.MAX, false, false, 0),
            new DecoderSpec(DecoderKind.BAG, 1, OutputLayer.TIED, true));
    Map<String, Object> weights = new LinkedHashMap<>();
    Map<String, Object> trainable = new LinkedHashMap<>();
    spec.trainable()
        .forEach(
            (name, shape) -> {
              List<Double> values = numbers(count(shape));
              weights.put(name, Map.of("shape", shape, "values", values));
              trainable.put(name, values);
            });
    Map<String, Object> file = new LinkedHashMap<>(autoencoder());
    file.keySet().removeAll(List.of("hiddenSize", "tokens", "weights", "code", "logits"));
    file.put("wordWeights", List.of(0.5, 0.25, 1, 1, 1));
    file.put("sources", List.of(List.of(4), List.of(4, 1)));
    file.put("targets", List.of(List.of(4, 0), List.of(1)));
    file.put("reduction", "token-mean");
    file.put("neighbours", 2);
    file.put("normalize", true);
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("name", "a bag");
    Map<String, Object> encoder = new LinkedHashMap<>();
    encoder.put("hidden", 1);
    encoder.put("layers", 1);
    encoder.put("bidirectional", false);
    encoder.put("pooling", "max");
    encoder.put("weightedMean", false);
    encoder.put("wordVectors", false);
    encoder.put("codeSize", null);
    one.put("encoder", encoder);
    one.put(
        "decoder", Map.of("kind", "bag", "hidden", 1, "output", "tied", "weightedTargets", true));
    one.put("weights", weights);
    one.put("code", numbers(2));
    one.put("codeShape", List.of(2, 1));
    one.put("logits", numbers(10));
    one.put("logitsShape", List.of(2, 5));
    one.put(
        "losses",
        List.of(
            Map.of(
                "loss",
                "soft-label",
                "lossPerStep",
                numbers(2),
                "firstGradients",
                trainable,
                "finalWeights",
                trainable)));
    file.put("cases", List.of(one));
    return file;
  }

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("losses.json"), Json.toLine(losses()));
    Files.writeString(folder.resolve("autoencoder.json"), Json.toLine(autoencoder()));
    Files.writeString(folder.resolve("family.json"), Json.toLine(family()));
  }

  private void garble(String name) throws IOException {
    Path file = folder.resolve(name);
    String sound = Files.readString(file);
    Fuzz.Tally tally =
        Fuzz.run(
            "golden " + name,
            sound.getBytes(StandardCharsets.UTF_8),
            bytes -> {
              Files.write(file, bytes);
              EngineCheck.inFolder(folder).run(new JavaBackend().open(Device.CPU));
            });
    assertTrue(tally.refused() > 0 && tally.refused() < tally.tried(), tally.toString());
  }

  @Test
  void lossFiles() throws IOException {
    garble("losses.json");
  }

  @Test
  void autoencoderFiles() throws IOException {
    garble("autoencoder.json");
  }

  @Test
  void familyFiles() throws IOException {
    garble("family.json");
  }
}
