package io.github.simloss.backend.decoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.random.SeededRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Beam search in languages small enough to try every sentence. */
class BeamSearchTest {
  private static final int END = LanguageModel.END;

  private static List<Integer> decode(LanguageModel model, int width, double penalty) {
    int[] tokens =
        DecodingStrategy.beam(width, penalty).decode(model, new float[1], new long[1])[0];
    return Arrays.stream(tokens).boxed().toList();
  }

  /** The best sentence of all that end; without {@code <end>}, which counts as a token. */
  private static List<Integer> best(Map<List<Integer>, Double> sentences, double penalty) {
    List<Integer> best = List.of();
    double most = Double.NEGATIVE_INFINITY;
    for (Map.Entry<List<Integer>, Double> one : sentences.entrySet()) {
      List<Integer> tokens = one.getKey();
      double score = Math.log(one.getValue()) / Math.pow(tokens.size(), penalty);
      if (tokens.get(tokens.size() - 1) == END && score > most) {
        most = score;
        best = tokens.subList(0, tokens.size() - 1);
      }
    }
    return best;
  }

  /** Four sentences; the most probable beginning does not end within the model's length. */
  @Test
  void aFinishedSentenceIsPreferredToABeginning() {
    Map<List<Integer>, Double> sentences =
        Map.of(
            List.of(4, 4, 4, 4, 4), 0.4,
            List.of(5, 6, END), 0.3,
            List.of(5, 7, 7, END), 0.2,
            List.of(6, END), 0.1);
    LanguageModel model = new LanguageModel(8, 5, sentences);
    for (int width : new int[] {1, 2, 3, 4, 8}) {
      assertEquals(List.of(5, 6), decode(model, width, 0), "width " + width);
      assertEquals(List.of(5, 6), decode(model, width, 0.5), "width " + width);
    }
    // Where nothing ends, a beginning is better than nothing.
    LanguageModel endless =
        new LanguageModel(8, 2, Map.of(List.of(4, 5, END), 0.4, List.of(6, 4, END), 0.6));
    assertEquals(List.of(6, 4), decode(endless, 4, 0));
  }

  /** The first W sentences that end need not be the best. */
  @Test
  void theSearchDoesNotEndBeforeTheBestHasEnded() {
    Map<List<Integer>, Double> sentences =
        Map.of(
            List.of(4, END), 0.02,
            List.of(5, END), 0.03,
            List.of(6, 6, 6, END), 0.9,
            List.of(7, 4, END), 0.05);
    LanguageModel model = new LanguageModel(8, 6, sentences);
    for (int width = 1; width < 6; width++) {
      assertEquals(List.of(6, 6, 6), decode(model, width, 0), "width " + width);
    }
  }

  @Test
  void aWideBeamFindsWhatTryingEverySentenceFinds() {
    for (long seed = 0; seed < 60; seed++) {
      SeededRandom random = new SeededRandom(seed);
      int maxLength = 2 + random.nextInt(4);
      Map<List<Integer>, Double> sentences = new LinkedHashMap<>();
      for (int k = 0; k < 4 + random.nextInt(12); k++) {
        List<Integer> tokens = new ArrayList<>();
        int length = 1 + random.nextInt(maxLength);
        for (int t = 0; t < length; t++) {
          tokens.add(4 + random.nextInt(3));
        }
        // A third of those that fill the length never end.
        if (length < maxLength || random.nextInt(3) > 0) {
          tokens.set(length - 1, END);
        }
        sentences.put(tokens, 0.01 + random.nextDouble());
      }
      double total = sentences.values().stream().mapToDouble(Double::doubleValue).sum();
      sentences.replaceAll((tokens, share) -> share / total);
      if (sentences.keySet().stream().noneMatch(tokens -> tokens.contains(END))) {
        continue;
      }
      LanguageModel model = new LanguageModel(8, maxLength, sentences);
      for (double penalty : new double[] {0, 0.6, 1, 2}) {
        assertEquals(
            best(sentences, penalty),
            decode(model, 16, penalty),
            "seed " + seed + ", penalty " + penalty + ", " + sentences);
      }
    }
  }

  /** A thousand beams of two million words are more than an array holds. */
  @Test
  void aBeamThatCannotBeHeldIsRefusedBeforeItBegins() {
    LanguageModel model = new LanguageModel(3_000_000, 5, Map.of(List.of(4, END), 1.0));
    SimlossException e = assertThrows(SimlossException.class, () -> decode(model, 1000, 0));
    assertTrue(
        e.getMessage().startsWith("a beam of width 1000 has 3,000,000,000 "), e.getMessage());
  }
}
