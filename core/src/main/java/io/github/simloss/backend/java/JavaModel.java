package io.github.simloss.backend.java;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Autoencoder;
import io.github.simloss.backend.DecoderState;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Gradients;
import io.github.simloss.backend.LossSum;
import io.github.simloss.backend.StepResult;
import io.github.simloss.backend.support.ArgumentChecks;
import io.github.simloss.batch.Batch;
import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.model.AutoencoderSpec;
import io.github.simloss.model.OptimizerState;
import io.github.simloss.model.Parameters;
import io.github.simloss.tensor.NamedTensors;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@link ReferenceAutoencoder} and {@link JavaAdam} behind the SPI. */
final class JavaModel implements Autoencoder {
  private final AutoencoderSpec spec;
  private final ReferenceLoss loss;
  private final AdamSettings settings;
  private ReferenceAutoencoder model;
  private JavaAdam adam;
  private boolean closed;

  JavaModel(AutoencoderSpec spec, NamedTensors weights, ReferenceLoss loss, AdamSettings settings) {
    this.spec = spec;
    this.loss = loss;
    this.settings = settings;
    this.model = ReferenceAutoencoder.of(spec, weights);
  }

  @Override
  public AutoencoderSpec spec() {
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
    Map<String, double[]> precise = ReferenceAutoencoder.doubles(gradients.tensors());
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
    Map<String, double[]> precise = ReferenceAutoencoder.doubles(gradients);
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
    ReferenceAutoencoder.Result result = model.gradients(batch, loss);
    return new Gradients(
        new LossSum(result.sum(), result.divisor()),
        ReferenceAutoencoder.tensors(spec, result.gradients()));
  }

  /** Its memory is taken only when it is needed. */
  private JavaAdam adam() {
    if (adam == null) {
      adam = new JavaAdam(settings, model.zeros());
    }
    return adam;
  }

  @Override
  public float[] encode(Batch batch, float[] extraVectors) {
    requireOpen();
    int dimension = spec.embeddingDimension();
    if (extraVectors.length % dimension != 0) {
      throw new IllegalArgumentException(
          extraVectors.length + " values are no rows of " + dimension);
    }
    batch.requireIdsBelow(spec.vocabularySize() + extraVectors.length / dimension);
    return Doubles.floats(model.encode(batch, Doubles.of(extraVectors)));
  }

  @Override
  public DecoderState decoder(float[] codes) {
    requireOpen();
    if (codes.length == 0 || codes.length % spec.hiddenSize() != 0) {
      throw new IllegalArgumentException(
          codes.length + " values are no codes of " + spec.hiddenSize());
    }
    return new JavaDecoder(spec, model, Doubles.of(codes));
  }

  @Override
  public NamedTensors weights() {
    requireOpen();
    return ReferenceAutoencoder.tensors(spec, model.weights());
  }

  @Override
  public void setWeights(NamedTensors weights) {
    requireOpen();
    Parameters.check(spec, weights);
    model = ReferenceAutoencoder.of(spec, weights);
  }

  @Override
  public OptimizerState optimizerState() {
    requireOpen();
    return new OptimizerState(
        adam().step(),
        ReferenceAutoencoder.tensors(spec, adam().firstMoments()),
        ReferenceAutoencoder.tensors(spec, adam().secondMoments()));
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
    Map<String, long[]> shapes = new LinkedHashMap<>(Parameters.trainable(spec));
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
