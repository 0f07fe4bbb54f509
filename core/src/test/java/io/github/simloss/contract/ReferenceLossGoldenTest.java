package io.github.simloss.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.selftest.golden.EngineCheck;
import io.github.simloss.selftest.golden.GoldenLosses;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The oracle against the golden values, all in double precision. */
class ReferenceLossGoldenTest {
  private final GoldenLosses golden = EngineCheck.onClassPath().losses();
  private final GoldenRows rows =
      new GoldenRows(
          golden.embeddings(), golden.vocabularySize(), golden.dimension(), golden.stopIds());

  @TestFactory
  Stream<DynamicTest> valueAndGradient() {
    return golden.cases().stream().map(one -> DynamicTest.dynamicTest(one.name(), () -> run(one)));
  }

  private void run(GoldenLosses.Case one) {
    ReferenceLoss loss =
        rows.loss(one.loss(), one.reduction(), golden.epsilon(), one.neighbours(), one.normalize());
    ReferenceLoss.Value got = loss.evaluate(golden.logits(), golden.targets(), golden.paddingId());
    assertEquals(one.value(), got.value(), 1e-9, "value");
    Numbers.assertWithin(one.gradient(), got.gradient(), 1e-9, "gradient");
    Numbers.assertClose(one.gradient(), got.gradient(), 1e-9, "gradient, relative");
  }

  @Test
  void thereAreTwentyFiveCases() {
    assertEquals(25, golden.cases().size());
    assertEquals(25, golden.cases().stream().map(GoldenLosses.Case::name).distinct().count());
  }
}
