package io.github.simloss.dl4j.internal.optimizer;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.support.AdamStep;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.FlatParameters;
import io.github.simloss.model.OptimizerState;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;

/**
 * PyTorch's Adam behind a global-norm clip, over flat vectors. Moments take memory from the first
 * update on.
 */
public final class AdamOptimizer implements AutoCloseable {
  /**
   * ND4J corrects the bias by this many steps: both corrections are then exactly 1, and ours, taken
   * in double precision, go into the rate and the epsilon instead.
   */
  private static final int ENDLESS = Integer.MAX_VALUE - 1;

  /** How many values ND4J adds in single precision. */
  private static final int PART = 1024;

  private final ComputePath memory;
  private final Map<String, long[]> shapes;
  private final AdamSettings settings;
  private FlatParameters first;
  private FlatParameters second;
  private long step;

  public AdamOptimizer(ComputePath memory, Map<String, long[]> shapes, AdamSettings settings) {
    this.memory = memory;
    this.shapes = shapes;
    this.settings = settings;
  }

  /** The Euclidean norm of all values together. */
  public double norm(FlatParameters gradients) {
    return memory.host() ? HostAdam.norm(gradients) : normByParts(gradients);
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
    allocate();
    step++;
    AdamStep update = AdamStep.of(settings, step, learningRate, norm);
    if (memory.host()) {
      HostAdam.update(parameters, gradients, first, second, update);
      return;
    }
    INDArray flat = gradients.flat().muli(update.clip());
    Nd4j.exec(
        new AdamUpdater(
            flat,
            second.flat(),
            first.flat(),
            update.rate(),
            update.beta1(),
            update.beta2(),
            update.epsilon(),
            ENDLESS));
    parameters.flat().subi(flat);
  }

  private void allocate() {
    if (first == null) {
      first = new FlatParameters(memory, shapes);
      second = new FlatParameters(memory, shapes);
    }
  }

  /** A copy of everything Adam remembers. */
  public OptimizerState state() {
    if (first == null) {
      return new OptimizerState(step, zeros(), zeros());
    }
    return new OptimizerState(step, first.read(), second.read());
  }

  private NamedTensors zeros() {
    NamedTensors zeros = new NamedTensors();
    shapes.forEach(
        (name, shape) -> {
          long count = 1;
          for (long size : shape) {
            count *= size;
          }
          zeros.put(name, new Tensor(shape, new float[Math.toIntExact(count)]));
        });
    return zeros;
  }

  /** Replaces everything Adam remembers. */
  public void setState(OptimizerState state) {
    FlatParameters.check(shapes, state.firstMoments());
    FlatParameters.check(shapes, state.secondMoments());
    allocate();
    first.write(state.firstMoments());
    second.write(state.secondMoments());
    step = state.step();
  }

  @Override
  public void close() {
    if (first != null) {
      first.close();
      second.close();
    }
  }
}
