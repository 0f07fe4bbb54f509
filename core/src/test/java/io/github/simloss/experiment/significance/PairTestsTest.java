package io.github.simloss.experiment.significance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.evaluate.probes.Answers;
import io.github.simloss.evaluate.probes.Measure;
import io.github.simloss.evaluate.probes.PairedBootstrap;
import io.github.simloss.evaluate.probes.Score;
import io.github.simloss.random.SeededRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows against each other, sentence by sentence. */
class PairTestsTest {
  private static final PairedBootstrap BOOTSTRAP = new PairedBootstrap(500, 1);

  /** Words right of sentences of five to nine words, each right with a probability. */
  private static Score words(double right, long seed) {
    SeededRandom random = new SeededRandom(seed);
    double[] all = new double[100];
    double[] counted = new double[100];
    for (int i = 0; i < all.length; i++) {
      all[i] = 5 + i % 5;
      for (int k = 0; k < all[i]; k++) {
        counted[i] += random.nextInt(1000) < 1000 * right ? 1 : 0;
      }
    }
    Answers answers = new Answers(all, counted);
    return new Score("right", Measure.SHARE, -1, Measure.SHARE.value(answers, -1), answers);
  }

  private static Score classes(double... expected) {
    Answers answers = new Answers(expected, new double[expected.length]);
    return new Score("accuracy", Measure.ACCURACY, -1, 0, answers);
  }

  private static Map<String, List<Map<String, Score>>> rows(Score... scores) {
    Map<String, List<Map<String, Score>>> rows = new LinkedHashMap<>();
    for (int i = 0; i < scores.length; i++) {
      rows.put("row " + i, List.of(Map.of(scores[i].name(), scores[i])));
    }
    return rows;
  }

  @Test
  void aWideGapIsMoreThanChanceAndANarrowOneIsNot() {
    Map<String, List<Map<String, Score>>> rows = rows(words(0.6, 1), words(0.6, 2), words(0.4, 3));
    rows.put("seeds", List.of(Map.of("right", words(0.6, 4)), Map.of("right", words(0.6, 5))));
    List<PairTest> tests = PairTests.of(rows, BOOTSTRAP);
    assertEquals(6, tests.size(), "every two of four");
    for (PairTest test : tests) {
      boolean weak = test.first().equals("row 2") || test.second().equals("row 2");
      assertEquals(weak, test.p() < 0.01, test.toString());
    }
    PairTest first = tests.get(0);
    assertEquals("row 0 row 1 right", first.first() + " " + first.second() + " " + first.score());
    assertEquals(words(0.6, 1).value() - words(0.6, 2).value(), first.difference(), 1e-12);
    assertEquals(tests, PairTests.of(rows, BOOTSTRAP), "the draws are seeded");
  }

  @Test
  void whatIsNotOnTheSameExamplesIsNotTested() {
    assertEquals(List.of(), PairTests.of(rows(classes(0, 1), classes(0, 0)), BOOTSTRAP));
    assertEquals(List.of(), PairTests.of(rows(classes(0, 1), classes(0, 1, 1)), BOOTSTRAP));
    assertEquals(1, PairTests.of(rows(classes(0, 1), classes(0, 1)), BOOTSTRAP).size());
    assertEquals(List.of(), PairTests.of(rows(classes(0, 1)), BOOTSTRAP), "one row");
    Map<String, List<Map<String, Score>>> partly = rows(classes(0, 1), classes(0, 1));
    partly.put("row 1", Arrays.asList(Map.of("accuracy", classes(0, 1)), Map.of()));
    assertEquals(List.of(), PairTests.of(partly, BOOTSTRAP), "a run without the score");
  }

  @Test
  void aShareIsThatOfTheSums() {
    Answers answers = new Answers(new double[] {4, 0, 6}, new double[] {1, 0, 4});
    assertEquals(0.5, Measure.SHARE.value(answers, -1));
    assertTrue(Double.isNaN(Measure.SHARE.value(new Answers(new double[1], new double[1]), -1)));
  }
}
