package io.github.simloss.selftest;

import io.github.simloss.backend.DecoderState;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Gradients;
import io.github.simloss.backend.LossSum;
import io.github.simloss.backend.StepResult;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.batch.Batch;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.OptimizerState;
import io.github.simloss.tensor.NamedTensors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * A model whose path is right for inference, and is made sure to be right for training before it is
 * first trained or evaluated. If it is not, a copy on another path takes its place.
 */
final class ProvenModel<P> implements TrainableModel {
  private final P path;
  private final Supplier<P> forTraining;
  private final BiFunction<P, TrainableModel, TrainableModel> copy;

  /** All that must be closed: decoders of a model that was replaced may still run. */
  private final List<TrainableModel> models = new ArrayList<>();

  private boolean proven;

  /**
   * @param path of the model, right for inference
   * @param model the engine's
   * @param forTraining finds a path that is right for both
   * @param copy makes a copy of a model on another path
   */
  ProvenModel(
      P path,
      TrainableModel model,
      Supplier<P> forTraining,
      BiFunction<P, TrainableModel, TrainableModel> copy) {
    this.path = path;
    this.forTraining = forTraining;
    this.copy = copy;
    models.add(model);
  }

  private TrainableModel model() {
    return models.get(models.size() - 1);
  }

  private TrainableModel proven() {
    TrainableModel model = model();
    if (!proven) {
      // Throws if the model is closed.
      model.spec();
      P right = forTraining.get();
      if (!right.equals(path)) {
        models.add(copy.apply(right, model));
      }
      proven = true;
    }
    return model();
  }

  @Override
  public ModelSpec spec() {
    return model().spec();
  }

  @Override
  public Device device() {
    return model().device();
  }

  @Override
  public StepResult train(Batch batch, double learningRate) {
    return proven().train(batch, learningRate);
  }

  @Override
  public LossSum evaluate(Batch batch) {
    return proven().evaluate(batch);
  }

  @Override
  public Gradients differentiate(Batch batch) {
    return proven().differentiate(batch);
  }

  @Override
  public double update(NamedTensors gradients, double learningRate) {
    return proven().update(gradients, learningRate);
  }

  @Override
  public float[] encode(TokenRows sentences, float[] extraVectors) {
    return model().encode(sentences, extraVectors);
  }

  @Override
  public DecoderState decoder(float[] codes) {
    return model().decoder(codes);
  }

  @Override
  public float[] wordLogits(float[] codes) {
    return model().wordLogits(codes);
  }

  @Override
  public NamedTensors weights() {
    return model().weights();
  }

  @Override
  public void setWeights(NamedTensors weights) {
    model().setWeights(weights);
  }

  @Override
  public OptimizerState optimizerState() {
    return model().optimizerState();
  }

  @Override
  public void setOptimizerState(OptimizerState state) {
    model().setOptimizerState(state);
  }

  @Override
  public void close() {
    models.forEach(TrainableModel::close);
  }
}
