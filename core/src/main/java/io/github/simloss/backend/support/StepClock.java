package io.github.simloss.backend.support;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the time of training steps goes, for benchmarks. Off unless the system property {@code
 * simloss.stepClock} is {@code true} when the class loads; off, its calls compile to nothing.
 *
 * <p>An engine says which part it turns to; what passes until it turns to the next belongs to that
 * part. One clock for the process: train one model at a time. On a GPU, where a call returns before
 * its work is done, the parts say when work was handed over, not when it ran.
 *
 * @since 0.1.0
 */
public final class StepClock {
  /** The system property that switches it on. */
  public static final String PROPERTY = "simloss.stepClock";

  private static final boolean ON = Boolean.getBoolean(PROPERTY);
  private static Map<Part, Long> nanos = nothing();
  private static @Nullable Part current;
  private static long since;

  private StepClock() {}

  /** A part of a training step. */
  public enum Part {
    /** Both LSTMs, forward and back, and what they read of the embedding. */
    LSTM,
    /** The map from hidden states to logits, and its gradients. */
    PROJECTION,
    /** The loss and its gradient with respect to the logits. */
    LOSS,
    /** The norm of the gradients, clipping and Adam. */
    OPTIMIZER
  }

  /** Turns to a part. */
  public static void turn(Part part) {
    if (ON) {
      long now = System.nanoTime();
      add(now);
      current = part;
      since = now;
    }
  }

  /** Ends a step: what follows belongs to no part. */
  public static void stop() {
    if (ON) {
      add(System.nanoTime());
      current = null;
    }
  }

  private static void add(long now) {
    if (current != null) {
      nanos.merge(current, now - since, Long::sum);
    }
  }

  /** Nanoseconds of each part since the last call, all 0 while off; begins again. */
  public static Map<Part, Long> read() {
    Map<Part, Long> read = nanos;
    nanos = nothing();
    return read;
  }

  private static Map<Part, Long> nothing() {
    Map<Part, Long> parts = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      parts.put(part, 0L);
    }
    return parts;
  }
}
