package io.github.simloss.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.simloss.backend.DecoderState;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.random.SeededRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Decoding, one token at a time. */
public interface DecoderContract extends Contract {

  /** Against the model in double precision. */
  @Test
  default void steppingFollowsTheModel() {
    Toy toy = Toy.small(401);
    float[] codes = codes(toy, 3);
    int[][] inputs = {
      {toy.spec().embedding().startId(), 3, 8, 1},
      {5, 5, 5, 5},
      {0, 1, 2, toy.spec().embedding().endId()}
    };
    try (TrainableModel model = open(toy);
        DecoderState decoder = model.decoder(codes)) {
      assertEquals(3, decoder.rows());
      for (int t = 0; t < 4; t++) {
        float[] got = decoder.step(new int[] {inputs[0][t], inputs[1][t], inputs[2][t]});
        for (int r = 0; r < 3; r++) {
          assertRow(toy, codes, r, Arrays.copyOf(inputs[r], t + 1), got, r);
        }
      }
    }
  }

  /** Beams branch, rows leave, and their order changes. */
  @Test
  default void selectRepeatsAndDropsRows() {
    Toy toy = Toy.small(402);
    float[] codes = codes(toy, 4);
    try (TrainableModel model = open(toy);
        DecoderState decoder = model.decoder(codes)) {
      decoder.step(new int[] {1, 2, 3, 4});
      decoder.select(new int[] {3, 0, 0, 3, 1});
      assertEquals(5, decoder.rows());
      float[] got = decoder.step(new int[] {5, 6, 7, 8, 9});
      assertRow(toy, codes, 3, new int[] {4, 5}, got, 0);
      assertRow(toy, codes, 0, new int[] {1, 6}, got, 1);
      assertRow(toy, codes, 0, new int[] {1, 7}, got, 2);
      assertRow(toy, codes, 3, new int[] {4, 8}, got, 3);
      assertRow(toy, codes, 1, new int[] {2, 9}, got, 4);
      decoder.select(new int[] {2});
      assertEquals(1, decoder.rows());
      assertRow(toy, codes, 0, new int[] {1, 7, 2}, decoder.step(new int[] {2}), 0);
      decoder.select(new int[] {0, 0});
      got = decoder.step(new int[] {3, 4});
      assertRow(toy, codes, 0, new int[] {1, 7, 2, 4}, got, 1);
    }
  }

  /** Rows may be selected before the first step: a code can branch too. */
  @Test
  default void selectBeforeTheFirstStep() {
    Toy toy = Toy.small(403);
    float[] codes = codes(toy, 2);
    try (TrainableModel model = open(toy);
        DecoderState decoder = model.decoder(codes)) {
      decoder.select(new int[] {1, 1, 0});
      float[] got = decoder.step(new int[] {4, 5, 6});
      assertRow(toy, codes, 1, new int[] {5}, got, 1);
      assertRow(toy, codes, 0, new int[] {6}, got, 2);
    }
  }

  /** Two decoders of one model do not disturb each other, nor does the model's other work. */
  @Test
  default void severalDecodersOfOneModel() {
    Toy toy = Toy.small(404);
    float[] codes = codes(toy, 2);
    float[] others = codes(Toy.small(405), 1);
    try (TrainableModel model = open(toy);
        DecoderState first = model.decoder(codes);
        DecoderState second = model.decoder(others)) {
      first.step(new int[] {1, 2});
      second.step(new int[] {3});
      model.encode(toy.batch(3, 0));
      model.evaluate(toy.batch(3, 0));
      float[] got = first.step(new int[] {4, 5});
      assertRow(toy, codes, 1, new int[] {2, 5}, got, 1);
      assertRow(toy, others, 0, new int[] {3, 6}, second.step(new int[] {6}), 0);
    }
  }

  /** The codes handed over may be changed afterwards. */
  @Test
  default void codesAreCopied() {
    Toy toy = Toy.small(406);
    float[] codes = codes(toy, 1);
    float[] handed = codes.clone();
    try (TrainableModel model = open(toy);
        DecoderState decoder = model.decoder(handed)) {
      Arrays.fill(handed, 0);
      assertRow(toy, codes, 0, new int[] {7}, decoder.step(new int[] {7}), 0);
    }
  }

  /** What cannot be stepped or selected is refused, and the decoder goes on. */
  @Test
  default void decoderRefusesBadArguments() {
    Toy toy = Toy.small(407);
    int size = toy.spec().vocabularySize();
    float[] codes = codes(toy, 2);
    try (TrainableModel model = open(toy);
        DecoderState decoder = model.decoder(codes)) {
      for (int[] tokens : List.of(new int[] {1}, new int[] {1, size}, new int[] {-1, 1})) {
        assertThrows(IllegalArgumentException.class, () -> decoder.step(tokens));
      }
      for (int[] rows : List.of(new int[0], new int[] {2}, new int[] {0, -1})) {
        assertThrows(IllegalArgumentException.class, () -> decoder.select(rows));
      }
      assertRow(toy, codes, 1, new int[] {2}, decoder.step(new int[] {1, 2}), 1);
    }
  }

  /** A closed decoder answers no more. */
  @Test
  default void closedDecoder() {
    Toy toy = Toy.small(408);
    try (TrainableModel model = open(toy)) {
      DecoderState decoder = model.decoder(codes(toy, 1));
      decoder.close();
      decoder.close();
      assertThrows(IllegalStateException.class, () -> decoder.step(new int[] {1}));
      assertThrows(IllegalStateException.class, () -> decoder.select(new int[] {0}));
      // The model goes on.
      model.encode(toy.batch(1, 0));
    }
  }

  private static float[] codes(Toy toy, int rows) {
    SeededRandom random = SeededRandom.derive(toy.seed(), "codes", rows);
    return Toy.uniform(random, rows * toy.spec().codeSize(), 0.9);
  }

  /** Row {@code at} of the logits is what the model says after {@code inputs} from a code. */
  private static void assertRow(
      Toy toy, float[] codes, int code, int[] inputs, float[] logits, int at) {
    int hidden = toy.spec().codeSize();
    int size = toy.spec().vocabularySize();
    double[] start = Numbers.doubles(Arrays.copyOfRange(codes, code * hidden, (code + 1) * hidden));
    List<double[]> want = toy.reference().decode(start, inputs);
    Numbers.assertClose(
        want.get(inputs.length - 1),
        Arrays.copyOfRange(logits, at * size, (at + 1) * size),
        1e-5,
        "logits of code " + code + " after " + Arrays.toString(inputs));
  }
}
