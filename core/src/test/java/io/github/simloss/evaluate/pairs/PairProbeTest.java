package io.github.simloss.evaluate.pairs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.encoding.MeanOfWordVectors;
import io.github.simloss.encoding.SentenceCodes;
import io.github.simloss.evaluate.reconstruction.Words;
import io.github.simloss.text.Tokenizers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The probe with a classifier that keeps a record and is right at one cost only. */
class PairProbeTest {
  /** Right at {@code goodCost}, always class 0 elsewhere. */
  private static final class Recorder implements PairClassifier {
    private final double goodCost;
    private final List<int[]> trained = Collections.synchronizedList(new ArrayList<>());
    private final List<int[]> tried = Collections.synchronizedList(new ArrayList<>());
    private float[][] features;

    Recorder(double goodCost) {
      this.goodCost = goodCost;
    }

    @Override
    public String description() {
      return "recorder";
    }

    @Override
    public Examples examples(float[][] rows, int[] labels, int classes) {
      features = rows;
      return train ->
          (test, cost) -> {
            trained.add(train);
            tried.add(test);
            return Arrays.stream(test).map(row -> cost == goodCost ? labels[row] : 0).toArray();
          };
    }
  }

  private static List<SentencePair> pairs(int count, int from) {
    return IntStream.range(from, from + count)
        .mapToObj(i -> new SentencePair("" + i % 2, "s" + i, "t" + i, "f:" + i))
        .toList();
  }

  private static PairSet set(List<SentencePair> train, List<SentencePair> test) {
    return PairSet.of("set", null, PairFeatures.DIFFERENCE_PRODUCT, null, train, test);
  }

  /** A sentence's code is its length and number. */
  private static float[] codes(List<String> sentences) {
    float[] codes = new float[2 * sentences.size()];
    for (int i = 0; i < sentences.size(); i++) {
      codes[2 * i] = sentences.get(i).length();
      codes[2 * i + 1] = Float.parseFloat(sentences.get(i).substring(1));
    }
    return codes;
  }

  @Test
  void theCostIsChosenOnTrainingPairsAlone() {
    Recorder recorder = new Recorder(4);
    PairScores scores =
        new PairProbe(recorder, 1).measure(set(pairs(20, 0), pairs(10, 20)), PairProbeTest::codes);
    assertEquals(4, scores.cost());
    assertEquals(1, scores.accuracy());
    assertEquals(1, scores.f1());
    assertNull(scores.spearman());
    int calls = recorder.trained.size();
    assertEquals(PairProbe.COSTS.size() * 3 + 1, calls);
    for (int k = 0; k < calls - 1; k++) {
      assertTrue(Arrays.stream(recorder.trained.get(k)).allMatch(row -> row < 20));
      assertTrue(Arrays.stream(recorder.tried.get(k)).allMatch(row -> row < 20));
    }
    assertArrayEquals(IntStream.range(0, 20).toArray(), recorder.trained.get(calls - 1));
    assertArrayEquals(IntStream.range(20, 30).toArray(), recorder.tried.get(calls - 1));
    assertArrayEquals(new float[] {0, 0, 4, 49}, recorder.features[7], "of s7 and t7");
  }

  @Test
  void withoutTestPairsEveryPairIsTriedOnceByWhoHasNotSeenIt() {
    Recorder recorder = new Recorder(16);
    PairScores scores =
        new PairProbe(recorder, List.of(16.0), 3, 5, 1)
            .measure(set(pairs(23, 0), List.of()), PairProbeTest::codes);
    assertEquals(1, scores.accuracy());
    assertEquals(16, scores.cost());
    assertEquals(5, recorder.trained.size(), "one cost is not chosen");
    List<Integer> all = new ArrayList<>();
    for (int k = 0; k < 5; k++) {
      List<Integer> seen = IntStream.of(recorder.trained.get(k)).boxed().toList();
      List<Integer> tried = IntStream.of(recorder.tried.get(k)).boxed().toList();
      assertTrue(Collections.disjoint(seen, tried));
      assertEquals(23, seen.size() + tried.size());
      all.addAll(tried);
    }
    all.sort(null);
    assertEquals(IntStream.range(0, 23).boxed().toList(), all);
  }

