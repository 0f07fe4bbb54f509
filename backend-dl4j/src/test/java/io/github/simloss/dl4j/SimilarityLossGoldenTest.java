package io.github.simloss.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.selftest.golden.GoldenLosses;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The golden values of the losses, through DL4J's interface. */
class SimilarityLossGoldenTest {
  @TempDir Path folder;

  private GoldenLosses golden() throws Exception {
    Path file = folder.resolve("losses.json");
    try (InputStream in =
        GoldenLosses.class.getResourceAsStream("/io/github/simloss/golden/losses.json")) {
      Files.copy(in, file);
    }
    return GoldenLosses.read(file);
  }

  private static SimilarityLoss loss(GoldenLosses golden, GoldenLosses.Case one) {
    float[] rows = new float[golden.embeddings().length];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = (float) golden.embeddings()[k];
    }
    LossSpec spec = LossSpec.of(one.loss()).with("epsilon", golden.epsilon());
    // The published code weighs stop words under its other losses.
    Set<Integer> stop = Set.of();
    if (one.neighbours() > 0) {
      stop = Arrays.stream(golden.stopIds()).boxed().collect(Collectors.toSet());
      spec =
          spec.with("neighbours", one.neighbours())
              .with("normalize", one.normalize())
              .with("fallback", false);
    }
    return SimilarityLoss.builder(
            spec, UnitVectors.of(rows, golden.vocabularySize(), golden.dimension()), stop)
        .paddingId(golden.paddingId())
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "FLOAT, false, false, 2e-5",
    "FLOAT, true, true, 2e-5",
    "DOUBLE, true, false, 1e-6",
    "DOUBLE, false, true, 1e-6",
    "HALF, false, false, 4e-3",
    "BFLOAT16, true, false, 4e-2"
  })
  void everyCase(DataType type, boolean oneHot, boolean masked, double tolerance) throws Exception {
    GoldenLosses golden = golden();
    int size = golden.vocabularySize();
    int count = golden.targets().length;
    INDArray logits =
        Nd4j.createFromArray(golden.logits()).reshape(count, size).castTo(type).dup('f');
    INDArray labels = oneHot ? Nd4j.zeros(DataType.FLOAT, count, size) : Nd4j.create(count, 1);
    INDArray mask = masked ? Nd4j.ones(DataType.FLOAT, count, 1) : null;
    int tokens = 0;
    for (int n = 0; n < count; n++) {
      int target = golden.targets()[n];
      tokens += target == golden.paddingId() ? 0 : 1;
      labels.putScalar(n, oneHot ? target : 0, oneHot ? 1 : target);
    }
    assertTrue(golden.cases().size() > 10);
    for (GoldenLosses.Case one : golden.cases()) {
      SimilarityLoss loss = loss(golden, one);
      ReconstructionLoss plain = loss.loss();
      // DL4J sums; the golden values are means.
      boolean byPosition = one.reduction().equals("position-mean");
      double divisor = byPosition ? count : tokens;
      Pair<Double, INDArray> got =
          loss.computeGradientAndScore(labels, logits, new ActivationSoftmax(), mask, false);
      String where = one.name() + " over " + plain.vocabularySize();
      double bound = tolerance * Math.max(1, Math.abs(one.value()));
      assertEquals(one.value(), got.getFirst() / divisor, bound, where);
      assertEquals(type, got.getSecond().dataType(), where);
      double[] gradient = got.getSecond().castTo(DataType.DOUBLE).dup('c').data().asDouble();
      double largest = Arrays.stream(one.gradient()).map(Math::abs).max().orElse(0);
      for (int k = 0; k < gradient.length; k++) {
        assertEquals(
            one.gradient()[k], gradient[k] / divisor, tolerance * largest, where + ", " + k);
      }
    }
  }
}
