package io.github.simloss.experiment.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.evaluate.pairs.PairClassifier;
import io.github.simloss.random.SeededRandom;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The classifier on points that a straight line can part. */
class LiblinearClassifierTest {
  private static final int COUNT = 300;

  /** Points around one centre for each class; class 0 is not first in the rows. */
  private static float[][] points(SeededRandom random, int[] labels, double spread) {
    float[][] rows = new float[labels.length][3];
    for (int i = 0; i < rows.length; i++) {
      double angle = 2 * Math.PI * labels[i] / 3;
      // Away from the origin, so that it cannot do without a bias.
      rows[i][0] = (float) (7 + Math.cos(angle) + spread * random.nextGaussian());
      rows[i][1] = (float) (-4 + Math.sin(angle) + spread * random.nextGaussian());
      rows[i][2] = (float) random.nextGaussian();
    }
    return rows;
  }

  private static int[] range(int from, int to) {
    return IntStream.range(from, to).toArray();
  }

  @ParameterizedTest
  @CsvSource({"1,2", "2,2", "3,3", "4,3"})
  void learnsWhatCanBeLearned(long seed, int classes) {
    SeededRandom random = new SeededRandom(seed);
    int[] labels = IntStream.range(0, COUNT).map(i -> (i + 1) % classes).toArray();
    PairClassifier.Examples examples =
        new LiblinearClassifier().examples(points(random, labels, 0.1), labels, classes);
    int[] train = range(0, 200);
    int[] test = range(200, COUNT);
    int[] answers = examples.learner(train).predict(test, 16);
    assertArrayEquals(Arrays.copyOfRange(labels, 200, COUNT), answers, "seed " + seed);
    assertArrayEquals(answers, examples.learner(train).predict(test, 16), "the same again");
    PairClassifier.Learner warm = examples.learner(train);
    warm.predict(test, 1);
    assertArrayEquals(answers, warm.predict(test, 16), "from the answer at a smaller cost");
  }

  @Test
  void aSmallCostGivesTheMajority() {
    SeededRandom random = new SeededRandom(5);
    int[] labels = IntStream.range(0, COUNT).map(i -> i % 4 == 0 ? 0 : 1).toArray();
    PairClassifier.Examples examples =
        new LiblinearClassifier().examples(points(random, labels, 0.1), labels, 2);
    int[] answers = examples.learner(range(0, 200)).predict(range(200, COUNT), 1e-9);
    // Without a penalty on the bias, which knows how frequent classes are, all else can vanish.
    assertTrue(Arrays.stream(answers).allMatch(answer -> answer == 1), Arrays.toString(answers));
  }

  @Test
  void oneClassOnlyIsAnswered() {
    float[][] rows = {{1}, {2}, {3}};
    int[] labels = {1, 1, 0};
    assertArrayEquals(
        new int[] {1},
        new LiblinearClassifier()
            .examples(rows, labels, 2)
            .learner(new int[] {0, 1})
            .predict(new int[] {2}, 1));
  }
}
