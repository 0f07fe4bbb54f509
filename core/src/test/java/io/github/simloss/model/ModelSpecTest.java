package io.github.simloss.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Names and shapes of every member's tensors. */
class ModelSpecTest {
  private static final EmbeddingSpec EMBEDDING = new EmbeddingSpec(30, 7, 6, 26, 27, 28, 29);

  private static List<String> lines(Map<String, long[]> shapes) {
    List<String> lines = new ArrayList<>();
    shapes.forEach((name, shape) -> lines.add(name + " " + Arrays.toString(shape)));
    return lines;
  }

  @Test
  void thePublishedModel() {
    ModelSpec spec = ModelSpec.published(EMBEDDING, 5);
    assertEquals(5, spec.codeSize());
    assertFalse(spec.hasBridge());
    assertFalse(spec.hasWordWeights());
    assertEquals(
        List.of(
            "embedding.weight [30, 7]",
            "encoder.weight_ih_l0 [20, 7]",
            "encoder.weight_hh_l0 [20, 5]",
            "encoder.bias_ih_l0 [20]",
            "encoder.bias_hh_l0 [20]",
            "decoder.weight_ih_l0 [20, 7]",
            "decoder.weight_hh_l0 [20, 5]",
            "decoder.bias_ih_l0 [20]",
            "decoder.bias_hh_l0 [20]",
            "projection.weight [30, 5]",
            "projection.bias [30]"),
        lines(spec.tensors()));
  }

  @Test
  void everyPartAtOnceWithABag() {
    ModelSpec spec =
        new ModelSpec(
            EMBEDDING,
            new EncoderSpec(5, 2, true, Pooling.MAX_MEAN, true, true, 4),
            new DecoderSpec(DecoderKind.BAG, 6, OutputLayer.TIED, true));
    assertEquals(4, spec.codeSize());
    assertEquals(27, spec.encoder().pooledSize(7));
    assertFalse(spec.hasBridge());
    assertEquals(List.of("embedding.weight [30, 7]", "word.weight [30]"), lines(spec.frozen()));
    assertEquals(
        List.of(
            "encoder.weight_ih_l0 [20, 7]",
            "encoder.weight_hh_l0 [20, 5]",
            "encoder.bias_ih_l0 [20]",
            "encoder.bias_hh_l0 [20]",
            "encoder.weight_ih_l0_reverse [20, 7]",
            "encoder.weight_hh_l0_reverse [20, 5]",
            "encoder.bias_ih_l0_reverse [20]",
            "encoder.bias_hh_l0_reverse [20]",
            "encoder.weight_ih_l1 [20, 10]",
            "encoder.weight_hh_l1 [20, 5]",
            "encoder.bias_ih_l1 [20]",
            "encoder.bias_hh_l1 [20]",
            "encoder.weight_ih_l1_reverse [20, 10]",
            "encoder.weight_hh_l1_reverse [20, 5]",
            "encoder.bias_ih_l1_reverse [20]",
            "encoder.bias_hh_l1_reverse [20]",
            "code.weight [4, 27]",
            "code.bias [4]",
            "bag.weight [6, 4]",
            "bag.bias [6]",
            "output.weight [7, 6]",
            "output.bias [7]",
            "output.scale [1]",
            "projection.bias [30]"),
        lines(spec.trainable()));
    assertThrows(IllegalStateException.class, spec::decoderLstm);
  }

  @Test
  void anLstmDecoderBehindABridge() {
    ModelSpec spec =
        new ModelSpec(
            EMBEDDING,
            new EncoderSpec(5, 1, true, Pooling.LAST, false, false, 0),
            new DecoderSpec(DecoderKind.LSTM, 6, OutputLayer.FREE, false));
    assertEquals(10, spec.codeSize());
    List<String> lines = lines(spec.trainable());
    assertEquals(
        List.of(
            "bridge.weight [6, 10]",
            "bridge.bias [6]",
            "decoder.weight_ih_l0 [24, 7]",
            "decoder.weight_hh_l0 [24, 6]",
            "decoder.bias_ih_l0 [24]",
            "decoder.bias_hh_l0 [24]",
            "projection.weight [30, 6]",
            "projection.bias [30]"),
        lines.subList(8, lines.size()));
  }

