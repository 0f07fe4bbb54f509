package io.github.simloss.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.random.SeededRandom;
import io.github.simloss.tensor.NamedTensors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Initial weights: ranges as PyTorch's, and the published model's as they always were. */
class InitialWeightsTest {
  private static final EmbeddingSpec EMBEDDING = new EmbeddingSpec(50, 30, 6, 46, 47, 48, 49);
  private static final float[] VECTORS = new float[50 * 30];
  private static final float[] WORD_WEIGHTS = new float[50];

  private static NamedTensors draw(ModelSpec spec) {
    return InitialWeights.create(
        spec, VECTORS, spec.hasWordWeights() ? WORD_WEIGHTS : null, new SeededRandom(11));
  }

  /** Drawn one after the other from one generator, all in one range: runs depend on it. */
  @Test
  void thePublishedModelIsDrawnAsBefore() {
    NamedTensors weights = draw(ModelSpec.published(EMBEDDING, 16));
    assertSame(VECTORS, weights.get("embedding.weight").data());
    SeededRandom random = new SeededRandom(11);
    for (String line :
        List.of(
            "encoder.weight_ih_l0 1920",
            "encoder.weight_hh_l0 1024",
            "encoder.bias_ih_l0 64",
            "encoder.bias_hh_l0 64",
            "decoder.weight_ih_l0 1920",
            "decoder.weight_hh_l0 1024",
            "decoder.bias_ih_l0 64",
            "decoder.bias_hh_l0 64",
            "projection.weight 800",
            "projection.bias 50")) {
      String[] parts = line.split(" ", -1);
      float[] want = new float[Integer.parseInt(parts[1])];
      for (int k = 0; k < want.length; k++) {
        want[k] = random.uniform(-0.25, 0.25);
      }
      assertArrayEquals(want, weights.get(parts[0]).data(), parts[0]);
    }
  }

  @Test
  void rangesOfEveryTensor() {
    ModelSpec bag =
        new ModelSpec(
            EMBEDDING,
            new EncoderSpec(25, 2, true, Pooling.MAX_MEAN, true, true, 64),
            new DecoderSpec(DecoderKind.BAG, 36, OutputLayer.TIED, true));
    // The inputs of a layer: 2 x 50 outputs and 30 values of word vectors under the code layer.
    assertRanges(
        draw(bag),
        Map.of(
            "encoder.weight_ih_l0", 25.0,
            "encoder.weight_hh_l1_reverse", 25.0,
            "encoder.bias_hh_l0_reverse", 25.0,
            "code.weight", 130.0,
            "code.bias", 130.0,
            "bag.weight", 64.0,
            "bag.bias", 64.0,
            "output.weight", 36.0,
            "output.bias", 36.0));
    ModelSpec lstm =
        new ModelSpec(
            EMBEDDING,
            new EncoderSpec(25, 1, true, Pooling.MEAN, false, false, 0),
            new DecoderSpec(DecoderKind.LSTM, 36, OutputLayer.FREE, false));
    assertRanges(
        draw(lstm),
        Map.of(
            "bridge.weight", 50.0,
            "bridge.bias", 50.0,
            "decoder.weight_ih_l0", 36.0,
            "decoder.bias_hh_l0", 36.0,
            "projection.weight", 36.0,
            "projection.bias", 36.0));
  }

  /** All of the values within the range, and some near its ends. */
  private static void assertRanges(NamedTensors weights, Map<String, Double> inputs) {
    inputs.forEach(
        (name, count) -> {
          double bound = 1 / Math.sqrt(count);
          float[] values = weights.get(name).data();
          double largest = 0;
          for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
          }
          assertTrue(largest <= bound, name + " reaches " + largest + " of " + bound);
          assertTrue(largest > 0.8 * bound, name + " reaches " + largest + " of " + bound);
        });
  }

  @Test
  void tiedLogitsStartFromTheirCosines() {
    ModelSpec spec =
        new ModelSpec(
            EMBEDDING,
            new EncoderSpec(5, 1, false, Pooling.MAX, false, false, 0),
            new DecoderSpec(DecoderKind.BAG, 6, OutputLayer.TIED, true));
    NamedTensors weights = draw(spec);
    assertEquals(spec.tensors().keySet(), weights.names());
    assertArrayEquals(new float[] {10}, weights.get("output.scale").data());
    assertArrayEquals(new float[50], weights.get("projection.bias").data());
    assertSame(WORD_WEIGHTS, weights.get("word.weight").data());
    spec.check(weights);
  }

  @Test
  void whatDoesNotFit() {
    ModelSpec weighted =
        new ModelSpec(
            EMBEDDING,
            new EncoderSpec(5, 1, false, Pooling.MEAN, true, false, 0),
            DecoderSpec.published(5));
    SeededRandom random = new SeededRandom(1);
    assertThrows(
        IllegalArgumentException.class, () -> InitialWeights.create(weighted, VECTORS, random));
    assertThrows(
        IllegalArgumentException.class,
        () -> InitialWeights.create(weighted, VECTORS, new float[49], random));
    assertThrows(
        IllegalArgumentException.class,
        () -> InitialWeights.create(weighted, new float[1499], WORD_WEIGHTS, random));
    ModelSpec huge = ModelSpec.published(EMBEDDING, 50_000);
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> InitialWeights.create(huge, VECTORS, random));
    assertTrue(e.getMessage().contains("'encoder.weight_hh_l0'"), e.getMessage());
  }
}
