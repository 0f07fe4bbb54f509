package io.github.simloss.dl4j.internal.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.batch.WordBags;
import io.github.simloss.dl4j.Models;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.Matrix;
import io.github.simloss.dl4j.internal.runtime.Nd4jRuntime;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows charged for several words: the sum of the words' losses, by every structure of weights. */
class BagLossTest {
  private static final int V = 29;

  /** Words come again; one row has a word of weight 1 alone, one has none. */
  private static final WordBags BAGS =
      new WordBags(
          new int[] {0, 4, 5, 5, 8, 9},
          new int[] {3, 7, 3, 12, 28, 0, 0, 0, 5},
          new float[] {1, 0.5f, 0.25f, 2, 1, 0.3f, 0.3f, 1, 0.7f});

  private static List<LossTerm> terms(SeededRandom random) {
    int[] ids = new int[V * 3];
    for (int k = 0; k < ids.length; k++) {
      ids[k] = (k / 3 + 4 * (k % 3)) % V;
    }
    List<LossTerm> terms = new ArrayList<>();
    for (TargetWeights weights :
        List.of(
            new TargetWeights.OneHot(V),
            new TargetWeights.Sparse(V, 3, ids, Models.uniform(random, V * 3, 1)),
            new TargetWeights.Factored(V, 4, Models.uniform(random, V * 4, 1)),
            new TargetWeights.Dense(V, Models.uniform(random, V * V, 1)))) {
      for (Link link : Link.values()) {
        for (double eps : new double[] {0, 1e-5, 0.1}) {
          terms.add(new LossTerm(random.uniform(0.5, 2), link, eps, weights));
        }
      }
    }
    return terms;
  }

  @ParameterizedTest(name = "fused = {0}, table = {1}")
  @CsvSource({"true,0", "true,100000", "false,0"})
  void isTheSumOfTheLossesOfItsWords(boolean fused, long tableBytes) {
    SeededRandom random = new SeededRandom(6);
    List<LossTerm> all = terms(random);
    for (LossTerm term : all) {
      check(fused, tableBytes, List.of(term), random);
    }
    check(fused, tableBytes, all, random);
  }

  private static void check(
      boolean fused, long tableBytes, List<LossTerm> terms, SeededRandom random) {
    ReconstructionLoss loss = new ReconstructionLoss("x", terms, Reduction.TOKEN_MEAN);
    float[] logits = Models.uniform(random, BAGS.size() * V, 3);
    float[] bias = Models.uniform(random, V, 1);
    double[] gradient = new double[logits.length];
    double[] losses = define(loss, logits, bias, gradient);
    ComputePath path = new ComputePath(fused && Nd4jRuntime.onCpu());
    try (LossKernel kernel = LossKernel.of(loss, path, tableBytes);
        Matrix z = path.matrix(BAGS.size(), V, logits)) {
      // In two chunks, the second from row 2 on.
      double[] first = kernel.losses(z, bias, BAGS, 0, 2, 0.5, true);
      float[] got = new float[logits.length];
      z.read(0, got, 0, 2);
      z.write(0, Arrays.copyOfRange(logits, 2 * V, logits.length), 0, 3);
      double[] second = kernel.losses(z, bias, BAGS, 2, 3, 0.5, true);
      z.read(0, got, 2 * V, 3);
      double largest = Arrays.stream(losses).map(Math::abs).max().orElseThrow();
      for (int k = 0; k < losses.length; k++) {
        assertEquals(losses[k], k < 2 ? first[k] : second[k - 2], 2e-6 * largest, terms + " " + k);
      }
      largest = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
      for (int i = 0; i < gradient.length; i++) {
        assertEquals(0.5 * gradient[i], got[i], 1e-5 * largest, terms + " at " + i);
      }
    }
  }

  private static double[] define(
      ReconstructionLoss loss, float[] logits, float[] bias, double[] gradient) {
    ReferenceLoss reference = ReferenceLoss.of(loss);
    double[] losses = new double[BAGS.size()];
    for (int k = 0; k < losses.length; k++) {
      double[] row = new double[V];
      for (int i = 0; i < V; i++) {
        row[i] = (double) logits[k * V + i] + bias[i];
      }
      for (int n = BAGS.starts()[k]; n < BAGS.starts()[k + 1]; n++) {
        double[] slope = new double[V];
        losses[k] += BAGS.weights()[n] * reference.position(row, BAGS.ids()[n], slope);
        for (int i = 0; i < V; i++) {
          gradient[k * V + i] += BAGS.weights()[n] * slope[i];
        }
      }
    }
    return losses;
  }

  @ParameterizedTest(name = "fused = {0}")
  @ValueSource(booleans = {true, false})
  void aRowWithoutWordsCostsNothingWhateverItsLogits(boolean fused) {
    ReconstructionLoss loss = ReconstructionLoss.crossEntropy(3);
    ComputePath path = new ComputePath(fused && Nd4jRuntime.onCpu());
    WordBags bags = new WordBags(new int[] {0, 0, 1}, new int[] {2}, new float[] {1});
    try (LossKernel kernel = LossKernel.of(loss, path, 0);
        Matrix z = path.matrix(2, 3, new float[] {50, -50, 0, 1, 2, 3})) {
      double[] losses = kernel.losses(z, null, bags, 0, 2, 1, true);
      float[] gradient = new float[6];
      z.read(0, gradient, 0, 2);
      assertEquals(0, losses[0]);
      assertTrue(losses[1] > 0);
      assertArrayEquals(new float[3], Arrays.copyOf(gradient, 3));
    }
  }
}
