package io.github.simloss.evaluate.reconstruction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.random.SeededRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** BLEU against values printed by sacreBLEU 2.6.0 for the same signature. */
class BleuTest {
  private static double bleu(String... outputsAndTargets) {
    List<TokenPair> pairs = new ArrayList<>();
    for (int i = 0; i < outputsAndTargets.length; i += 2) {
      pairs.add(Words.pair(outputsAndTargets[i + 1], outputsAndTargets[i]));
    }
    return new Bleu().of(pairs);
  }

  @Test
  void goldenValues() {
    assertEquals(
        71.44468265841448,
        bleu(
            "the taste was so good",
            "the taste was so good",
            "the flavor was great",
            "the flavor was so good"),
        1e-10);
    assertEquals(
        66.87403049764218, bleu("a b c d e", "a b c d f"), 1e-10, "(4/5 3/4 2/3 1/2)^(1/4)");
    assertEquals(
        27.22230298303347,
        bleu("", "so nice", "the food was good here .", "the food was great here ."),
        1e-10,
        "an empty output");
    assertEquals(77.4307739756353, bleu("a b c d", "a b c d", "x", "y z"), 1e-10, "brevity");
  }

  @Test
  void ordersWithoutAMatchAreSmoothed() {
    assertEquals(
        7.809849842300637,
        bleu("the the the the the the the", "the cat is on the mat"),
        1e-10,
        "matches are clipped");
    assertEquals(10.682175159905853, bleu("a q b q c q", "a b c d e f"), 1e-10);
  }

  @Test
  void nothingToMatch() {
    assertEquals(0, bleu("a b c", "a b c"), "no four words in a row anywhere");
    assertEquals(0, bleu("x y z v w", "a b c d e"));
    assertEquals(0, bleu("", "a b c d e"));
    assertEquals(Double.NaN, bleu());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void staysInRangeAndKnowsNoOrderOfSentences(long seed) {
    SeededRandom random = new SeededRandom(seed);
    List<TokenPair> pairs = Words.pairs(random, 20, 3);
    double value = new Bleu().of(pairs);
    assertTrue(value >= 0 && value <= 100, "seed " + seed + ": " + value);
    List<TokenPair> reversed = new ArrayList<>(pairs);
    Collections.reverse(reversed);
    assertEquals(value, new Bleu().of(reversed), 1e-12, "seed " + seed);
    List<TokenPair> perfect =
        pairs.stream().map(pair -> new TokenPair(pair.target(), pair.target())).toList();
    assertEquals(100, new Bleu().of(perfect), 1e-10, "seed " + seed);
  }
}
