package io.github.simloss.evaluate.probes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.encoding.SentenceCodes;
import io.github.simloss.evaluate.sets.EvaluationSet;
import io.github.simloss.evaluate.sets.Example;
import io.github.simloss.evaluate.sets.SetRequest;
import io.github.simloss.evaluate.sets.Task;
import io.github.simloss.random.SeededRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the cosine of codes knows of scores of relatedness, and what is learned beside it. */
class RelatednessTest {
  @Test
  void relatednessNeedsNoClassifier() {
    List<Example> pairs = new ArrayList<>();
    for (int i = 1; i <= 8; i++) {
      pairs.add(Example.of("" + i, "a", "b" + i, "f:" + i));
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
    EvaluationSet set = ProbeTest.set(pairs, List.of());
    assertEquals(Task.RELATEDNESS, set.task());
    ProbeScores scores = new Probe(1).measure(set, codes);
    assertEquals(1, scores.score("spearman"), 1e-12);
    assertTrue(scores.score("pearson") < 1 && scores.score("pearson") > 0.5, scores.toString());
    assertNull(scores.score("accuracy"));
    assertTrue(Probe.majority(set).scores().isEmpty());
    ProbeScores flat = new Probe(1).measure(set, s -> new float[s.size()]);
    assertTrue(flat.scores().isEmpty(), "zero codes say nothing");
  }

  /** The score is |u - v|, which no cosine of positive numbers shows and a line does. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void relatednessIsLearnedWhereThereIsATestPart(boolean withDev) {
    SeededRandom random = new SeededRandom(11);
    List<Example> all = new ArrayList<>();
    Map<String, Float> values = new LinkedHashMap<>();
    for (int i = 0; i < 90; i++) {
      float first = (float) random.nextDouble();
      float second = (float) random.nextDouble();
      values.put("a" + i, first);
      values.put("b" + i, second);
      all.add(Example.of("" + 4 * Math.abs(first - second), "a" + i, "b" + i, "f:" + i));
    }
    SentenceCodes codes =
        sentences -> {
          float[] rows = new float[2 * sentences.size()];
          for (int i = 0; i < sentences.size(); i++) {
            rows[2 * i] = values.get(sentences.get(i));
            rows[2 * i + 1] = 1;
          }
          return rows;
        };
    List<Example> dev = withDev ? all.subList(50, 60) : List.of();
    EvaluationSet set =
        EvaluationSet.of("set", SetRequest.PAIRS, all.subList(0, 50), dev, all.subList(60, 90));
    ProbeScores scores = new Probe(1).measure(set, codes);
    assertEquals(
        List.of("spearman", "pearson", "learnedSpearman", "learnedPearson"),
        List.copyOf(scores.scores().keySet()));
    assertTrue(scores.score(ProbeScores.LEARNED_SPEARMAN) > 0.97, scores.toString());
    assertTrue(scores.score(ProbeScores.LEARNED_PEARSON) > 0.97, scores.toString());
    assertTrue(scores.score("spearman") < 0, "the cosine says the reverse: " + scores);
    assertTrue(Probe.COSTS.contains(scores.cost()), scores.toString());
    assertEquals(scores, new Probe(1).measure(set, codes), "the same again");
    EvaluationSet untested = EvaluationSet.of("set", SetRequest.PAIRS, all, List.of(), List.of());
    assertEquals(
        List.of("spearman", "pearson"),
        List.copyOf(new Probe(1).measure(untested, codes).scores().keySet()),
        "without a test part nothing is learned");
  }

  /** Scores that are all alike teach nothing; the cosine still counts. */
  @Test
  void constantTrainingScoresAreNotLearnedFrom() {
    List<Example> train = new ArrayList<>();
    List<Example> test = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      train.add(Example.of("2.5", "s" + i, "t" + i, "f:" + i));
      test.add(Example.of(i + ".5", "s" + i, "t" + (i + 1), "g:" + i));
    }
    EvaluationSet set =
        EvaluationSet.of(
            "set", SetRequest.PAIRS.withTask(Task.RELATEDNESS), train, List.of(), test);
    ProbeScores scores = new Probe(1).measure(set, ProbeTest::codes);
    assertNull(scores.score(ProbeScores.LEARNED_PEARSON));
    assertNull(scores.cost());
  }

  /** Codes of any length whose squares are no round numbers. */
  private static SentenceCodes noisy(long seed) {
    return sentences -> {
      float[] codes = new float[37 * sentences.size()];
      SeededRandom random = new SeededRandom(seed);
      for (int k = 0; k < codes.length; k++) {
        codes[k] = (float) (random.nextGaussian() * Math.pow(10, (k / 37) % 9 - 4));
      }
      return codes;
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void equalSentencesAreAllAsNear(long seed) {
    List<Example> same = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      same.add(Example.of(i + ".5", "s" + i, "s" + i, "f:" + i));
    }
    Probe probe = new Probe(1);
    EvaluationSet equal = ProbeTest.set(same, List.of());
    double[] cosines = EncodedSentences.of(List.of(equal), noisy(seed)).cosines(equal.train());
    assertArrayEquals(new double[] {1, 1, 1, 1, 1, 1, 1, 1}, cosines, 0, "seed " + seed);
    assertTrue(probe.measure(equal, noisy(seed)).scores().isEmpty(), "no ranks, so no correlation");
    same.add(Example.of("3", "s1", "s2", "f:9"));
    EvaluationSet more = ProbeTest.set(same, List.of());
    double[] other = EncodedSentences.of(List.of(more), noisy(seed)).cosines(more.train());
    assertTrue(Math.abs(other[8]) < 1);
    assertEquals(8, Arrays.stream(other).filter(c -> c == 1).count(), "ties are exact");
  }
}
