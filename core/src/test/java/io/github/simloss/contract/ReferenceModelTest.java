package io.github.simloss.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.simloss.backend.java.JavaAdam;
import io.github.simloss.backend.java.ReferenceModel;
import io.github.simloss.batch.Batch;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.Parameters;
import io.github.simloss.selftest.golden.EngineCheck;
import io.github.simloss.selftest.golden.GoldenAutoencoder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The model's oracle against the golden values and finite differences, in double precision. */
class ReferenceModelTest {
  private final GoldenAutoencoder golden = EngineCheck.onClassPath().autoencoder();
  private final ModelSpec spec = golden.spec();

  private ReferenceModel model() {
    Map<String, double[]> weights = new LinkedHashMap<>();
    golden.weights().forEach((name, values) -> weights.put(name, values.clone()));
    return new ReferenceModel(spec, weights);
  }

  @Test
  void goldenCodes() {
    double[] codes = model().encode(golden.batch().source(), new double[0]);
    Numbers.assertWithin(golden.code(), codes, 1e-9, "codes");
  }

  @Test
  void goldenLogitsOfPaddedPositionsToo() {
    Batch batch = golden.batch();
    int hidden = spec.codeSize();
    double[] codes = model().encode(batch.source(), new double[0]);
    int at = 0;
    for (int b = 0; b < batch.size(); b++) {
      int[] inputs = new int[batch.target().maxLength()];
      inputs[0] = spec.embedding().startId();
      System.arraycopy(batch.target().tokens(), b * inputs.length, inputs, 1, inputs.length - 1);
      double[] code = Arrays.copyOfRange(codes, b * hidden, (b + 1) * hidden);
      for (double[] logits : model().decode(code, inputs)) {
        double[] want = Arrays.copyOfRange(golden.logits(), at, at + logits.length);
        Numbers.assertWithin(want, logits, 1e-9, "logits of row " + b);
        at += logits.length;
      }
    }
    assertEquals(golden.logits().length, at);
  }

  /** Sentences go through the encoder together; each gets the code that it has alone. */
  @Test
  void whoElseIsEncodedChangesNoBit() {
    for (Toy toy : FamilyToys.members(20181031)) {
      ReferenceModel model = ReferenceModel.of(toy.spec(), toy.weights());
      TokenRows rows = FamilyToys.batch(toy, 19, 1).source();
      double[] all = model.encode(rows, new double[0]);
      int size = toy.spec().codeSize();
      for (int b = 0; b < rows.size(); b++) {
        int padding = toy.spec().embedding().paddingId();
        TokenRows alone = TokenRows.of(new int[][] {rows.row(b)}, rows.maxLength(), padding);
        assertArrayEquals(
            model.encode(alone, new double[0]),
            Arrays.copyOfRange(all, b * size, (b + 1) * size),
            FamilyToys.name(toy) + ", sentence " + b);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> goldenTraining() {
    assertEquals(4, golden.cases().size());
    return golden.cases().stream()
        .map(one -> DynamicTest.dynamicTest(one.loss(), () -> train(one)));
  }

  private void train(GoldenAutoencoder.Case one) {
    ReferenceLoss loss = loss(one);
    ReferenceModel model = model();
    JavaAdam adam = new JavaAdam(golden.optimizer(), model.zeros());
    for (int step = 0; step < one.lossPerStep().length; step++) {
      ReferenceModel.Result result = model.gradients(golden.batch(), loss);
      assertEquals(one.lossPerStep()[step], result.mean(), 1e-9, "loss of step " + step);
      if (step == 0) {
        one.firstGradients()
            .forEach(
                (name, want) ->
                    Numbers.assertWithin(want, result.gradients().get(name), 1e-9, name));
      }
      adam.update(model.weights(), result.gradients(), golden.learningRate());
    }
    one.finalWeights()
        .forEach((name, want) -> Numbers.assertWithin(want, model.weights().get(name), 1e-9, name));
  }

  private ReferenceLoss loss(GoldenAutoencoder.Case one) {
    GoldenRows rows =
        new GoldenRows(
            golden.weights().get(Parameters.EMBEDDING),
            spec.vocabularySize(),
            spec.dimension(),
            golden.stopIds());
    return rows.loss(
        one.loss(), one.reduction(), golden.epsilon(), one.neighbours(), one.normalize());
  }

  @TestFactory
  Stream<DynamicTest> everyGradientByFiniteDifferences() {
    Toy toy = Toy.of(9, 3, 4, 5, 1);
    return Stream.concat(
        golden.cases().stream()
            .map(
                one ->
                    DynamicTest.dynamicTest(
                        "golden " + one.loss(),
                        () -> finiteDifferences(model(), golden.batch(), loss(one), 7))),
        toy.losses().entrySet().stream()
            .map(
                entry ->
                    DynamicTest.dynamicTest(
                        "toy " + entry.getKey(),
                        () ->
                            finiteDifferences(
                                toy.reference(),
                                toy.batch(4, 0),
                                ReferenceLoss.of(entry.getValue()),
                                1))));
  }

  /** Every {@code stride}-th weight, moved by itself. */
  private static void finiteDifferences(
      ReferenceModel model, Batch batch, ReferenceLoss loss, int stride) {
    Map<String, double[]> gradients = model.gradients(batch, loss).gradients();
    double step = 1e-5;
    for (Map.Entry<String, double[]> entry : gradients.entrySet()) {
      double[] weights = model.weights().get(entry.getKey());
      for (int k = 0; k < weights.length; k += stride) {
        double held = weights[k];
        weights[k] = held + step;
        double above = model.gradients(batch, loss).mean();
        weights[k] = held - step;
        double below = model.gradients(batch, loss).mean();
        weights[k] = held;
        assertEquals(
            (above - below) / (2 * step),
            entry.getValue()[k],
            1e-8,
            entry.getKey() + "[" + k + "]");
      }
    }
  }

  @Test
  void theEmbeddingHasNoGradient() {
    Toy toy = Toy.small(2);
    Map<String, double[]> gradients =
        toy.reference()
            .gradients(toy.batch(3, 0), ReferenceLoss.of(toy.crossEntropy()))
            .gradients();
    assertEquals(List.copyOf(toy.spec().trainable().keySet()), List.copyOf(gradients.keySet()));
  }
}
