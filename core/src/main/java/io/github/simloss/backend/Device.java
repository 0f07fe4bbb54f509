package io.github.simloss.backend;

import java.util.Locale;

/**
 * Where an engine computes.
 *
 * @param kind CPU or GPU
 * @param index which GPU, from 0; 0 for the CPU
 * @since 0.1.0
 */
public record Device(Kind kind, int index) {
  /** The kinds of device. */
  public enum Kind {
    /** The host's processor. */
    CPU,
    /** A CUDA device. */
    GPU
  }

  /** The host's processor. */
  public static final Device CPU = new Device(Kind.CPU, 0);

  /** Checks the index. */
  public Device {
    if (index < 0 || (kind == Kind.CPU && index != 0)) {
      throw new IllegalArgumentException("no device " + kind + ":" + index);
    }
  }

  /** The GPU of an index. */
  public static Device gpu(int index) {
    return new Device(Kind.GPU, index);
  }

  /**
   * Reads {@code cpu}, {@code gpu} (the first) or {@code gpu:N}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Device parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.equals("cpu")) {
      return CPU;
    }
    if (lower.equals("gpu")) {
      return gpu(0);
    }
    if (lower.matches("gpu:[0-9]{1,3}")) {
      return gpu(Integer.parseInt(lower.substring(4)));
    }
    throw new IllegalArgumentException("'" + text + "' is no device: use cpu, gpu or gpu:N");
  }

  /** {@code cpu} or {@code gpu:N}, which {@link #parse} reads. */
  @Override
  public String toString() {
    return kind == Kind.CPU ? "cpu" : "gpu:" + index;
  }
}
