package io.github.simloss.dl4j;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.model.NamedTensors;
import io.github.simloss.model.OptimizerState;
import io.github.simloss.model.Tensor;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;

/**
 * PyTorch's Adam behind a global-norm clip, over flat vectors. Moments take memory from the first
 * update on.
 */
final class AdamOptimizer implements AutoCloseable {
  /**
   * ND4J corrects the bias by this many steps: both corrections are then exactly 1, and ours, taken
   * in double precision, go into the rate and the epsilon instead.
   */
  private static final int ENDLESS = Integer.MAX_VALUE - 1;

  private static final int BLOCK = 8192;

  private final Map<String, long[]> shapes;
  private final AdamSettings settings;
  private FlatParameters first;
  private FlatParameters second;
  private long step;

  AdamOptimizer(Map<String, long[]> shapes, AdamSettings settings) {
    this.shapes = shapes;
    this.settings = settings;
  }

  /** The Euclidean norm of all values together, summed in double precision on the CPU. */
  static double norm(FlatParameters gradients) {
    if (!Engine.onCpu()) {
      return gradients.flat().norm2Number().doubleValue();
    }
    int blocks = (gradients.length() + BLOCK - 1) / BLOCK;
    double[] sums = new double[blocks];
    RowWorkers.run(
        blocks,
        16,
        (from, to) -> {
          float[] values = new float[BLOCK];
          for (int b = from; b < to; b++) {
            int count = Math.min(BLOCK, gradients.length() - b * BLOCK);
            gradients.memory().read(b * BLOCK, values, 0, count);
            double sum = 0;
            for (int k = 0; k < count; k++) {
              sum += (double) values[k] * values[k];
            }
            sums[b] = sum;
          }
        });
    double sum = 0;
    for (double part : sums) {
      sum += part;
    }
    return Math.sqrt(sum);
  }

  /**
   * One update.
   *
   * @param parameters w, updated
   * @param gradients dL/dw, overwritten
   * @param norm their global norm, finite
   * @param learningRate lr
   */
  void update(
      FlatParameters parameters, FlatParameters gradients, double norm, double learningRate) {
    allocate();
    step++;
    INDArray flat = gradients.flat();
    double clip = settings.clipNorm() / (norm + 1e-6);
    if (clip < 1) {
      flat.muli(clip);
    }
    double rootCorrection = Math.sqrt(1 - Math.pow(settings.beta2(), (double) step));
    double rate = learningRate * rootCorrection / (1 - Math.pow(settings.beta1(), (double) step));
    Nd4j.exec(
        new AdamUpdater(
            flat,
            second.flat(),
            first.flat(),
            rate,
            settings.beta1(),
            settings.beta2(),
            settings.epsilon() * rootCorrection,
            ENDLESS));
    parameters.flat().subi(flat);
  }

  private void allocate() {
    if (first == null) {
      first = new FlatParameters(shapes);
      second = new FlatParameters(shapes);
    }
  }

  /** A copy of everything Adam remembers. */
  OptimizerState state() {
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
  void setState(OptimizerState state) {
    allocate();
    FlatParameters.check(shapes, state.firstMoments());
    FlatParameters.check(shapes, state.secondMoments());
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
