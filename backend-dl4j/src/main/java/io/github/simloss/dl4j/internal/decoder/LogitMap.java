package io.github.simloss.dl4j.internal.decoder;

import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.FlatParameters;
import io.github.simloss.dl4j.internal.array.Matrix;
import io.github.simloss.dl4j.internal.array.OnesVector;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.Parameters;

/** From a decoder's vectors to logits, chunk by chunk. */
public abstract class LogitMap implements AutoCloseable {
  private final FlatParameters parameters;

  /**
   * @param parameters the model's
   */
  LogitMap(FlatParameters parameters) {
    this.parameters = parameters;
  }

  /**
   * The one that a model has.
   *
   * @param memory where
   * @param spec its shape
   * @param parameters its weights
   */
  public static LogitMap of(ComputePath memory, ModelSpec spec, FlatParameters parameters) {
    return switch (spec.decoder().outputLayer()) {
      case FREE -> new FreeLogits(parameters);
      case TIED -> new TiedLogits(memory, spec, parameters);
    };
  }

  /**
   * Takes what it needs of the frozen vectors; before the first logits.
   *
   * @param embedding row-major V x d
   */
  public abstract void freeze(float[] embedding);

  /** The model's weights. */
  FlatParameters parameters() {
    return parameters;
  }

  /** The bias of the logits, V values copied out. */
  public float[] bias() {
    return parameters.values(Parameters.PROJECTION_BIAS);
  }

  /** Adds the bias to rows of V logits. */
  public void addBias(float[] logits) {
    float[] bias = bias();
    for (int k = 0; k < logits.length; k += bias.length) {
      for (int i = 0; i < bias.length; i++) {
        logits[k + i] += bias[i];
      }
    }
  }

  /**
   * The logits without their bias.
   *
   * @param vectors N x K
   * @param from the chunk's first row
   * @param count rows of the chunk
   * @param z receives them in rows {@code [0, count)}, which are there
   */
  public abstract void logits(Matrix vectors, int from, int count, Matrix z);

  /**
   * Runs back from the chunk that {@link #logits} made last; chunks come in order.
   *
   * @param dZ dL/dz in rows {@code [0, count)}
   * @param vectors N x K
   * @param from the chunk's first row; the first chunk starts at 0
   * @param count rows of the chunk
   * @param dVectors receives dL/dvectors in the chunk's rows
   * @param gradients receives those of the weights but the bias; chunks after the first are added
   * @param ones of any length
   */
  abstract void backward(
      Matrix dZ,
      Matrix vectors,
      int from,
      int count,
      Matrix dVectors,
      FlatParameters gradients,
      OnesVector ones);

  @Override
  public abstract void close();
}