  @Test
  void scoresByHand() {
    // 3 of 5 right; of class 1: 2 said, 3 there, 1 both.
    PairScores scores =
        PairScores.ofClasses(
            new int[] {1, 1, 1, 0, 0, 0, 0}, new int[] {1, 0, 0, 1, 0, 0, 0}, 1, null);
    assertEquals(4 / 7.0, scores.accuracy(), 1e-12);
    assertEquals(2 * (0.5 * (1 / 3.0)) / (0.5 + 1 / 3.0), scores.f1(), 1e-12);
    assertEquals(
        0, PairScores.ofClasses(new int[] {0, 0}, new int[] {0, 0}, 1, null).f1(), "none there");
    assertNull(PairScores.ofClasses(new int[] {0, 1}, new int[] {0, 0}, -1, null).f1());
    assertEquals(List.of("accuracy", "f1"), new ArrayList<>(scores.scores().keySet()));
  }

  @Test
  void theMajorityIsThatOfTraining() {
    List<SentencePair> train = new ArrayList<>(pairs(4, 0));
    train.add(new SentencePair("1", "s9", "t9", "f:9"));
    List<SentencePair> test = pairs(3, 10);
    PairScores scores = PairProbe.majority(set(train, test));
    assertEquals(1 / 3.0, scores.accuracy(), 1e-12, "test pairs are 0, 1, 0");
    assertEquals(2 * 1.0 / (1 + 3), scores.f1(), 1e-12);
  }

  @Test
  void relatednessNeedsNoClassifier() {
    List<SentencePair> pairs = new ArrayList<>();
    for (int i = 1; i <= 8; i++) {
      pairs.add(new SentencePair("" + i, "a", "b" + i, "f:" + i));
    }
    // The angle to (1, 0) falls as the score rises.
    SentenceCodes codes =
        sentences -> {
          float[] rows = new float[2 * sentences.size()];
          for (int i = 0; i < sentences.size(); i++) {
            boolean a = sentences.get(i).equals("a");
            double angle = a ? 0 : 1.0 / Integer.parseInt(sentences.get(i).substring(1));
            rows[2 * i] = 3 * (float) Math.cos(angle);
            rows[2 * i + 1] = 3 * (float) Math.sin(angle);
          }
          return rows;
        };
    PairSet set = set(pairs, List.of());
    assertEquals(PairTask.RELATEDNESS, set.task());
    PairScores scores = new PairProbe(new Recorder(1), 1).measure(set, codes);
    assertEquals(1, scores.spearman(), 1e-12);
    assertTrue(scores.pearson() < 1 && scores.pearson() > 0.5, scores.toString());
    assertNull(scores.accuracy());
    assertTrue(PairProbe.majority(set).scores().isEmpty());
    PairScores flat = new PairProbe(new Recorder(1), 1).measure(set, s -> new float[s.size()]);
    assertEquals(0, flat.spearman(), "zero codes say nothing");
  }

  @Test
  void featuresByHand() {
    float[] u = {1, -2, 0, 3};
    float[] v = {4, 5, 0, -1};
    assertArrayEquals(
        new float[][] {{3, 7, 4, -10}, {0, 4, 0, -3}}, PairFeatures.DIFFERENCE_PRODUCT.of(u, v, 2));
    assertArrayEquals(
        new float[][] {{1, -2, 4, 5, 3, 7, 4, -10}, {0, 3, 0, -1, 0, 4, 0, -3}},
        PairFeatures.ALL.of(u, v, 2));
    assertThrows(IllegalArgumentException.class, () -> PairFeatures.ALL.of(u, new float[2], 2));
  }

  @Test
  void meansOfWordVectors() {
    MeanOfWordVectors means =
        new MeanOfWordVectors(
            Tokenizers.WORDS,
            Words.vectors(Map.of("so", new float[] {1, 2}, "good", new float[] {3, 6})));
    assertArrayEquals(
        new float[] {2, 4, 5 / 3f, 10 / 3f, 0, 0},
        means.encode(List.of("So good!", "so so good unheard", "?")),
        1e-6f);
  }

  @Test
  void wrongNumbers() {
    Recorder any = new Recorder(1);
    assertThrows(IllegalArgumentException.class, () -> new PairProbe(any, List.of(), 3, 3, 1));
    assertThrows(IllegalArgumentException.class, () -> new PairProbe(any, List.of(1.0), 1, 3, 1));
    assertThrows(
        IllegalArgumentException.class, () -> new PairProbe(any, List.of(2.0, 1.0), 3, 3, 1));
  }
}
