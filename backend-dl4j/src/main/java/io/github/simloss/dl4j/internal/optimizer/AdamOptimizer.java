package io.github.simloss.dl4j.internal.optimizer;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.host.HostAdam;
import io.github.simloss.backend.skeleton.AbstractAdam;
import io.github.simloss.backend.support.AdamStep;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.FlatParameters;
import io.github.simloss.dl4j.internal.runtime.Nd4jRuntime;
import io.github.simloss.tensor.NamedTensors;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;

/** PyTorch's Adam behind a global-norm clip, over flat vectors. */
public final class AdamOptimizer extends AbstractAdam<FlatParameters> implements AutoCloseable {
  /**
   * ND4J corrects the bias by this many steps: both corrections are then exactly 1, and ours, taken
   * in double precision, go into the rate and the epsilon instead.
   */
  private static final int ENDLESS = Integer.MAX_VALUE - 1;

  /** How many values ND4J adds in single precision. */
  private static final int PART = 1024;

  private final ComputePath memory;

  /**
   * @param memory where the moments are
   * @param shapes of the trainable tensors, by name
   * @param settings how to update
   */
  public AdamOptimizer(ComputePath memory, Map<String, long[]> shapes, AdamSettings settings) {
    super(shapes, settings);
    this.memory = memory;
  }

  /** The Euclidean norm of all values together. */
  public double norm(FlatParameters gradients) {
    return memory.host()
        ? Math.sqrt(HostAdam.squares(gradients, Nd4jRuntime.loopThreads()))
        : normByParts(gradients);
  }

  /**
   * ND4J sums a vector in single precision; on the CPU the norm of two million values came out
   * wrong by 2e-4. Here it sums parts, and those are added in double precision.
   */
  private static double normByParts(FlatParameters gradients) {
    int parts = gradients.length() / PART;
    int rest = gradients.length() % PART;
    double squares = 0;
    if (parts > 0) {
      try (INDArray norms = gradients.memory().view(0, parts, PART).norm2(1)) {
        for (double norm : norms.toDoubleVector()) {
          squares += norm * norm;
        }
      }
    }
    if (rest > 0) {
      double norm =
          gradients.memory().vector(gradients.length() - rest, rest).norm2Number().doubleValue();
      squares += norm * norm;
    }
    return Math.sqrt(squares);
  }

  /**
   * One update.
   *
   * @param parameters w, updated
   * @param gradients dL/dw; may be overwritten
   * @param norm their global norm, finite
   * @param learningRate lr
   */
  public void update(
      FlatParameters parameters, FlatParameters gradients, double norm, double learningRate) {
    AdamStep update = next(norm, learningRate);
    if (memory.host()) {
      HostAdam.update(parameters, gradients, first(), second(), update, Nd4jRuntime.loopThreads());
      return;
    }
    INDArray flat = gradients.flat().muli(update.clip());
    Nd4j.exec(
        new AdamUpdater(
            flat,
            second().flat(),
            first().flat(),
            update.rate(),
            update.beta1(),
            update.beta2(),
            update.epsilon(),
            ENDLESS));
    parameters.flat().subi(flat);
  }

  @Override
  protected FlatParameters zeros(Map<String, long[]> shapes) {
    return new FlatParameters(memory, shapes);
  }

  @Override
  protected void write(FlatParameters moments, NamedTensors values) {
    moments.write(values);
  }

  @Override
  protected NamedTensors read(FlatParameters moments) {
    return moments.read();
  }

  @Override
  public void close() {
    if (first() != null) {
      first().close();
      second().close();
    }
  }
}
