package io.github.simloss.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.LossSpec;
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

/** The golden values of the losses, through DJL's interface and PyTorch's autograd. */
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
    LossSpec spec =
        LossSpec.of(one.loss())
            .with("epsilon", golden.epsilon())
            .with("reduction", one.reduction());
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
  @CsvSource({"FLOAT32, 2e-5", "FLOAT64, 1e-6"})
  void everyCase(DataType type, double tolerance) throws Exception {
    GoldenLosses golden = golden();
    assertTrue(golden.cases().size() > 10);
    for (GoldenLosses.Case one : golden.cases()) {
      try (SimilarityLoss loss = loss(golden, one);
          NDManager manager = Engine.getEngine("PyTorch").newBaseManager(ai.djl.Device.cpu())) {
        NDArray logits =
            manager
                .create(golden.logits())
                .toType(type, true)
                .reshape(new Shape(golden.targets().length, golden.vocabularySize()));
        logits.setRequiresGradient(true);
        try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
          NDArray value =
              loss.evaluate(new NDList(manager.create(golden.targets())), new NDList(logits));
          double bound = tolerance * Math.max(1, Math.abs(one.value()));
          double got = value.toType(DataType.FLOAT64, false).getDouble();
          assertEquals(one.value(), got, bound, one.name());
          collector.backward(value);
        }
        double[] gradient = logits.getGradient().toType(DataType.FLOAT64, false).toDoubleArray();
        double largest = Arrays.stream(one.gradient()).map(Math::abs).max().orElse(0);
        for (int k = 0; k < gradient.length; k++) {
          assertEquals(one.gradient()[k], gradient[k], tolerance * largest, one.name() + ", " + k);
        }
      }
    }
  }
}
