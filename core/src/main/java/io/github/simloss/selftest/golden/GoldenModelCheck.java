package io.github.simloss.selftest.golden;

import io.github.simloss.backend.DecoderState;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.InferenceModel;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.batch.Batch;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.Parameters;
import io.github.simloss.tensor.NamedTensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@link GoldenAutoencoder} against an engine. */
final class GoldenModelCheck {
  private final String prefix;
  private final GoldenAutoencoder golden;
  private final Engine engine;
  private final List<EngineCheck.Check> checks = new ArrayList<>();

  /**
   * @param prefix begins the name of each check
   * @param golden what must come
   * @param engine what is checked
   */
  GoldenModelCheck(String prefix, GoldenAutoencoder golden, Engine engine) {
    this.prefix = prefix;
    this.golden = golden;
    this.engine = engine;
  }

  List<EngineCheck.Check> run() {
    try (InferenceModel model = engine.inference(golden.spec(), golden.tensors())) {
      float[] code = model.encode(golden.batch());
      checks.add(
          EngineCheck.array(prefix + "code", golden.code(), code, EngineCheck.VALUE_TOLERANCE));
      boolean bag = golden.spec().decoder().kind() == DecoderKind.BAG;
      checks.add(
          EngineCheck.array(
              prefix + (bag ? "word logits" : "teacher-forced logits"),
              golden.logits(),
              bag ? model.wordLogits(code) : teacherForced(model, code, golden.batch()),
              EngineCheck.VALUE_TOLERANCE));
    }
    ModelSpec spec = golden.spec();
    GoldenLossMaker maker =
        new GoldenLossMaker(
            Objects.requireNonNull(golden.weights().get(Parameters.EMBEDDING)),
            spec.vocabularySize(),
            spec.dimension(),
            golden.stopIds(),
            golden.epsilon());
    for (GoldenAutoencoder.Case one : golden.cases()) {
      train(one, maker.make(one.loss(), one.reduction(), one.neighbours(), one.normalize()));
    }
    return checks;
  }

  private void train(GoldenAutoencoder.Case one, ReconstructionLoss loss) {
    String name = prefix + "model " + one.loss();
    double[] want = one.lossPerStep();
    Batch batch = golden.batch();
    try (TrainableModel model =
        engine.trainable(golden.spec(), golden.tensors(), loss, golden.optimizer())) {
      double first = model.evaluate(batch).mean();
      checks.add(EngineCheck.value(name + " loss", want[0], first, EngineCheck.VALUE_TOLERANCE));
      addTensors(
          name + " gradient of ",
          one.firstGradients(),
          model.differentiate(batch).tensors(),
          EngineCheck.GRADIENT_TOLERANCE);
      double[] got = new double[want.length];
      for (int step = 0; step < want.length; step++) {
        got[step] = model.train(batch, golden.learningRate()).loss().mean();
      }
      checks.add(
          new EngineCheck.Check(
              name + " loss per step",
              EngineCheck.difference(want, got),
              EngineCheck.TRAJECTORY_TOLERANCE));
      addTensors(
          name + " trained ",
          one.finalWeights(),
          model.weights(),
          EngineCheck.TRAJECTORY_TOLERANCE);
    }
  }

  private void addTensors(
      String start, Map<String, double[]> want, NamedTensors got, double tolerance) {
    want.forEach(
        (name, values) ->
            checks.add(EngineCheck.array(start + name, values, got.get(name).data(), tolerance)));
  }

  /** The logits of {@code <start>} and all but the last token, padding included, B x T x V. */
  private static float[] teacherForced(InferenceModel model, float[] codes, Batch batch) {
    int size = model.spec().vocabularySize();
    int maxLength = batch.target().maxLength();
    float[] logits = new float[batch.size() * maxLength * size];
    int[] tokens = new int[batch.size()];
    Arrays.fill(tokens, model.spec().embedding().startId());
    try (DecoderState decoder = model.decoder(codes)) {
      for (int t = 0; t < maxLength; t++) {
        float[] step = decoder.step(tokens);
        for (int b = 0; b < batch.size(); b++) {
          System.arraycopy(step, b * size, logits, (b * maxLength + t) * size, size);
          tokens[b] = batch.target().token(b, t);
        }
      }
    }
    return logits;
  }
}
