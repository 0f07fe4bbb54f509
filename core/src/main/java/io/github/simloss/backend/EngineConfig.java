package io.github.simloss.backend;

/**
 * How an engine is opened.
 *
 * @param device where it computes
 * @param threads CPU threads, a setting of the process; 0 leaves it as it is
 * @param memory what arrays of V columns may take
 * @since 0.2.0
 */
public record EngineConfig(Device device, int threads, MemoryBudget memory) {
  /** The CPU, threads as they are. */
  public static final EngineConfig CPU = of(Device.CPU);

  /** Checks the number of threads. */
  public EngineConfig {
    if (threads < 0) {
      throw new IllegalArgumentException(
          "threads is " + threads + "; it must be at least 1, or 0 to leave it as it is");
    }
  }

  /** A device with everything else as it is by default. */
  public static EngineConfig of(Device device) {
    return new EngineConfig(device, 0, MemoryBudget.DEFAULT);
  }

  /** The same with another number of threads. */
  public EngineConfig withThreads(int threads) {
    return new EngineConfig(device, threads, memory);
  }

  /** The same with another budget. */
  public EngineConfig withMemory(MemoryBudget memory) {
    return new EngineConfig(device, threads, memory);
  }
}
