package io.github.simloss.djl.internal.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Gradients;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.backend.java.ReferenceModel;
import io.github.simloss.batch.Batch;
import io.github.simloss.batch.TimeMajorRows;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.djl.DjlBackend;
import io.github.simloss.djl.internal.lstm.LstmPath;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.DecoderSpec;
import io.github.simloss.model.EmbeddingSpec;
import io.github.simloss.model.EncoderSpec;
import io.github.simloss.model.InitialWeights;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.OutputLayer;
import io.github.simloss.model.Pooling;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.tensor.NamedTensors;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Layouts for an LSTM that knows no lengths, and what a model makes of them. */
class SegmentedRowsTest {
  private static final int WORDS = 31;
  private static final int DIMENSION = 7;
  private static final int LONGEST = 30;
  private static final int SENTENCES = 40;

  /** A few long sentences among short ones, none in order. */
  private static TokenRows longTail() {
    SeededRandom random = new SeededRandom(4);
    int[][] sentences = new int[SENTENCES][];
    for (int b = 0; b < SENTENCES; b++) {
      sentences[b] = new int[b % 9 == 4 ? LONGEST - b / 5 : 1 + random.nextInt(5)];
      Arrays.setAll(sentences[b], t -> random.nextInt(WORDS - 4));
    }
    return TokenRows.of(sentences, LONGEST, WORDS - 1);
  }

  @AfterEach
  void asTheMachineNeeds() {
    System.clearProperty(LstmPath.PROPERTY);
  }

  @Test
  void likeLengthsStayInOneSegment() {
    TokenRows rows = TokenRows.of(new int[][] {{1, 2, 3}, {4, 5}, {6, 7, 8}}, 5, WORDS - 1);
    SegmentedRows segmented = SegmentedRows.of(rows);
    TimeMajorRows plain = new TimeMajorRows(rows);
    assertEquals(1, segmented.segments().size());
    assertNull(segmented.timeMajor());
    assertArrayEquals(plain.ids(), segmented.ids());
    assertArrayEquals(plain.reversed(), segmented.reversed());
    assertArrayEquals(plain.lastRows(), segmented.lastRows());
  }

  @Test
  void aLongTailIsCut() {
    TokenRows tokens = longTail();
    SegmentedRows rows = SegmentedRows.of(tokens);
    assertTrue(rows.segments().size() > 1, "segments");
    int steps = 0;
    int first = 0;
    for (SegmentedRows.Segment segment : rows.segments()) {
      assertEquals(first, segment.first());
      for (int t = steps; t < steps + segment.steps(); t++) {
        int time = t;
        long alive = Arrays.stream(tokens.lengths()).filter(length -> length > time).count();
        assertTrue(alive <= segment.rows());
      }
      first = segment.end();
      steps += segment.steps();
    }
    assertEquals(LONGEST, steps);
    long[] ids = rows.ids();
    assertEquals(first, ids.length);
    assertTrue(first < SENTENCES * LONGEST / 2, first + " rows");
    long[] reversed = rows.reversed();
    long[] timeMajor = rows.timeMajor();
    for (int b = 0; b < SENTENCES; b++) {
      int length = tokens.lengths()[b];
      for (int t = 0; t < LONGEST; t++) {
        int row = (int) timeMajor[t * SENTENCES + b];
        int real = Math.min(t, length - 1);
        assertEquals(tokens.token(b, real), ids[row]);
        assertEquals(tokens.token(b, length - 1 - real), ids[(int) reversed[row]]);
        assertEquals(reversed[row], rows.timeMajorReversed()[t * SENTENCES + b]);
      }
      assertEquals(timeMajor[(length - 1) * SENTENCES + b], rows.lastRows()[b]);
    }
    for (int row = 0; row < reversed.length; row++) {
      assertEquals(row, reversed[(int) reversed[row]]);
    }
  }

  static Stream<Arguments> members() {
    return Stream.of(LstmPath.values())
        .flatMap(
            path ->
                Stream.of(Pooling.values())
                    .flatMap(
                        pooling ->
                            Stream.of(1, 2).map(layers -> Arguments.of(path, pooling, layers))));
  }

  /** Codes and gradients by segments against the model in double precision. */
  @ParameterizedTest
  @MethodSource("members")
  void aModelOverSegments(LstmPath path, Pooling pooling, int layers) {
    System.setProperty(LstmPath.PROPERTY, path.name().toLowerCase(Locale.ROOT));
    // Where kernels may be wrong, a hidden size for which none is.
    ModelSpec spec =
        new ModelSpec(
            new EmbeddingSpec(
                WORDS, DIMENSION, LONGEST, WORDS - 4, WORDS - 3, WORDS - 2, WORDS - 1),
            new EncoderSpec(20, layers, true, pooling, pooling.hasMean(), layers == 2, 0),
            new DecoderSpec(DecoderKind.BAG, 6, OutputLayer.FREE, false));
    SeededRandom random = new SeededRandom(5);
    float[] embedding = uniform(random, WORDS * DIMENSION, 1.2);
    float[] wordWeights = uniform(random, WORDS, 0.4);
    for (int k = 0; k < WORDS; k++) {
      wordWeights[k] += 0.5f;
    }
    NamedTensors weights = InitialWeights.create(spec, embedding, wordWeights, random);
    ReconstructionLoss loss = ReconstructionLoss.crossEntropy(WORDS);
    Batch batch = Batch.of(longTail());
    ReferenceModel reference = ReferenceModel.of(spec, weights);
    ReferenceModel.Result want = reference.gradients(batch, ReferenceLoss.of(loss));
    double[] codes = reference.encode(batch.source(), new double[0]);
    try (TrainableModel model =
        new DjlBackend().open(Device.CPU).trainable(spec, weights, loss, AdamSettings.DEFAULT)) {
      assertClose(codes, model.encode(batch), 1e-5, "codes");
      assertEquals(want.mean(), model.evaluate(batch).mean(), 1e-5);
      Gradients got = model.differentiate(batch);
      want.gradients()
          .forEach(
              (name, values) -> assertClose(values, got.tensors().get(name).data(), 1e-4, name));
    }
  }

  private static void assertClose(double[] want, float[] got, double tolerance, String name) {
    double largest = Arrays.stream(want).map(Math::abs).max().orElse(0);
    assertEquals(want.length, got.length, name);
    for (int k = 0; k < want.length; k++) {
      assertEquals(want[k], got[k], tolerance * largest, name);
    }
  }

  private static float[] uniform(SeededRandom random, int count, double range) {
    float[] values = new float[count];
    for (int k = 0; k < count; k++) {
      values[k] = random.uniform(-range, range);
    }
    return values;
  }
}
