package io.github.simloss.djl.internal.optimizer;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.support.AdamStep;
import io.github.simloss.djl.internal.array.NamedArrays;
import io.github.simloss.model.OptimizerState;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.Map;

/**
 * PyTorch's Adam behind a global-norm clip: on the CPU one loop over blocks that fit the cache, on
 * other devices the fused native update that DJL offers. Moments take memory from the first update
 * on.
 */
public final class AdamOptimizer {
  private final NDManager manager;
  private final Map<String, long[]> shapes;
  private final AdamSettings settings;
  private final boolean host;
  private NamedArrays first;
  private NamedArrays second;
  private long step;

  public AdamOptimizer(NDManager manager, Map<String, long[]> shapes, AdamSettings settings) {
    this.manager = manager;
    this.shapes = shapes;
    this.settings = settings;
    this.host = !manager.getDevice().isGpu();
  }

  /** The Euclidean norm of all values together. */
  public double norm(Map<String, PtNDArray> gradients) {
    double squares = 0;
    for (PtNDArray gradient : gradients.values()) {
      if (host) {
        squares += HostAdam.squares(gradient);
      } else {
        double norm = gradient.norm().getFloat();
        squares += norm * norm;
      }
    }
    return Math.sqrt(squares);
  }

  /** Takes the memory of the moments, outside any step. */
  public void allocate() {
    if (first == null) {
      first = new NamedArrays(manager, shapes);
      second = new NamedArrays(manager, shapes);
    }
  }

  /**
   * One update, after {@link #allocate}.
   *
   * @param parameters w, updated
   * @param gradients dL/dw
   * @param norm their global norm, finite
   * @param learningRate lr
   */
  public void update(
      NamedArrays parameters, Map<String, PtNDArray> gradients, double norm, double learningRate) {
    step++;
    AdamStep update = AdamStep.of(settings, step, learningRate, norm);
    parameters
        .all()
        .forEach(
            (name, w) -> {
              if (host) {
                HostAdam.update(w, gradients.get(name), first.get(name), second.get(name), update);
                return;
              }
              JniUtils.adamUpdate(
                  w,
                  gradients.get(name),
                  first.get(name),
                  second.get(name),
                  (float) learningRate,
                  (float) update.rate(),
                  0,
                  (float) update.clip(),
                  -1,
                  (float) update.beta1(),
                  (float) update.beta2(),
                  (float) update.epsilon(),
                  false);
            });
  }

  /** A copy of everything Adam remembers. */
  public OptimizerState state() {
    return first == null
        ? new OptimizerState(step, zeros(), zeros())
        : new OptimizerState(step, first.read(), second.read());
  }

  private NamedTensors zeros() {
    NamedTensors zeros = new NamedTensors();
    shapes.forEach(
        (name, shape) -> {
          long count = 1;
          for (long size : shape) {
            count = Math.multiplyExact(count, size);
          }
          zeros.put(name, new Tensor(shape, new float[Math.toIntExact(count)]));
        });
    return zeros;
  }

  /** Replaces everything Adam remembers. */
  public void setState(OptimizerState state) {
    allocate();
    first.check(state.firstMoments());
    second.check(state.secondMoments());
    first.write(state.firstMoments());
    second.write(state.secondMoments());
    step = state.step();
  }
}