  @Test
  void sizesOfAllPoolings() {
    for (Pooling pooling : Pooling.values()) {
      int blocks = pooling == Pooling.MAX_MEAN ? 2 : 1;
      EncoderSpec plain = new EncoderSpec(5, 3, false, pooling, false, false, 0);
      EncoderSpec both = new EncoderSpec(5, 3, true, pooling, false, true, 0);
      assertEquals(5 * blocks, plain.codeSize(7));
      assertEquals(10 * blocks + 7, both.codeSize(7));
    }
  }

  /** The code is the decoder's first state only where one last state is as large as the other. */
  @Test
  void whereABridgeIsNeeded() {
    DecoderSpec decoder = DecoderSpec.published(5);
    assertFalse(bridge(new EncoderSpec(5, 1, false, Pooling.LAST, false, false, 0), decoder));
    assertFalse(bridge(new EncoderSpec(5, 2, false, Pooling.LAST, false, false, 0), decoder));
    assertFalse(bridge(new EncoderSpec(9, 1, false, Pooling.LAST, false, false, 5), decoder));
    assertTrue(bridge(new EncoderSpec(6, 1, false, Pooling.LAST, false, false, 0), decoder));
    assertTrue(bridge(new EncoderSpec(5, 1, false, Pooling.MAX, false, false, 0), decoder));
    assertTrue(bridge(new EncoderSpec(5, 1, true, Pooling.LAST, false, false, 5), decoder));
    assertFalse(
        bridge(
            new EncoderSpec(5, 1, true, Pooling.LAST, false, false, 5),
            new DecoderSpec(DecoderKind.BAG, 5, OutputLayer.FREE, false)));
  }

  private static boolean bridge(EncoderSpec encoder, DecoderSpec decoder) {
    ModelSpec spec = new ModelSpec(EMBEDDING, encoder, decoder);
    assertEquals(spec.hasBridge(), spec.trainable().containsKey("bridge.weight"));
    return spec.hasBridge();
  }

  @Test
  void whatIsNoModel() {
    refused("hiddenSize", () -> new EncoderSpec(0, 1, false, Pooling.LAST, false, false, 0));
    refused("layers", () -> new EncoderSpec(1, 0, false, Pooling.LAST, false, false, 0));
    // Names of so many tensors would fill any heap.
    refused("layers", () -> new EncoderSpec(1, 1 << 30, false, Pooling.LAST, false, false, 0));
    refused("pooling", () -> new EncoderSpec(1, 1, false, null, false, false, 0));
    refused("codeSize", () -> new EncoderSpec(1, 1, false, Pooling.LAST, false, false, -1));
    refused("mean", () -> new EncoderSpec(1, 1, false, Pooling.MAX, true, false, 0));
    refused("bag", () -> new DecoderSpec(DecoderKind.LSTM, 1, OutputLayer.FREE, true));
    refused("hiddenSize", () -> new DecoderSpec(DecoderKind.BAG, 0, OutputLayer.FREE, true));
    refused("last, mean, max, max-mean", () -> Pooling.of("min"));
    refused("lstm or bag", () -> DecoderKind.of("gru"));
    refused("free or tied", () -> OutputLayer.of("bound"));
    refused("paddingId", () -> new EmbeddingSpec(3, 1, 1, 0, 1, 2, 3));
    assertEquals(Pooling.MAX_MEAN, Pooling.of("max-mean"));
  }

  private static void refused(String word, Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(word), message);
    assertEquals(1, message.lines().count(), message);
  }

  @Test
  void weightsOfAnotherModel() {
    ModelSpec spec = ModelSpec.published(EMBEDDING, 5);
    NamedTensors good = zeros(spec, "");
    spec.check(good);
    for (String name : spec.tensors().keySet()) {
      // Also those that are not there at all are named.
      RuntimeException e =
          assertThrows(RuntimeException.class, () -> spec.check(zeros(spec, name)), name);
      assertTrue(e.getMessage().contains("'" + name + "'"), e.getMessage());
    }
    good.put("word.weight", Tensor.vector(1));
    refused("'word.weight'", () -> spec.check(good));
  }

  private static NamedTensors zeros(ModelSpec spec, String without) {
    NamedTensors tensors = new NamedTensors();
    spec.tensors()
        .forEach(
            (name, shape) -> {
              if (!name.equals(without)) {
                long count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
                tensors.put(name, new Tensor(shape, new float[(int) count]));
              }
            });
    return tensors;
  }
}
