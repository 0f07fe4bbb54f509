package io.github.simloss.djl.internal.optimizer;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.host.HostAdam;
import io.github.simloss.backend.skeleton.AbstractAdam;
import io.github.simloss.backend.support.AdamStep;
import io.github.simloss.djl.internal.array.NamedArrays;
import io.github.simloss.djl.internal.array.NativeArrays;
import io.github.simloss.djl.internal.runtime.PyTorchRuntime;
import io.github.simloss.tensor.NamedTensors;
import java.util.Map;

/**
 * PyTorch's Adam behind a global-norm clip: on the CPU one loop over blocks that fit the cache, on
 * other devices the fused native update that DJL offers.
 */
public final class AdamOptimizer extends AbstractAdam<NamedArrays> {
  private final NDManager manager;
  private final boolean host;

  /**
   * @param manager frees the moments
   * @param shapes of the trainable tensors, by name
   * @param settings how to update
   */
  public AdamOptimizer(NDManager manager, Map<String, long[]> shapes, AdamSettings settings) {
    super(shapes, settings);
    this.manager = manager;
    this.host = !manager.getDevice().isGpu();
  }

  /** The Euclidean norm of all values together. */
  public double norm(Map<String, PtNDArray> gradients) {
    double squares = 0;
    for (PtNDArray gradient : gradients.values()) {
      if (host) {
        squares += HostAdam.squares(NativeArrays.host(gradient), PyTorchRuntime.threads());
      } else {
        double norm = gradient.norm().getFloat();
        squares += norm * norm;
      }
    }
    return Math.sqrt(squares);
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
    AdamStep update = next(norm, learningRate);
    parameters
        .all()
        .forEach(
            (name, w) -> {
              if (host) {
                HostAdam.update(
                    NativeArrays.host(w),
                    NativeArrays.host(gradients.get(name)),
                    NativeArrays.host(first().get(name)),
                    NativeArrays.host(second().get(name)),
                    update,
                    PyTorchRuntime.threads());
                return;
              }
              JniUtils.adamUpdate(
                  w,
                  gradients.get(name),
                  first().get(name),
                  second().get(name),
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

  @Override
  protected NamedArrays zeros(Map<String, long[]> shapes) {
    return new NamedArrays(manager, shapes);
  }

  @Override
  protected NamedTensors read(NamedArrays moments) {
    return moments.read();
  }

  @Override
  protected void write(NamedArrays moments, NamedTensors values) {
    moments.write(values);
  }
}
