package io.github.simloss.backend.decoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DecodingStrategyTest {
  private static final int SIZE = 8;
  private static final int LENGTH = 5;

  private static float[] codes(int count) {
    float[] codes = new float[count];
    for (int i = 0; i < count; i++) {
      codes[i] = (i - count / 2f) / 4;
    }
    return codes;
  }

  private static long[] numbers(int count) {
    return LongStream.range(0, count).toArray();
  }

  private static boolean allowed(int token) {
    return token != 0 && token != 3;
  }

  @Test
  void greedyTakesTheMostProbableTokenEachTime() {
    for (long seed = 0; seed < 30; seed++) {
      ChainModel model = new ChainModel(SIZE, LENGTH, seed);
      float[] codes = codes(9);
      int[][] decoded = DecodingStrategy.greedy().decode(model, codes, numbers(9));
      for (int row = 0; row < codes.length; row++) {
        List<Integer> expected = new ArrayList<>();
        int last = 0;
        for (int t = 0; t < LENGTH; t++) {
          float code = codes[row];
          int before = last;
          last =
              IntStream.range(0, SIZE)
                  .filter(DecodingStrategyTest::allowed)
                  .reduce(
                      (a, b) -> model.logit(code, before, b) > model.logit(code, before, a) ? b : a)
                  .getAsInt();
          if (last == 2) {
            break;
          }
          expected.add(last);
        }
        assertEquals(
            expected, Arrays.stream(decoded[row]).boxed().toList(), "seed " + seed + " row " + row);
      }
    }
  }

  @Test
  void aBeamAsWideAsAllSentencesFindsTheBest() {
    for (long seed = 0; seed < 20; seed++) {
      ChainModel model = new ChainModel(6, 4, seed);
      int[] found = DecodingStrategy.beam(500, 0).decode(model, new float[] {0.3f}, numbers(1))[0];
      assertEquals(best(model, 0.3f), logProbability(model, 0.3f, found), 1e-5, "seed " + seed);
    }
  }

  @Test
  void aBeamOfOneIsGreedy() {
    for (long seed = 0; seed < 20; seed++) {
      ChainModel model = new ChainModel(SIZE, LENGTH, seed);
      assertTrue(
          Arrays.deepEquals(
              DecodingStrategy.greedy().decode(model, codes(5), numbers(5)),
              DecodingStrategy.beam(1, 0.7).decode(model, codes(5), numbers(5))),
          "seed " + seed);
    }
  }

  /** The log probability of the best sentence of all that end, by trying each. */
  private static double best(ChainModel model, float code) {
    double best = Double.NEGATIVE_INFINITY;
    List<int[]> open = new ArrayList<>(List.of(new int[0]));
    for (int t = 0; t < model.spec().embedding().maxLength(); t++) {
      List<int[]> longer = new ArrayList<>();
      for (int[] tokens : open) {
        best = Math.max(best, logProbability(model, code, tokens));
        for (int token = 0; token < model.spec().vocabularySize(); token++) {
          if (allowed(token)
              && token != 2
              && tokens.length < model.spec().embedding().maxLength()) {
            int[] next = Arrays.copyOf(tokens, tokens.length + 1);
            next[tokens.length] = token;
            longer.add(next);
          }
        }
      }
      open = longer;
    }
    return best;
  }

  /** Of a sentence with its end, or without one if it is as long as can be. */
  private static double logProbability(ChainModel model, float code, int[] tokens) {
    double sum = 0;
    int last = 0;
    boolean ends = tokens.length < model.spec().embedding().maxLength();
    for (int t = 0; t < tokens.length + (ends ? 1 : 0); t++) {
      int token = t < tokens.length ? tokens[t] : 2;
      double total = 0;
      for (int other = 0; other < model.spec().vocabularySize(); other++) {
        total += allowed(other) ? Math.exp(model.logit(code, last, other)) : 0;
      }
      sum += model.logit(code, last, token) - Math.log(total);
      last = token;
    }
    return sum;
  }

  @Test
  void samplesFollowTheSoftmax() {
    ChainModel model = new ChainModel(SIZE, 2, 4);
    int count = 20_000;
    int[][] drawn =
        DecodingStrategy.sampling(0.8, 0, 9).decode(model, new float[count], numbers(count));
    double[] expected = new double[SIZE];
    double total = 0;
    for (int token = 0; token < SIZE; token++) {
      expected[token] = allowed(token) ? Math.exp(model.logit(0, 0, token) / 0.8) : 0;
      total += expected[token];
    }
    int[] counts = new int[SIZE];
    for (int[] tokens : drawn) {
      counts[tokens.length == 0 ? 2 : tokens[0]]++;
    }
    for (int token = 0; token < SIZE; token++) {
      assertEquals(expected[token] / total, counts[token] / (double) count, 0.015);
    }
  }

  @Test
  void topOneSamplingIsGreedyAndDrawsDoNotDependOnTheBatch() {
    ChainModel model = new ChainModel(SIZE, LENGTH, 3);
    float[] codes = codes(20);
    assertTrue(
        Arrays.deepEquals(
            DecodingStrategy.greedy().decode(model, codes, numbers(20)),
            DecodingStrategy.sampling(1, 1, 5).decode(model, codes, numbers(20))));
    int[][] together = DecodingStrategy.sampling(1, 4, 5).decode(model, codes, numbers(20));
    for (int row = 0; row < 20; row++) {
      int[] alone =
          DecodingStrategy.sampling(1, 4, 5)
              .decode(model, new float[] {codes[row]}, new long[] {row})[0];
      assertArrayEquals(together[row], alone);
    }
  }

  @Test
  void refusesSenselessSettings() {
    assertThrows(IllegalArgumentException.class, () -> DecodingStrategy.sampling(0, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> DecodingStrategy.sampling(1, -1, 1));
    assertThrows(IllegalArgumentException.class, () -> DecodingStrategy.beam(0, 0));
    assertThrows(IllegalArgumentException.class, () -> DecodingStrategy.beam(1, -1));
  }
}
