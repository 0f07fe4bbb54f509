package io.github.simloss.backend.skeleton;

import io.github.simloss.backend.DecoderState;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Gradients;
import io.github.simloss.backend.LossSum;
import io.github.simloss.backend.StepResult;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.backend.support.ArgumentChecks;
import io.github.simloss.batch.Batch;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.OptimizerState;
import io.github.simloss.tensor.NamedTensors;

/**
 * A model of an engine, but for what speaks to the engine: every call finds the model open and its
 * arguments checked. The methods to implement have the arguments of those they stand for. Not safe
 * for use by several threads.
 *
 * @since 0.2.0
 */
public abstract class AbstractModel implements TrainableModel {
  private final ModelSpec spec;
  private final Device device;
  private boolean closed;

  /**
   * @param spec the shapes
   * @param device where
   */
  protected AbstractModel(ModelSpec spec, Device device) {
    this.spec = spec;
    this.device = device;
  }

  /** One training step; the learning rate and the ids are checked. */
  protected abstract StepResult step(Batch batch, double learningRate);

  /** The summed loss; the ids are checked. */
  protected abstract LossSum loss(Batch batch);

  /** Loss and gradients; the ids are checked. */
  protected abstract Gradients backpropagate(Batch batch);

  /** Clips and updates, if the norm is finite, and returns it; the arguments are checked. */
  protected abstract double apply(NamedTensors gradients, double learningRate);

  /** The codes; the ids and the extra rows are checked. */
  protected abstract float[] codes(TokenRows sentences, float[] extraVectors);

  /** A decoder; the codes are checked. */
  protected abstract DecoderState decode(float[] codes);

  /** The logits of an order-free decoder; the codes are checked. */
  protected abstract float[] logits(float[] codes);

  /** A copy of what is trained. */
  protected abstract NamedTensors readTrained();

  /** A copy of what is frozen. */
  protected abstract NamedTensors readFrozen();

  /** Replaces all weights; names and shapes are checked. */
  protected abstract void write(NamedTensors weights);

  /** Adam, with what it remembers. */
  protected abstract AbstractAdam<?> optimizer();

  /** Frees native memory; called once. */
  protected abstract void free();

  /**
   * Every call passes here first. An engine with a device for each thread adds its own.
   *
   * @throws IllegalStateException if the model is closed
   */
  protected void enter() {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
  }

  @Override
  public final ModelSpec spec() {
    enter();
    return spec;
  }

  @Override
  public final Device device() {
    enter();
    return device;
  }

  @Override
  public final StepResult train(Batch batch, double learningRate) {
    enter();
    ArgumentChecks.learningRate(learningRate);
    batch.requireIdsBelow(spec.vocabularySize());
    return step(batch, learningRate);
  }

  @Override
  public final LossSum evaluate(Batch batch) {
    enter();
    batch.requireIdsBelow(spec.vocabularySize());
    return loss(batch);
  }

  @Override
  public final Gradients differentiate(Batch batch) {
    enter();
    batch.requireIdsBelow(spec.vocabularySize());
    return backpropagate(batch);
  }

  @Override
  public final double update(NamedTensors gradients, double learningRate) {
    enter();
    ArgumentChecks.learningRate(learningRate);
    ArgumentChecks.gradients(spec, gradients);
    return apply(gradients, learningRate);
  }

  @Override
  public final float[] encode(TokenRows sentences, float[] extraVectors) {
    enter();
    int extra = ArgumentChecks.extraVectors(extraVectors, spec.dimension());
    sentences.requireIdsBelow(spec.vocabularySize() + extra);
    return codes(sentences, extraVectors);
  }

  @Override
  public final DecoderState decoder(float[] codes) {
    enter();
    ArgumentChecks.decoder(spec, DecoderKind.LSTM);
    ArgumentChecks.codes(codes, spec.codeSize());
    return decode(codes);
  }

  @Override
  public final float[] wordLogits(float[] codes) {
    enter();
    ArgumentChecks.decoder(spec, DecoderKind.BAG);
    ArgumentChecks.codes(codes, spec.codeSize());
    return logits(codes);
  }

  @Override
  public final NamedTensors weights() {
    enter();
    NamedTensors all = readTrained();
    readFrozen().asMap().forEach(all::put);
    return all;
  }

  @Override
  public final void setWeights(NamedTensors weights) {
    enter();
    spec.check(weights);
    write(weights);
  }

  @Override
  public final OptimizerState optimizerState() {
    enter();
    return optimizer().state();
  }

  @Override
  public final void setOptimizerState(OptimizerState state) {
    enter();
    optimizer().setState(state);
  }

  @Override
  public final void close() {
    if (!closed) {
      closed = true;
      free();
    }
  }
}
