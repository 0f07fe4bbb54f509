package io.github.simloss.evaluate.probes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.encoding.MeanOfWordVectors;
import io.github.simloss.encoding.SentenceCodes;
import io.github.simloss.evaluate.linear.Classifier;
import io.github.simloss.evaluate.reconstruction.Words;
import io.github.simloss.evaluate.sets.EvaluationSet;
import io.github.simloss.evaluate.sets.Example;
import io.github.simloss.evaluate.sets.Features;
import io.github.simloss.evaluate.sets.SetRequest;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.text.Tokenizers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The probe with a classifier that keeps a record and is right at one cost only. */
class ProbeTest {
  /** Right at {@code goodCost}, always class 0 elsewhere. */
  private static final class Recorder implements Classifier {
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

  private static List<Example> pairs(int count, int from) {
    return IntStream.range(from, from + count)
        .mapToObj(i -> Example.of("" + i % 2, "s" + i, "t" + i, "f:" + i))
        .toList();
  }

  static EvaluationSet set(List<Example> train, List<Example> test) {
    return EvaluationSet.of("set", SetRequest.PAIRS, train, List.of(), test);
  }

  /** A sentence's code is its length and number. */
  static float[] codes(List<String> sentences) {
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
    ProbeScores scores =
        new Probe(recorder, Probe.COSTS, 3, 10, 1)
            .measure(set(pairs(20, 0), pairs(10, 20)), ProbeTest::codes);
    assertEquals(4, scores.cost());
    assertEquals(1, scores.score("accuracy"));
    assertEquals(1, scores.score("f1"));
    assertNull(scores.score("spearman"));
    int calls = recorder.trained.size();
    assertEquals(Probe.COSTS.size() * 3 + 1, calls);
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
    ProbeScores scores =
        new Probe(recorder, List.of(16.0), 3, 5, 1)
            .measure(set(pairs(23, 0), List.of()), ProbeTest::codes);
    assertEquals(1, scores.score("accuracy"));
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
    Answers answers =
        new Answers(new double[] {1, 1, 1, 0, 0, 0, 0}, new double[] {1, 0, 0, 1, 0, 0, 0});
    ProbeScores scores = ProbeScores.ofClasses(answers, 1, null, 0);
    assertEquals(4 / 7.0, scores.score("accuracy"), 1e-12);
    assertEquals(2 * (0.5 * (1 / 3.0)) / (0.5 + 1 / 3.0), scores.score("f1"), 1e-12);
    Answers none = new Answers(new double[2], new double[2]);
    assertEquals(0, ProbeScores.ofClasses(none, 1, null, 0).score("f1"), "none there");
    assertNull(ProbeScores.ofClasses(answers, -1, null, 0).score("f1"));
    assertThrows(IllegalArgumentException.class, () -> new Answers(new double[1], new double[2]));
    assertEquals(List.of("accuracy", "f1"), new ArrayList<>(scores.scores().keySet()));
  }

  @Test
  void theMajorityIsThatOfTraining() {
    List<Example> train = new ArrayList<>(pairs(4, 0));
    train.add(Example.of("1", "s9", "t9", "f:9"));
    List<Example> test = pairs(3, 10);
    ProbeScores scores = Probe.majority(set(train, test));
    assertEquals(1 / 3.0, scores.score("accuracy"), 1e-12, "test pairs are 0, 1, 0");
    assertEquals(2 * 1.0 / (1 + 3), scores.score("f1"), 1e-12);
  }

  @Test
  void featuresByHand() {
    float[] codes = {9, 9, 1, -2, 4, 5};
    assertArrayEquals(new float[] {1, -2}, Features.CODE.of(codes, 1, 1, 2));
    assertArrayEquals(new float[] {3, 7, 4, -10}, Features.DIFFERENCE_PRODUCT.of(codes, 1, 2, 2));
    assertArrayEquals(
        new float[] {4, 5, 1, -2, 3, 7, 4, -10},
        Features.ALL.of(codes, 2, 1, 2),
        "the order of both");
  }

  @Test
  void theDevPartChoosesTheCost() {
    Recorder recorder = new Recorder(1);
    EvaluationSet set =
        EvaluationSet.of("set", SetRequest.PAIRS, pairs(20, 0), pairs(6, 20), pairs(10, 26));
    ProbeScores scores = new Probe(recorder, Probe.COSTS, 3, 10, 1).measure(set, ProbeTest::codes);
    assertEquals(1, scores.cost());
    assertEquals(1, scores.score("accuracy"));
    assertEquals(Probe.COSTS.size() + 1, recorder.tried.size());
    for (int k = 0; k < recorder.tried.size(); k++) {
      assertArrayEquals(IntStream.range(0, 20).toArray(), recorder.trained.get(k));
      boolean last = k == recorder.tried.size() - 1;
      assertArrayEquals(
          IntStream.range(last ? 26 : 20, last ? 36 : 26).toArray(), recorder.tried.get(k));
    }
  }

  @Test
  void fewRowsMakeFewFolds() {
    ProbeScores scores =
        new Probe(new Recorder(1), List.of(1.0), 3, 10, 1)
            .measure(set(pairs(4, 0), List.of()), ProbeTest::codes);
    assertEquals(4, scores.folds());
  }

  /** Sentences of two classes whose codes differ in one of 20 values, the same in every run. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void howManyThreadsChangesNoAnswer(int threads) throws Exception {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      examples.add(Example.of(i % 2 == 0 ? "a" : "b", i % 2 + " " + i, "f:" + i));
    }
    EvaluationSet set =
        EvaluationSet.of("set", SetRequest.SENTENCES, examples, List.of(), List.of());
    SentenceCodes codes =
        sentences -> {
          SeededRandom random = new SeededRandom(7);
          float[] all = new float[20 * sentences.size()];
          for (int k = 0; k < all.length; k++) {
            boolean second = sentences.get(k / 20).startsWith("1");
            all[k] = (float) (100 + random.nextGaussian() + (k % 20 == 3 && second ? 2 : 0));
          }
          return all;
        };
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      ProbeScores there = pool.submit(() -> new Probe(1).measure(set, codes)).get();
      ProbeScores here = new Probe(1).measure(set, codes);
      assertEquals(here.scores(), there.scores());
      assertEquals(here.cost(), there.cost());
      assertArrayEquals(
          here.all().get(0).answers().actual(), there.all().get(0).answers().actual());
      assertTrue(here.score("accuracy") > 0.7, here.scores().toString());
      assertEquals(10, here.folds());
    } finally {
      pool.shutdown();
    }
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
    assertThrows(IllegalArgumentException.class, () -> new Probe(any, List.of(), 3, 3, 1));
    assertThrows(IllegalArgumentException.class, () -> new Probe(any, List.of(1.0), 1, 3, 1));
    assertThrows(IllegalArgumentException.class, () -> new Probe(any, List.of(2.0, 1.0), 3, 3, 1));
  }
}
