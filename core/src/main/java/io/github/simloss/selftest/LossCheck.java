package io.github.simloss.selftest;

import io.github.simloss.backend.Device;
import io.github.simloss.backend.LossValue;
import io.github.simloss.loss.Link;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.Reduction;
import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.loss.TargetWeights;
import io.github.simloss.random.SeededRandom;
import java.util.Arrays;
import java.util.List;

/**
 * Compares an engine's losses, one of each structure of weights, with {@link ReferenceLoss}: a few
 * positions over a few words, which takes milliseconds.
 */
final class LossCheck {
  private static final int WORDS = 41;
  private static final int[] TARGETS = {3, 40, 0, 17, 3, 39, 22};
  private static final int PADDING = 39;
  private static final double TOLERANCE = 1e-5;
  private static final double EPSILON = 1e-5;

  /** On a GPU rows of similarities are a product, which may run in TF32. */
  private static final double GPU_TOLERANCE = 1e-2;

  private LossCheck() {}

  /** Runs a loss on an engine, as {@link io.github.simloss.backend.Engine#loss}. */
  interface Runner {
    LossValue run(ReconstructionLoss loss, float[] logits, int[] targets, int paddingId);
  }

  /** The worst loss or gradient, relative to the largest entry. */
  static Finding of(Runner engine, Device device) {
    SeededRandom random = SeededRandom.derive(1, "losses", 0);
    float[] logits = uniform(random, TARGETS.length * WORDS, 3);
    double[] precise = new double[logits.length];
    Arrays.setAll(precise, k -> logits[k]);
    double tolerance = device.kind() == Device.Kind.CPU ? TOLERANCE : GPU_TOLERANCE;
    Finding worst = new Finding("losses", 0, tolerance);
    for (ReconstructionLoss loss : losses(random)) {
      ReferenceLoss.Value want = ReferenceLoss.of(loss).evaluate(precise, TARGETS, PADDING);
      LossValue got = engine.run(loss, logits, TARGETS, PADDING);
      double ofValue = Math.abs(got.value() - want.value()) / Math.max(1, Math.abs(want.value()));
      double ofGradient = Differences.relative(want.gradient(), got.gradient());
      worst = worst.or(new Finding(loss.name() + " losses", ofValue, tolerance));
      worst =
          worst.or(new Finding("gradients of " + loss.name() + " losses", ofGradient, tolerance));
    }
    return worst;
  }

  private static List<ReconstructionLoss> losses(SeededRandom random) {
    int width = 3;
    int[] ids = new int[WORDS * width];
    Arrays.setAll(ids, k -> (k / width + 7 * (k % width)) % WORDS);
    return List.of(
        ReconstructionLoss.of(
            "one-hot", Link.LOG, 0, new TargetWeights.OneHot(WORDS), Reduction.TOKEN_MEAN),
        ReconstructionLoss.of(
            "sparse",
            Link.LOG,
            EPSILON,
            new TargetWeights.Sparse(WORDS, width, ids, uniform(random, ids.length, 1)),
            Reduction.TOKEN_MEAN),
        ReconstructionLoss.of(
            "factored",
            Link.IDENTITY,
            EPSILON,
            new TargetWeights.Factored(WORDS, 5, uniform(random, WORDS * 5, 0.6)),
            Reduction.TOKEN_MEAN),
        ReconstructionLoss.of(
            "dense",
            Link.LOG,
            EPSILON,
            new TargetWeights.Dense(WORDS, uniform(random, WORDS * WORDS, 1)),
            Reduction.TOKEN_MEAN));
  }

  private static float[] uniform(SeededRandom random, int count, double range) {
    float[] values = new float[count];
    for (int k = 0; k < count; k++) {
      values[k] = random.uniform(-range, range);
    }
    return values;
  }
}
