package io.github.simloss.selftest;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.EngineConfig;
import io.github.simloss.backend.support.ArgumentChecks;

/**
 * A backend whose engine computes on a path that is right on this machine, see {@link EnginePaths}.
 * A backend adds its devices and how threads are set. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public abstract class CheckedBackend implements Backend {
  private final String name;
  private final EnginePaths<?> paths;

  /**
   * @param name the backend's name
   * @param paths of the engine, one object a process
   */
  protected CheckedBackend(String name, EnginePaths<?> paths) {
    this.name = name;
    this.paths = paths;
  }

  /**
   * Sets the number of CPU threads of the process.
   *
   * @param threads at least 1
   */
  protected abstract void setThreads(int threads);

  /** What gives an engine that has only the CPU a GPU, an imperative clause. */
  protected abstract String gpuRemedy();

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String description() {
    return paths.engine().description();
  }

  @Override
  public final String kernels() {
    return paths.engine().kernels();
  }

  @Override
  public final Engine open(EngineConfig config) {
    try {
      ArgumentChecks.device(name, config.device(), devices(), gpuRemedy());
      if (config.threads() > 0) {
        setThreads(config.threads());
      }
    } catch (NoClassDefFoundError e) {
      // Our module is there and its library is not: a class path that was put together by hand.
      throw new SimlossException(
          "the engine '"
              + name
              + "' lacks a library (no class "
              + e.getMessage()
              + "): put the jars that docs/installing.md lists for it on the class path",
          e);
    }
    return new PathsEngine(this, paths, config);
  }
}
