package io.github.simloss.evaluate.reconstruction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.encoding.Reconstruction;
import io.github.simloss.random.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The metrics by hand, and within their ranges on whatever comes. */
class ReconstructionMetricsTest {
  /** taste-flavor are near, all else is at right angles; no vector for {@code zzz}. */
  private static final WordSimilarity SIMILARITY =
      new WordSimilarity() {
        @Override
        public double cosine(String a, String b) {
          return a.equals(b) ? 1 : isNear(a, b) ? 0.8 : 0;
        }

        @Override
        public int neighbours() {
          return 2;
        }

        @Override
        public boolean isNear(String a, String b) {
          return a.equals(b) || List.of("taste", "flavor").containsAll(List.of(a, b));
        }
      };

  private static final List<TokenPair> BY_HAND =
      List.of(
          Words.pair("the taste was good", "the flavor was bad"),
          Words.pair("so good", "so good"),
          Words.pair("a b c", "a x"),
          Words.pair("taste", "flavor flavor flavor"));

  private static Map<String, Double> measure(List<TokenPair> pairs) {
    return ReconstructionMetrics.measure(ReconstructionMetrics.all(SIMILARITY), pairs);
  }

  @Test
  void byHand() {
    Map<String, Double> values = measure(BY_HAND);
    // 10 target words; right: the, was, so, good, a.
    assertEquals(5 / 10.0, values.get("tokenAccuracy"), 1e-12);
    assertEquals(1 / 4.0, values.get("exactMatch"), 1e-12);
    // Besides, two pairs of 0.8; c has no word beside it and counts 0.
    assertEquals((5 + 2 * 0.8) / 10, values.get("meanCosine"), 1e-12);
    // Wrong: taste-flavor, good-bad, b-x, taste-flavor. What is missing or too much is no word put
    // in another's place.
    assertEquals(2 / 4.0, values.get("nearSynonymRate"), 1e-12);
    // the flavor was bad so good a x: 8 of 11.
    assertEquals(8 / 11.0, values.get("distinct1"), 1e-12);
    // the-flavor flavor-was was-bad so-good a-x flavor-flavor: 6 of 7.
    assertEquals(6 / 7.0, values.get("distinct2"), 1e-12);
    assertEquals(
        List.of(
            "tokenAccuracy",
            "exactMatch",
            "bleu",
            "meanCosine",
            "nearSynonymRate",
            "distinct1",
            "distinct2"),
        new ArrayList<>(values.keySet()));
  }

  @Test
  void whatIsNotDefinedIsLeftOut() {
    assertTrue(measure(List.of()).isEmpty());
    Map<String, Double> perfect = measure(List.of(Words.pair("so good", "so good")));
    assertFalse(perfect.containsKey("nearSynonymRate"), "no wrong word");
    assertEquals(1, perfect.get("meanCosine"));
    Map<String, Double> silent = measure(List.of(Words.pair("so good", "")));
    assertEquals(0, silent.get("tokenAccuracy"));
    assertFalse(silent.containsKey("distinct1"), "no output");
  }

  /** What sentences add makes up the whole, where a metric is a share. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void sharesOfSentencesMakeUpTheWhole(long seed) {
    List<TokenPair> pairs = Words.pairs(new SeededRandom(seed), 30, 4);
    List<String> shares = new ArrayList<>();
    for (ReconstructionMetric metric : ReconstructionMetrics.all(SIMILARITY)) {
      double counted = 0;
      double all = 0;
      for (TokenPair pair : pairs) {
        double[] share = metric.share(pair);
        counted += share == null ? 0 : share[0];
        all += share == null ? 0 : share[1];
      }
      if (all > 0) {
        shares.add(metric.name());
        assertEquals(metric.of(pairs), counted / all, 1e-12, metric.name());
      }
    }
    assertEquals(List.of("tokenAccuracy", "exactMatch", "meanCosine", "nearSynonymRate"), shares);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void valuesStayInTheirRange(long seed) {
    List<TokenPair> pairs = Words.pairs(new SeededRandom(seed), 30, 4);
    for (ReconstructionMetric metric : ReconstructionMetrics.all(SIMILARITY)) {
      double value = metric.of(pairs);
      String what = "seed " + seed + ": " + metric.name() + " " + value;
      assertTrue(value >= metric.lowest() && value <= metric.highest(), what);
      assertFalse(metric.definition().isBlank(), what);
      assertTrue(metric.greaterIsBetter(), what);
    }
  }

  @Test
  void wordsOfAReconstruction() {
    var plain = Words.codec(false, "the taste was good");
    assertEquals(
        new TokenPair(List.of("the", "taste", "was", "new"), List.of("the", "<unk>")),
        TokenPair.of(plain, new Reconstruction("The taste was NEW", "the <unk>")));
    assertEquals(
        List.of(), TokenPair.of(plain, new Reconstruction("the", "")).output(), "no output");
    String longer = "a b c d e f g h i j k l m n o p q";
    assertEquals(
        14,
        TokenPair.of(plain, new Reconstruction(longer, "a")).target().size(),
        "cut as the model reads it");
    assertEquals(
        new TokenPair(List.of("the", "taste", "was"), List.of("the", "taste")),
        TokenPair.of(
            Words.codec(true, "the taste was good"),
            new Reconstruction("the taste was", "the taste")),
        "in bigram mode single words");
  }
}
