package io.github.simloss.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Autoencoder;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.LossValue;
import io.github.simloss.loss.Link;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.Reduction;
import io.github.simloss.loss.TargetWeights;
import io.github.simloss.model.AutoencoderSpec;
import io.github.simloss.model.NamedTensors;
import io.github.simloss.model.Parameters;
import io.github.simloss.model.Tensor;
import io.github.simloss.similarity.UnitVectors;
import io.github.simloss.text.Batch;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The golden files, through the fused loops and through ND4J operations. */
class GoldenTest {

  @ParameterizedTest(name = "fused = {0}")
  @ValueSource(booleans = {true, false})
  void lossesAgree(boolean fused) throws IOException {
    JsonNode golden = read("losses.json");
    Dl4jBackend backend = new Dl4jBackend(fused);
    int padding = golden.get("paddingId").asInt();
    for (JsonNode c : golden.get("cases")) {
      LossValue value =
          backend.loss(
              loss(golden, c),
              floats(golden.get("logits")),
              ints(golden.get("targets")),
              padding,
              Device.CPU);
      String name = c.get("loss").asText() + " " + c.get("reduction").asText();
      assertClose(
          name, new double[] {c.get("value").asDouble()}, new double[] {value.value()}, 1e-5);
      assertClose(name, doubles(c.get("gradient")), widen(value.gradient()), 1e-5);
    }
  }

  @ParameterizedTest(name = "fused = {0}")
  @ValueSource(booleans = {true, false})
  void trainingAgrees(boolean fused) throws IOException {
    JsonNode golden = read("autoencoder.json");
    int size = golden.get("vocabularySize").asInt();
    int dimension = golden.get("dimension").asInt();
    JsonNode ids = golden.get("ids");
    AutoencoderSpec spec =
        new AutoencoderSpec(
            size,
            dimension,
            golden.get("hiddenSize").asInt(),
            golden.get("maxLength").asInt(),
            ids.get("start").asInt(),
            ids.get("unknown").asInt(),
            ids.get("end").asInt(),
            ids.get("padding").asInt());
    NamedTensors weights = new NamedTensors();
    Parameters.trainable(spec)
        .forEach(
            (name, shape) ->
                weights.put(
                    name,
                    new Tensor(shape, floats(golden.get("weights").get(name).get("values")))));
    weights.put(
        Parameters.EMBEDDING, Tensor.matrix(size, dimension, floats(golden.get("embeddings"))));
    Batch batch = batch(ints(golden.get("tokens")), spec);
    for (JsonNode c : golden.get("cases")) {
      try (Autoencoder model =
          new Dl4jBackend(fused)
              .create(spec, weights, loss(golden, c), AdamSettings.DEFAULT, Device.CPU)) {
        String name = c.get("loss").asText();
        assertClose("code", doubles(golden.get("code")), widen(model.encode(batch)), 1e-5);
        NamedTensors gradients = model.gradients(batch);
        for (String tensor : gradients.names()) {
          assertClose(
              name + " " + tensor,
              doubles(c.get("firstGradients").get(tensor)),
              widen(gradients.get(tensor).data()),
              1e-5);
        }
        for (JsonNode expected : c.get("lossPerStep")) {
          assertEquals(
              expected.asDouble(),
              model.evaluate(batch).mean(),
              1e-4 * Math.abs(expected.asDouble()));
          assertEquals(
              expected.asDouble(),
              model.train(batch, 0.01).loss().mean(),
              1e-4 * Math.abs(expected.asDouble()),
              name);
        }
        NamedTensors last = model.weights();
        for (String tensor : gradients.names()) {
          assertClose(
              name + " " + tensor,
              doubles(c.get("finalWeights").get(tensor)),
              widen(last.get(tensor).data()),
              1e-4);
        }
      }
    }
  }

  private static Batch batch(int[] tokens, AutoencoderSpec spec) {
    int rows = tokens.length / spec.maxLength();
    int[] lengths = new int[rows];
    for (int b = 0; b < rows; b++) {
      while (lengths[b] < spec.maxLength()
          && tokens[b * spec.maxLength() + lengths[b]] != spec.paddingId()) {
        lengths[b]++;
      }
    }
    return new Batch(spec.maxLength(), tokens, lengths);
  }

  private static ReconstructionLoss loss(JsonNode golden, JsonNode c) {
    int size = golden.get("vocabularySize").asInt();
    int dimension = golden.get("dimension").asInt();
    UnitVectors unit = UnitVectors.of(floats(golden.get("embeddings")), size, dimension);
    TargetWeights factored = new TargetWeights.Factored(size, dimension, unit.data());
    Reduction reduction = Reduction.of(c.get("reduction").asText());
    double eps = golden.get("epsilon").asDouble();
    return switch (c.get("loss").asText()) {
      case "ce" -> ReconstructionLoss.crossEntropy(size);
      case "weighted-ce" -> ReconstructionLoss.of("w", Link.LOG, eps, factored, reduction);
      case "weighted-sim" -> ReconstructionLoss.of("w", Link.IDENTITY, eps, factored, reduction);
      default ->
          ReconstructionLoss.of(
              "s",
              Link.LOG,
              eps,
              softLabel(
                  golden, unit, c.path("neighbours").asInt(5), c.path("normalize").asBoolean(true)),
              reduction);
    };
  }

  private static TargetWeights softLabel(
      JsonNode golden, UnitVectors unit, int neighbours, boolean normalize) {
    int size = unit.count();
    var table = new Dl4jBackend().neighbours(unit, neighbours, Device.CPU);
    int[] ids = new int[size * neighbours];
    float[] weights = new float[size * neighbours];
    int[] stops = ints(golden.get("stopIds"));
    for (int t = 0; t < size; t++) {
      int target = t;
      boolean oneHot = Arrays.stream(stops).anyMatch(s -> s == target) || unit.isZero(t);
      double sum = 0;
      for (int k = 0; k < neighbours; k++) {
        ids[t * neighbours + k] = table.id(t, k);
        weights[t * neighbours + k] = oneHot ? (k == 0 ? 1 : 0) : table.similarity(t, k);
        sum += weights[t * neighbours + k];
      }
      for (int k = 0; k < neighbours && normalize; k++) {
        weights[t * neighbours + k] /= (float) sum;
      }
    }
    return new TargetWeights.Sparse(size, neighbours, ids, weights);
  }

  /** Relative to the largest expected entry. */
  private static void assertClose(
      String name, double[] expected, double[] actual, double tolerance) {
    assertEquals(expected.length, actual.length, name);
    double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    for (int i = 0; i < expected.length; i++) {
      double error = Math.abs(expected[i] - actual[i]) / largest;
      assertTrue(error <= tolerance, name + " [" + i + "]: " + expected[i] + " " + actual[i]);
    }
  }

  private static JsonNode read(String name) throws IOException {
    try (InputStream in =
        Dl4jBackend.class.getResourceAsStream("/io/github/simloss/golden/" + name)) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static double[] doubles(JsonNode node) {
    double[] values = new double[node.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = node.get(i).asDouble();
    }
    return values;
  }

  private static float[] floats(JsonNode node) {
    float[] values = new float[node.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) node.get(i).asDouble();
    }
    return values;
  }

  private static double[] widen(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  private static int[] ints(JsonNode node) {
    int[] values = new int[node.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = node.get(i).asInt();
    }
    return values;
  }
}
