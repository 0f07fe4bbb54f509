package io.github.simloss.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.simloss.random.SeededRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostProcessingTest {
  private static final List<Integer> BLOCKS = List.of(4, 3);
  private static final int WIDTH = 7;
  private static final int ROWS = 500;

  /** Blocks of different sizes; column 1 varies most in the first, column 6 in the second. */
  private static float[] codes() {
    SeededRandom random = new SeededRandom(8);
    float[] codes = new float[ROWS * WIDTH];
    for (int k = 0; k < codes.length; k++) {
      int column = k % WIDTH;
      double spread = column == 1 ? 9 : column == 6 ? 40 : column < 4 ? 1 : 5;
      codes[k] = (float) (3 + column + spread * random.nextGaussian());
    }
    return codes;
  }

  @Test
  void blocksAreCentredAndAlike() {
    float[] processed = PostProcessing.learn(codes(), BLOCKS, 0).apply(codes());
    for (int column = 0; column < WIDTH; column++) {
      double sum = 0;
      for (int r = 0; r < ROWS; r++) {
        sum += processed[r * WIDTH + column];
      }
      assertEquals(0, sum / ROWS, 1e-4, "column " + column);
    }
    assertEquals(1, meanSquare(processed, 0, 4), 1e-4);
    assertEquals(1, meanSquare(processed, 4, 7), 1e-4);
  }

  private static double meanSquare(float[] codes, int from, int to) {
    double sum = 0;
    for (int r = 0; r < ROWS; r++) {
      for (int k = from; k < to; k++) {
        sum += codes[r * WIDTH + k] * codes[r * WIDTH + k];
      }
    }
    return sum / ROWS / (to - from);
  }

  @Test
  void theMainDirectionOfEachBlockGoes() {
    PostProcessing processing = PostProcessing.learn(codes(), BLOCKS, 1);
    assertEquals(1, processing.removed());
    float[] processed = processing.apply(codes());
    double[] squares = new double[WIDTH];
    for (int k = 0; k < processed.length; k++) {
      squares[k % WIDTH] += processed[k] * processed[k] / ROWS;
    }
    assertEquals(0, squares[1], 0.05);
    assertEquals(0, squares[6], 0.05);
    assertEquals(4.0 / 3, squares[0], 0.25);
    assertEquals(3.0 / 2, squares[4], 0.25);
  }

  @Test
  void aFileGivesItBack() {
    PostProcessing learned = PostProcessing.learn(codes(), BLOCKS, 2);
    PostProcessing read = PostProcessing.of(learned.tensors(), BLOCKS);
    assertArrayEquals(learned.apply(codes()), read.apply(codes()));
    assertThrows(
        IllegalArgumentException.class, () -> PostProcessing.of(learned.tensors(), List.of(8)));
  }

  @Test
  void constantCodesAndRangesAreNoTrap() {
    float[] same = {1, 2, 3, 4, 1, 2, 3, 4};
    assertArrayEquals(
        new float[8], PostProcessing.learn(same, List.of(4), 1).apply(same), "no NaN");
    assertThrows(IllegalArgumentException.class, () -> PostProcessing.learn(codes(), BLOCKS, 4));
    assertThrows(IllegalArgumentException.class, () -> PostProcessing.learn(codes(), BLOCKS, -1));
    assertThrows(
        IllegalArgumentException.class,
        () -> PostProcessing.learn(codes(), BLOCKS, 0).apply(new float[8]));
  }
}
