package io.github.simloss.backend.skeleton;

import io.github.simloss.backend.Autoencoder;
import io.github.simloss.backend.DecoderState;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Gradients;
import io.github.simloss.backend.LossSum;
import io.github.simloss.backend.StepResult;
import io.github.simloss.backend.support.ArgumentChecks;
import io.github.simloss.batch.Batch;
import io.github.simloss.model.AutoencoderSpec;
import io.github.simloss.model.OptimizerState;
import io.github.simloss.model.Parameters;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;

/**
 * A model of an engine, but for what speaks to the engine: every call finds the model open and its
 * arguments checked. The methods to implement have the arguments of those they stand for.
 */
public abstract class AbstractAutoencoder implements Autoencoder {
  private final AutoencoderSpec spec;
  private final Device device;
  private boolean closed;

  /**
   * @param spec the shapes
   * @param device where
   */
  protected AbstractAutoencoder(AutoencoderSpec spec, Device device) {
    this.spec = spec;
    this.device = device;
  }

  /** One training step; the learning rate and the ids are checked. */
  protected abstract StepResult step(Batch batch, double learningRate);

  /** The summed loss; the ids are checked. */
  protected abstract LossSum loss(Batch batch);

  /** Loss and gradients; the ids are checked. */
  protected abstract Gradients gradients(Batch batch);

  /** One update; gradients and learning rate are checked. Returns the norm before clipping. */
  protected abstract double move(NamedTensors gradients, double learningRate);

  /** The codes; the ids and the extra rows are checked. */
  protected abstract float[] codes(Batch batch, float[] extraVectors);

  /** A decoder; the codes are checked. */
  protected abstract DecoderState decode(float[] codes);

  /** A copy of what is trained. */
  protected abstract NamedTensors readTrained();

  /** A copy of the embedding, row-major, V x d. */
  protected abstract float[] readEmbedding();

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
  public final AutoencoderSpec spec() {
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
    return gradients(batch);
  }

  @Override
  public final double update(NamedTensors gradients, double learningRate) {
    enter();
    ArgumentChecks.learningRate(learningRate);
    ArgumentChecks.gradients(gradients, spec);
    return move(gradients, learningRate);
  }

  @Override
  public final float[] encode(Batch batch, float[] extraVectors) {
    enter();
    int extra = ArgumentChecks.extraVectors(extraVectors, spec.embeddingDimension());
    batch.requireIdsBelow(spec.vocabularySize() + extra);
    return codes(batch, extraVectors);
  }

  @Override
  public final DecoderState decoder(float[] codes) {
    enter();
    ArgumentChecks.codes(codes, spec.hiddenSize());
    return decode(codes);
  }

  @Override
  public final NamedTensors weights() {
    enter();
    return readTrained()
        .put(
            Parameters.EMBEDDING,
            Tensor.matrix(spec.vocabularySize(), spec.embeddingDimension(), readEmbedding()));
  }

  @Override
  public final void setWeights(NamedTensors weights) {
    enter();
    Parameters.check(spec, weights);
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
