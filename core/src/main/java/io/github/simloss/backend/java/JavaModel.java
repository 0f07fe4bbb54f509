package io.github.simloss.backend.java;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.DecoderState;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Gradients;
import io.github.simloss.backend.LossSum;
import io.github.simloss.backend.StepResult;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.backend.support.ArgumentChecks;
import io.github.simloss.batch.Batch;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.OptimizerState;
import io.github.simloss.tensor.NamedTensors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link ReferenceModel} and {@link JavaAdam} behind the SPI. */
final class JavaModel implements TrainableModel {
  private final ModelSpec spec;
  private final ReferenceLoss loss;
  private final AdamSettings settings;
  private ReferenceModel model;
  private @Nullable JavaAdam adam;
  private boolean closed;

  JavaModel(ModelSpec spec, NamedTensors weights, ReferenceLoss loss, AdamSettings settings) {
    this.spec = spec;
    this.loss = loss;
    this.settings = settings;
    this.model = ReferenceModel.of(spec, weights);
  }

  @Override
  public ModelSpec spec() {
    requireOpen();
    return spec;
  }

  @Override
  public Device device() {
    requireOpen();
    return Device.CPU;
  }

  @Override
  public StepResult train(Batch batch, double learningRate) {
    requireOpen();
    ArgumentChecks.learningRate(learningRate);
    Gradients gradients = differentiate(batch);
    Map<String, double[]> precise = ReferenceModel.doubles(gradients.tensors());
    StepResult step = new StepResult(gradients.loss(), JavaAdam.norm(precise));
    if (step.isFinite()) {
      move(precise, learningRate);
    }
    return step;
  }

  @Override
  public double update(NamedTensors gradients, double learningRate) {
    requireOpen();
    ArgumentChecks.learningRate(learningRate);
    ArgumentChecks.gradients(spec, gradients);
    Map<String, double[]> precise = ReferenceModel.doubles(gradients);
    double norm = JavaAdam.norm(precise);
    if (Double.isFinite(norm)) {
      move(precise, learningRate);
    }
    return norm;
  }

  /** Clip and Adam, in place. */
  private void move(Map<String, double[]> gradients, double learningRate) {
    adam().update(model.weights(), gradients, learningRate);
    // What weights() and optimizerState() give is the whole state: a resume is exact.
    round(model.weights());
    round(adam().firstMoments());
    round(adam().secondMoments());
  }

  @Override
  public LossSum evaluate(Batch batch) {
    requireOpen();
    batch.requireIdsBelow(spec.vocabularySize());
    return model.loss(batch, loss);
  }

  @Override
  public Gradients differentiate(Batch batch) {
    requireOpen();
    batch.requireIdsBelow(spec.vocabularySize());
    ReferenceModel.Result result = model.gradients(batch, loss);
    return new Gradients(
        new LossSum(result.sum(), result.divisor()),
        ReferenceModel.tensors(spec, result.gradients()));
  }

  /** Its memory is taken only when it is needed. */
  private JavaAdam adam() {
    if (adam == null) {
      adam = new JavaAdam(settings, model.zeros());
    }
    return adam;
  }

  @Override
  public float[] encode(TokenRows sentences, float[] extraVectors) {
    requireOpen();
    int extra = ArgumentChecks.extraVectors(extraVectors, spec.dimension());
    sentences.requireIdsBelow(spec.vocabularySize() + extra);
    return Doubles.floats(model.encode(sentences, Doubles.of(extraVectors)));
  }

  @Override
  public DecoderState decoder(float[] codes) {
    requireOpen();
    ArgumentChecks.decoder(spec, DecoderKind.LSTM);
    ArgumentChecks.codes(codes, spec.codeSize());
    return new JavaDecoder(spec, model, Doubles.of(codes));
  }

  @Override
  public float[] wordLogits(float[] codes) {
    requireOpen();
    ArgumentChecks.decoder(spec, DecoderKind.BAG);
    int rows = ArgumentChecks.codes(codes, spec.codeSize());
    int size = spec.vocabularySize();
    float[] logits = new float[Math.multiplyExact(rows, size)];
    double[] precise = Doubles.of(codes);
    Workers.run(
        rows,
        r -> {
          int from = r * spec.codeSize();
          double[] code = Arrays.copyOfRange(precise, from, from + spec.codeSize());
          float[] row = Doubles.floats(model.wordLogits(code));
          System.arraycopy(row, 0, logits, r * size, size);
        });
    return logits;
  }

  @Override
  public NamedTensors weights() {
    requireOpen();
    return ReferenceModel.tensors(spec, model.weights());
  }

  @Override
  public void setWeights(NamedTensors weights) {
    requireOpen();
    spec.check(weights);
    model = ReferenceModel.of(spec, weights);
  }

  @Override
  public OptimizerState optimizerState() {
    requireOpen();
    return new OptimizerState(
        adam().step(),
        ReferenceModel.tensors(spec, adam().firstMoments()),
        ReferenceModel.tensors(spec, adam().secondMoments()));
  }

  @Override
  public void setOptimizerState(OptimizerState state) {
    requireOpen();
    JavaAdam fresh = new JavaAdam(settings, model.zeros());
    fill(fresh.firstMoments(), state.firstMoments());
    fill(fresh.secondMoments(), state.secondMoments());
    fresh.setStep(state.step());
    adam = fresh;
  }

  private void fill(Map<String, double[]> moments, NamedTensors tensors) {
    Map<String, long[]> shapes = new LinkedHashMap<>(spec.trainable());
    if (!tensors.names().equals(shapes.keySet())) {
      throw new IllegalArgumentException("moments of " + tensors.names() + " do not fit the model");
    }
    shapes.forEach(
        (name, shape) -> {
          if (!tensors.get(name).hasShape(shape)) {
            throw new IllegalArgumentException("the moment of '" + name + "' has a wrong shape");
          }
          moments.put(name, Doubles.of(tensors.get(name).data()));
        });
  }

  private static void round(Map<String, double[]> arrays) {
    for (double[] values : arrays.values()) {
      for (int k = 0; k < values.length; k++) {
        values[k] = (float) values[k];
      }
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
