package io.github.simloss.contract;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Autoencoder;
import io.github.simloss.backend.DecoderState;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.LossSum;
import io.github.simloss.backend.StepResult;
import io.github.simloss.backend.java.ReferenceAutoencoder;
import io.github.simloss.batch.Batch;
import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.model.AutoencoderSpec;
import io.github.simloss.model.OptimizerState;
import io.github.simloss.model.Parameters;
import io.github.simloss.tensor.NamedTensors;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@link ReferenceAutoencoder} and {@link ReferenceAdam} behind the SPI. */
final class ReferenceModel implements Autoencoder {
  private final AutoencoderSpec spec;
  private final ReferenceLoss loss;
  private final AdamSettings settings;
  private ReferenceAutoencoder model;
  private ReferenceAdam adam;
  private boolean closed;

  ReferenceModel(
      AutoencoderSpec spec, NamedTensors weights, ReferenceLoss loss, AdamSettings settings) {
    this.spec = spec;
    this.loss = loss;
    this.settings = settings;
    this.model = ReferenceAutoencoder.of(spec, weights);
    this.adam = new ReferenceAdam(settings, model.zeros());
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
    ReferenceAutoencoder.Result result = run(batch);
    if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
      throw new IllegalArgumentException("the learning rate is " + learningRate);
    }
    LossSum sum = new LossSum(result.sum(), result.divisor());
    double norm = ReferenceAdam.norm(result.gradients());
    StepResult step = new StepResult(sum, norm);
    if (step.isFinite()) {
      adam.update(model.weights(), result.gradients(), learningRate);
      // What weights() and optimizerState() give is the whole state: a resume is exact.
      round(model.weights());
      round(adam.firstMoments());
      round(adam.secondMoments());
    }
    return step;
  }

  @Override
  public LossSum evaluate(Batch batch) {
    ReferenceAutoencoder.Result result = run(batch);
    return new LossSum(result.sum(), result.divisor());
  }

  @Override
  public NamedTensors gradients(Batch batch) {
    return ReferenceAutoencoder.tensors(spec, run(batch).gradients());
  }

  private ReferenceAutoencoder.Result run(Batch batch) {
    requireOpen();
    batch.requireIdsBelow(spec.vocabularySize());
    return model.gradients(batch, loss);
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
    return Numbers.floats(model.encode(batch, Numbers.doubles(extraVectors)));
  }

  @Override
  public DecoderState decoder(float[] codes) {
    requireOpen();
    if (codes.length == 0 || codes.length % spec.hiddenSize() != 0) {
      throw new IllegalArgumentException(
          codes.length + " values are no codes of " + spec.hiddenSize());
    }
    return new ReferenceDecoder(spec, model, Numbers.doubles(codes));
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
        adam.step(),
        ReferenceAutoencoder.tensors(spec, adam.firstMoments()),
        ReferenceAutoencoder.tensors(spec, adam.secondMoments()));
  }

  @Override
  public void setOptimizerState(OptimizerState state) {
    requireOpen();
    ReferenceAdam fresh = new ReferenceAdam(settings, model.zeros());
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
          moments.put(name, Numbers.doubles(tensors.get(name).data()));
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
