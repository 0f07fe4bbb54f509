package io.github.simloss.dl4j.internal.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.backend.EngineConfig;
import io.github.simloss.backend.LossValue;
import io.github.simloss.batch.WordBags;
import io.github.simloss.dl4j.Models;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.model.Dl4jEngine;
import io.github.simloss.dl4j.internal.runtime.Nd4jRuntime;
import io.github.simloss.loss.Link;
import io.github.simloss.loss.LossTerm;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.Reduction;
import io.github.simloss.loss.TargetWeights;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.selftest.CheckedEngine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every link with every structure of weights, alone and summed, against the plain definition. */
class LossKernelTest {
  private static final int V = 23;
  private static final int POSITIONS = 9;
  private static final int PADDING = 22;

  @ParameterizedTest(name = "fused = {0}")
  @ValueSource(booleans = {true, false})
  void termsAndSumsAgreeWithTheDefinition(boolean fused) {
    for (long seed = 1; seed <= 5; seed++) {
      SeededRandom random = new SeededRandom(seed);
      List<LossTerm> all = new ArrayList<>();
      for (TargetWeights weights : structures(random)) {
        for (Link link : Link.values()) {
          for (double eps : new double[] {0, 1e-5, 0.1}) {
            LossTerm term = new LossTerm(random.uniform(-2, 2), link, eps, weights);
            all.add(term);
            check(fused, random, List.of(term), "seed " + seed + ": " + term);
          }
        }
      }
      check(fused, random, all, "seed " + seed + ": all terms");
    }
  }

  @ParameterizedTest(name = "fused = {0}")
  @ValueSource(booleans = {true, false})
  void hugeLogitsStayFinite(boolean fused) {
    float[] logits = {1e4f, -1e4f, 0, -1e4f, 1e4f, 5};
    for (TargetWeights weights :
        List.of(
            new TargetWeights.OneHot(3),
            new TargetWeights.Dense(3, new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1}))) {
      LossValue value =
          loss(
              fused,
              ReconstructionLoss.of("ce", Link.LOG, 0, weights, Reduction.TOKEN_MEAN),
              logits,
              new int[] {1, 0},
              -1);
      assertEquals(2e4, value.value(), 1e-3);
      assertArrayEquals(new float[] {0.5f, -0.5f, 0, -0.5f, 0.5f, 0}, value.gradient(), 1e-6f);
    }
  }

  @ParameterizedTest(name = "fused = {0}")
  @ValueSource(booleans = {true, false})
  void badLogitsGiveNoNumber(boolean fused) {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      for (int at = 0; at < 3; at++) {
        float[] logits = {1, 2, 3};
        logits[at] = bad;
        for (Link link : Link.values()) {
          LossValue value =
              loss(
                  fused,
                  ReconstructionLoss.of(
                      "x", link, 0, new TargetWeights.OneHot(3), Reduction.TOKEN_MEAN),
                  logits,
                  new int[] {0},
                  -1);
          assertFalse(Double.isFinite(value.value()), bad + " at " + at + ", " + link);
        }
      }
    }
  }

  @Test
  void aTableAndProductsAgree() {
    SeededRandom random = new SeededRandom(3);
    TargetWeights.Factored factored =
        new TargetWeights.Factored(V, 5, Models.uniform(random, V * 5, 1));
    WordBags targets = LossKernel.positions(new int[] {4, LossKernel.PADDED, 0, V - 1});
    ComputePath memory = new ComputePath(Nd4jRuntime.onCpu());
    try (WeightRows table = new TableRows(factored, memory);
        WeightRows products = new FactoredRows(factored, memory)) {
      products.prepare(targets, 1, 3);
      table.prepare(targets, 1, 3);
      for (int k = 1; k < 3; k++) {
        float[] one = new float[V];
        float[] other = new float[V];
        table.read(k, one, new float[V]);
        products.read(k, other, new float[V]);
        assertArrayEquals(one, other, 1e-6f);
      }
    }
  }

  private static List<TargetWeights> structures(SeededRandom random) {
    int[] ids = new int[V * 3];
    for (int t = 0; t < V; t++) {
      for (int k = 0; k < 3; k++) {
        ids[t * 3 + k] = (t + 5 * k) % V;
      }
    }
    return List.of(
        new TargetWeights.OneHot(V),
        new TargetWeights.Sparse(V, 3, ids, Models.uniform(random, V * 3, 1)),
        new TargetWeights.Factored(V, 4, Models.uniform(random, V * 4, 1)),
        new TargetWeights.Dense(V, Models.uniform(random, V * V, 1)));
  }

  private static void check(boolean fused, SeededRandom random, List<LossTerm> terms, String name) {
    float[] logits = Models.uniform(random, POSITIONS * V, 4);
    int[] targets = new int[POSITIONS];
    for (int k = 0; k < POSITIONS; k++) {
      targets[k] = k == 2 ? PADDING : random.nextInt(V - 1);
    }
    for (Reduction reduction : Reduction.values()) {
      double divisor = reduction.divisor(POSITIONS - 1, POSITIONS);
      double value = 0;
      double[] gradient = new double[logits.length];
      for (LossTerm term : terms) {
        value += define(term, logits, targets, gradient, divisor);
      }
      LossValue actual =
          loss(fused, new ReconstructionLoss("x", terms, reduction), logits, targets, PADDING);
      assertEquals(value, actual.value(), 1e-5 * Math.max(1, Math.abs(value)), name);
      double largest = 0;
      for (double g : gradient) {
        largest = Math.max(largest, Math.abs(g));
      }
      for (int i = 0; i < gradient.length; i++) {
        double error = Math.abs(gradient[i] - actual.gradient()[i]);
        assertTrue(error <= 1e-5 * largest, name + " gradient " + i);
      }
    }
  }

  /** The definition, term by term: dL/dz = p * (g - sum p g). */
  private static double define(
      LossTerm term, float[] logits, int[] targets, double[] gradient, double divisor) {
    double value = 0;
    double[] w = new double[V];
    double[] p = new double[V];
    for (int k = 0; k < POSITIONS; k++) {
      if (targets[k] == PADDING) {
        continue;
      }
      double sum = 0;
      for (int i = 0; i < V; i++) {
        p[i] = Math.exp(logits[k * V + i]);
        sum += p[i];
      }
      term.weights().row(targets[k], w);
      double slope = 0;
      for (int i = 0; i < V; i++) {
        p[i] /= sum;
        double q = p[i] + term.epsilon();
        boolean log = term.link() == Link.LOG;
        value -= term.coefficient() * w[i] * (log ? Math.log(q) : q) / divisor;
        slope -= term.coefficient() * w[i] * (log ? p[i] / q : p[i]);
      }
      for (int i = 0; i < V; i++) {
        double q = p[i] + term.epsilon();
        double g = -term.coefficient() * w[i] * (term.link() == Link.LOG ? 1 / q : 1);
        gradient[k * V + i] += p[i] * (g - slope) / divisor;
      }
    }
    return value;
  }

  private static LossValue loss(
      boolean fused, ReconstructionLoss loss, float[] logits, int[] targets, int paddingId) {
    Dl4jEngine engine = new Dl4jEngine(fused);
    return engine.loss(
        new CheckedEngine.Way<>(engine.first(), EngineConfig.CPU),
        loss,
        logits,
        targets,
        paddingId);
  }
}
