package io.github.simloss.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.simloss.backend.java.JavaAdam;
import io.github.simloss.backend.java.ReferenceModel;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.Parameters;
import io.github.simloss.selftest.golden.EngineCheck;
import io.github.simloss.selftest.golden.GoldenAutoencoder;
import io.github.simloss.selftest.golden.GoldenFamily;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The oracle of the family of models against its golden values, in double precision. */
class FamilyReferenceTest {
  private static final double TOLERANCE = 1e-9;

  private final List<GoldenFamily.Case> cases = EngineCheck.onClassPath().family().cases();

  private static ReferenceModel model(GoldenAutoencoder golden) {
    Map<String, double[]> weights = new LinkedHashMap<>();
    golden.weights().forEach((name, values) -> weights.put(name, values.clone()));
    return new ReferenceModel(golden.spec(), weights);
  }

  @TestFactory
  Stream<DynamicTest> codesAndLogits() {
    assertEquals(9, cases.size());
    return cases.stream()
        .map(one -> DynamicTest.dynamicTest(one.name(), () -> codesAndLogits(one.model())));
  }

  private static void codesAndLogits(GoldenAutoencoder golden) {
    ReferenceModel model = model(golden);
    ModelSpec spec = golden.spec();
    double[] codes = model.encode(golden.batch().source(), new double[0]);
    Numbers.assertWithin(golden.code(), codes, TOLERANCE, "codes");
    TokenRows target = golden.batch().target();
    int at = 0;
    for (int b = 0; b < target.size(); b++) {
      double[] code = Arrays.copyOfRange(codes, b * spec.codeSize(), (b + 1) * spec.codeSize());
      for (double[] logits : logits(model, spec, code, target, b)) {
        double[] want = Arrays.copyOfRange(golden.logits(), at, at + logits.length);
        Numbers.assertWithin(want, logits, TOLERANCE, "logits of row " + b);
        at += logits.length;
      }
    }
    assertEquals(golden.logits().length, at);
  }

  /** One row for a bag; for an LSTM one at each position, those after the end fed with padding. */
  private static List<double[]> logits(
      ReferenceModel model, ModelSpec spec, double[] code, TokenRows target, int b) {
    if (spec.decoder().kind() == DecoderKind.BAG) {
      return List.of(model.wordLogits(code));
    }
    int[] inputs = new int[target.maxLength()];
    inputs[0] = spec.embedding().startId();
    System.arraycopy(target.tokens(), b * inputs.length, inputs, 1, inputs.length - 1);
    return model.decode(code, inputs);
  }

  @TestFactory
  Stream<DynamicTest> training() {
    return cases.stream()
        .flatMap(
            one ->
                one.model().cases().stream()
                    .map(
                        loss ->
                            DynamicTest.dynamicTest(
                                one.name() + ": " + loss.loss(), () -> train(one.model(), loss))));
  }

  private static void train(GoldenAutoencoder golden, GoldenAutoencoder.Case one) {
    ModelSpec spec = golden.spec();
    ReferenceLoss loss =
        new GoldenRows(
                golden.weights().get(Parameters.EMBEDDING),
                spec.vocabularySize(),
                spec.dimension(),
                golden.stopIds())
            .loss(one.loss(), one.reduction(), golden.epsilon(), one.neighbours(), one.normalize());
    ReferenceModel model = model(golden);
    JavaAdam adam = new JavaAdam(golden.optimizer(), model.zeros());
    assertEquals(10, one.lossPerStep().length);
    for (int step = 0; step < one.lossPerStep().length; step++) {
      ReferenceModel.Result result = model.gradients(golden.batch(), loss);
      assertEquals(one.lossPerStep()[step], result.mean(), TOLERANCE, "loss of step " + step);
      assertEquals(result.mean(), model.loss(golden.batch(), loss).mean(), "evaluated");
      if (step == 0) {
        assertEquals(spec.trainable().keySet(), result.gradients().keySet());
        assertWithin(one.firstGradients(), result.gradients());
      }
      adam.update(model.weights(), result.gradients(), golden.learningRate());
    }
    assertWithin(one.finalWeights(), model.weights());
  }

  private static void assertWithin(Map<String, double[]> want, Map<String, double[]> got) {
    want.forEach((name, values) -> Numbers.assertWithin(values, got.get(name), TOLERANCE, name));
  }
}
