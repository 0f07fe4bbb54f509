package io.github.simloss.djl.internal.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.MemoryBudget;
import io.github.simloss.batch.WordBags;
import io.github.simloss.djl.internal.array.ArrayScope;
import io.github.simloss.djl.internal.array.NativeArrays;
import io.github.simloss.djl.internal.runtime.PyTorchRuntime;
import io.github.simloss.loss.Link;
import io.github.simloss.loss.LossTerm;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.Reduction;
import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.loss.TargetWeights;
import io.github.simloss.random.SeededRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The loss of rows that are charged for bags of words, by structure of the weights. */
class BagLossTest {
  private static final int WORDS = 23;
  private static final int RANK = 5;
  private static final int NEIGHBOURS = 4;

  /** A word twice, a bag of nothing, a single word of weight 1, and one of another weight. */
  private static final WordBags BAGS =
      new WordBags(
          new int[] {0, 4, 4, 5, 6, 9},
          new int[] {3, 7, 3, 20, 11, 2, 0, 1, 22},
          new float[] {1, 0.5f, 2, 0.25f, 1, 0.75f, 1, 1, 1});

  private record Structure(String name, TargetWeights weights) {}

  private static List<Structure> structures() {
    SeededRandom random = new SeededRandom(8);
    int[] ids = new int[WORDS * NEIGHBOURS];
    for (int k = 0; k < ids.length; k++) {
      // The first of a row is the target itself; neighbours overlap from row to row.
      ids[k] = (k / NEIGHBOURS + 3 * (k % NEIGHBOURS)) % WORDS;
    }
    float[] some = uniform(random, ids.length, 1);
    some[7 * NEIGHBOURS + 1] = 0;
    return List.of(
        new Structure("one-hot", new TargetWeights.OneHot(WORDS)),
        new Structure("sparse", new TargetWeights.Sparse(WORDS, NEIGHBOURS, ids, some)),
        new Structure(
            "factored", new TargetWeights.Factored(WORDS, RANK, uniform(random, WORDS * RANK, 1))),
        new Structure("dense", new TargetWeights.Dense(WORDS, uniform(random, WORDS * WORDS, 1))));
  }

  private static float[] uniform(SeededRandom random, int count, double range) {
    float[] values = new float[count];
    for (int k = 0; k < count; k++) {
      values[k] = random.uniform(-range, range);
    }
    return values;
  }

  static Stream<ReconstructionLoss> losses() {
    List<ReconstructionLoss> losses = new ArrayList<>();
    List<LossTerm> mixed = new ArrayList<>();
    for (Structure structure : structures()) {
      for (Link link : Link.values()) {
        for (double epsilon : new double[] {0, 1e-3}) {
          LossTerm term = new LossTerm(0.7, link, epsilon, structure.weights());
          losses.add(loss(structure.name() + ", " + link + ", " + epsilon, List.of(term)));
        }
      }
      Link link = mixed.size() % 2 == 0 ? Link.LOG : Link.IDENTITY;
      mixed.add(new LossTerm(1.0 / (1 + mixed.size()), link, 1e-5, structure.weights()));
    }
    losses.add(loss("all together", mixed));
    return losses.stream();
  }

  private static ReconstructionLoss loss(String name, List<LossTerm> terms) {
    return new ReconstructionLoss(name, terms, Reduction.TOKEN_MEAN);
  }

  /** Against the sum of the words' losses, whole and in chunks of two rows. */
  @ParameterizedTest
  @MethodSource("losses")
  void isTheWeightedSumOfTheWordsLosses(ReconstructionLoss loss) {
    int rows = BAGS.size();
    float[] logits = uniform(new SeededRandom(9), rows * WORDS, 3);
    ReferenceLoss reference = ReferenceLoss.of(loss);
    double[][] expected = new double[rows][WORDS];
    double[] sums = new double[rows];
    for (int row = 0; row < rows; row++) {
      double[] z = new double[WORDS];
      for (int i = 0; i < WORDS; i++) {
        z[i] = logits[row * WORDS + i];
      }
      for (int j = BAGS.starts()[row]; j < BAGS.starts()[row + 1]; j++) {
        double[] ofWord = new double[WORDS];
        sums[row] += BAGS.weights()[j] * reference.position(z, BAGS.ids()[j], ofWord);
        for (int i = 0; i < WORDS; i++) {
          expected[row][i] += BAGS.weights()[j] * ofWord[i] / 6;
        }
      }
    }
    for (int chunk : new int[] {rows, 2}) {
      for (int from = 0; from < rows; from += chunk) {
        int to = Math.min(rows, from + chunk);
        float[] part = Arrays.copyOfRange(logits, from * WORDS, to * WORDS);
        check(loss, part, from, Arrays.copyOfRange(expected, from, to), sum(sums, from, to));
      }
    }
  }

  private static double sum(double[] values, int from, int to) {
    return Arrays.stream(values, from, to).sum();
  }

  private static void check(
      ReconstructionLoss loss, float[] logits, int from, double[][] expected, double sum) {
    try (NDManager manager = PyTorchRuntime.manager(Device.CPU);
        ArrayScope scope = new ArrayScope()) {
      scope.record(false);
      LossKernel kernel = new LossKernel(loss, manager, MemoryBudget.DEFAULT);
      int rows = expected.length;
      LossKernel.Result result =
          kernel.run(NativeArrays.floats(manager, logits, rows, WORDS), BAGS, from, 1.0 / 6, true);
      assertEquals(sum, result.loss(), 1e-5 * Math.max(1, Math.abs(sum)));
      float[] gradient = NativeArrays.read(result.gradient());
      for (int row = 0; row < rows; row++) {
        for (int i = 0; i < WORDS; i++) {
          assertEquals(expected[row][i], gradient[row * WORDS + i], 2e-6);
        }
      }
      double alone =
          kernel
              .run(NativeArrays.floats(manager, logits, rows, WORDS), BAGS, from, 0, false)
              .loss();
      assertEquals(result.loss(), alone);
    }
  }

  /** Bags of one word each are positions, to the last bit, with a table and without one. */
  @ParameterizedTest
  @MethodSource("losses")
  void oneWordIsAPosition(ReconstructionLoss loss) {
    int[] targets = {4, 4, 0, 19, 22};
    float[] logits = uniform(new SeededRandom(10), targets.length * WORDS, 3);
    for (int table : new int[] {0, 1}) {
      try (NDManager manager = PyTorchRuntime.manager(Device.CPU)) {
        LossKernel kernel = new LossKernel(loss, manager, new MemoryBudget(table, 51));
        float[] positions = logits.clone();
        double sum = kernel.run(positions, targets, 0.2);
        try (ArrayScope scope = new ArrayScope()) {
          scope.record(false);
          LossKernel.Result result =
              kernel.run(
                  NativeArrays.floats(manager, logits, targets.length, WORDS),
                  WordBags.single(targets),
                  0,
                  0.2,
                  true);
          assertEquals(sum, result.loss());
          assertArrayEquals(positions, NativeArrays.read(result.gradient()));
        }
        assertTrue(Double.isFinite(sum));
      }
    }
  }
}
