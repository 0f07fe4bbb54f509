package io.github.simloss.evaluate.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Scores as distributions over grades. */
class GradesTest {
  private static double[] distribution(Grades grades, double score) {
    double[] into = new double[grades.count()];
    grades.distribute(score, into);
    return into;
  }

  @Test
  void wholeNumbersAroundTheScores() {
    assertArrayEquals(new double[] {1, 2, 3, 4, 5}, Grades.of(new double[] {4.9, 1, 3.3}).values());
    assertArrayEquals(
        new double[] {0, 1, 2, 3, 4, 5}, Grades.of(new double[] {0.2, 5, 3.3}).values());
    assertArrayEquals(new double[] {-1, 0, 1}, Grades.of(new double[] {-0.5, 0.5}).values());
  }

  @Test
  void fiveEvenOnesWhereWholeNumbersAreFewOrMany() {
    assertArrayEquals(
        new double[] {0, 0.25, 0.5, 0.75, 1}, Grades.of(new double[] {0, 0.3, 1}).values(), 1e-12);
    assertArrayEquals(
        new double[] {0, 25, 50, 75, 100}, Grades.of(new double[] {100, 0}).values(), 1e-12);
  }

  @Test
  void theMeanOfTheDistributionIsTheScore() {
    Grades grades = new Grades(new double[] {1, 2, 3, 5});
    for (double score = 1; score <= 5; score += 0.1) {
      double[] into = distribution(grades, score);
      assertEquals(1, Arrays.stream(into).sum(), 1e-12);
      assertEquals(score, grades.mean(into), 1e-12);
      assertEquals(2, Math.max(2, Arrays.stream(into).filter(p -> p != 0).count()), "neighbours");
    }
    assertArrayEquals(new double[] {0, 0.7, 0.3, 0}, distribution(grades, 2.3), 1e-12);
  }

  @Test
  void whatIsBeyondIsTheNearestGrade() {
    Grades grades = new Grades(new double[] {1, 2, 3});
    assertArrayEquals(new double[] {1, 0, 0}, distribution(grades, -7));
    assertArrayEquals(new double[] {0, 0, 1}, distribution(grades, 3.5));
  }

  @Test
  void gradesMustRise() {
    assertThrows(IllegalArgumentException.class, () -> new Grades(new double[] {1}));
    assertThrows(IllegalArgumentException.class, () -> new Grades(new double[] {1, 1}));
    assertThrows(IllegalArgumentException.class, () -> new Grades(new double[] {1, Double.NaN}));
  }
}
