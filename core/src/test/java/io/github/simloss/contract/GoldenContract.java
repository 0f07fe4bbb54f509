package io.github.simloss.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.selftest.golden.EngineCheck;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The golden values, made from the formulas and checked against the published code. */
public interface GoldenContract extends Contract {

  /** 25 losses: value and gradient. */
  @TestFactory
  default Stream<DynamicTest> goldenLosses() {
    return tests(EngineCheck.onClassPath().runLosses(engine()));
  }

  /** A whole model: codes, logits, gradients, and 20 steps with each loss. */
  @TestFactory
  default Stream<DynamicTest> goldenAutoencoder() {
    return tests(EngineCheck.onClassPath().runAutoencoder(engine()));
  }

  private static Stream<DynamicTest> tests(List<EngineCheck.Check> checks) {
    assertTrue(checks.size() > 10, "the golden files hold cases");
    return checks.stream()
        .map(
            check ->
                DynamicTest.dynamicTest(
                    check.name(), () -> assertTrue(check.ok(), check.toString())));
  }
}
