package io.github.simloss.backend.skeleton;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.support.AdamStep;
import io.github.simloss.model.OptimizerState;
import io.github.simloss.tensor.NamedTensors;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Adam's bookkeeping: the number of updates and both moments, which take an engine's memory from
 * the first update on. Not safe for use by several threads.
 *
 * @param <T> the moments of all tensors in the engine's memory
 * @since 0.1.0
 */
public abstract class AbstractAdam<T> {
  private final Map<String, long[]> shapes;
  private final AdamSettings settings;
  private @Nullable T first;
  private @Nullable T second;
  private long step;

  /**
   * @param shapes of the trainable tensors, by name
   * @param settings how to update
   */
  protected AbstractAdam(Map<String, long[]> shapes, AdamSettings settings) {
    this.shapes = shapes;
    this.settings = settings;
  }

  /** Takes memory, filled with zeros. */
  protected abstract T zeros(Map<String, long[]> shapes);

  /** Copies moments out. */
  protected abstract NamedTensors read(T moments);

  /** Copies moments in; names and shapes are checked. */
  protected abstract void write(T moments, NamedTensors values);

  /** Takes the memory of the moments, unless that is done. */
  public final void allocate() {
    if (first == null) {
      first = zeros(shapes);
      second = zeros(shapes);
    }
  }

  /** The first moments; {@code null} before {@link #allocate}. */
  protected final @Nullable T first() {
    return first;
  }

  /** The second moments; {@code null} before {@link #allocate}. */
  protected final @Nullable T second() {
    return second;
  }

  /**
   * Counts an update and works out what it is.
   *
   * @param norm the global norm of the gradients, finite
   * @param learningRate lr
   */
  protected final AdamStep next(double norm, double learningRate) {
    allocate();
    step++;
    return AdamStep.of(settings, step, learningRate, norm);
  }

  /** A copy of everything Adam remembers. */
  public final OptimizerState state() {
    return first == null || second == null
        ? OptimizerState.initial(shapes)
        : new OptimizerState(step, read(first), read(second));
  }

  /**
   * Replaces everything Adam remembers.
   *
   * @throws IllegalArgumentException if a moment is missing or of another shape; the state then
   *     stays as it was
   */
  public final void setState(OptimizerState state) {
    state.check(shapes);
    allocate();
    write(Objects.requireNonNull(first), state.firstMoments());
    write(Objects.requireNonNull(second), state.secondMoments());
    step = state.step();
  }
}
