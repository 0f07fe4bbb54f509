package io.github.simloss.evaluate.probes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.random.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The paired test and what it draws, against naive formulas. */
class PairedBootstrapTest {
  private static Score score(Measure measure, double[] expected, double[] actual) {
    Answers answers = new Answers(expected, actual);
    return new Score("x", measure, 1, measure.value(answers, 1), answers);
  }

  /** Right in the first of {@code count} examples, wrong in the others. */
  private static Score right(int first, int count) {
    double[] actual = new double[count];
    for (int i = first; i < count; i++) {
      actual[i] = 1;
    }
    return score(Measure.ACCURACY, new double[count], actual);
  }

  @ParameterizedTest
  @EnumSource(Measure.class)
  void aResampleIsMeasuredAsItsExamplesWrittenOut(Measure measure) {
    for (long seed = 1; seed <= 20; seed++) {
      SeededRandom random = new SeededRandom(seed);
      int count = 12;
      double[] expected = new double[count];
      double[] actual = new double[count];
      int[] drawn = new int[count];
      for (int i = 0; i < count; i++) {
        expected[i] = random.nextInt(3);
        actual[i] = random.nextInt(3);
        drawn[random.nextInt(count)]++;
      }
      List<Double> left = new ArrayList<>();
      List<Double> right = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        for (int k = 0; k < drawn[i]; k++) {
          left.add(expected[i]);
          right.add(actual[i]);
        }
      }
      Answers written =
          new Answers(
              left.stream().mapToDouble(v -> v).toArray(),
              right.stream().mapToDouble(v -> v).toArray());
      assertEquals(
          measure.value(written, 1),
          new Resampled(score(measure, expected, actual)).value(drawn),
          1e-12,
          "seed " + seed);
    }
  }

  @Test
  void aWideGapIsSignificantAndANarrowOneIsNot() {
    PairedBootstrap bootstrap = new PairedBootstrap(1000, 1);
    PairedBootstrap.Result wide = bootstrap.test(List.of(right(90, 100)), List.of(right(70, 100)));
    assertEquals(0.2, wide.difference(), 1e-12);
    assertTrue(wide.isSignificant(), wide.toString());
    PairedBootstrap.Result narrow =
        bootstrap.test(List.of(right(81, 100)), List.of(right(80, 100)));
    assertFalse(narrow.isSignificant(), narrow.toString());
    PairedBootstrap.Result none = bootstrap.test(List.of(right(80, 100)), List.of(right(80, 100)));
    assertEquals(new PairedBootstrap.Result(0, 1), none);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5})
  void pIsTheShareThatAFormulaGives(int lead) {
    // Right in all where the other is wrong in `lead` of 20: the difference is never below 0, and 0
    // where none of those was drawn.
    double expected = Math.min(1, 2 * Math.pow(1 - lead / 20.0, 20));
    PairedBootstrap.Result result =
        new PairedBootstrap(7).test(List.of(right(20, 20)), List.of(right(20 - lead, 20)));
    assertEquals(expected, result.p(), 0.03, "lead " + lead);
  }

  @Test
  void seedsAreAveragedAndTheOrderOfRowsTurnsTheSign() {
    List<Score> ours = List.of(right(90, 100), right(80, 100));
    List<Score> theirs = List.of(right(60, 100));
    PairedBootstrap bootstrap = new PairedBootstrap(500, 3);
    assertEquals(0.25, bootstrap.test(ours, theirs).difference(), 1e-12);
    assertEquals(-0.25, bootstrap.test(theirs, ours).difference(), 1e-12);
    assertEquals(bootstrap.test(ours, theirs).p(), bootstrap.test(theirs, ours).p());
    assertEquals(bootstrap.test(ours, theirs), bootstrap.test(ours, theirs), "seeded");
  }

  @Test
  void whatIsNotOfTheSameExamplesIsRefused() {
    PairedBootstrap bootstrap = new PairedBootstrap(10, 1);
    assertThrows(
        IllegalArgumentException.class,
        () -> bootstrap.test(List.of(right(9, 10)), List.of(right(9, 11))));
    Score other = score(Measure.PEARSON, new double[10], new double[10]);
    assertThrows(
        IllegalArgumentException.class,
        () -> bootstrap.test(List.of(right(9, 10)), List.of(other)));
    assertThrows(IllegalArgumentException.class, () -> new PairedBootstrap(0, 1));
  }
}
