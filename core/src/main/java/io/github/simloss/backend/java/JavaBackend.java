package io.github.simloss.backend.java;

import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.EngineConfig;
import io.github.simloss.backend.support.ArgumentChecks;
import java.util.List;

/**
 * The engine {@code java}: plain Java, without a native library, so that it runs wherever Java
 * does. Double precision inside, one sentence a thread; weights are rounded to single precision
 * after every step, as files keep them. It is what other engines are compared with, and an example
 * to start one from; many times slower than they are.
 *
 * <p>Results do not depend on the run or on the number of threads, which is all cores unless set.
 * Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class JavaBackend implements Backend {
  /** The engine. */
  public JavaBackend() {}

  @Override
  public String name() {
    return "java";
  }

  @Override
  public String description() {
    return "plain Java " + Runtime.version().feature();
  }

  @Override
  public List<Device> devices() {
    return List.of(Device.CPU);
  }

  @Override
  public Engine open(EngineConfig config) {
    ArgumentChecks.device(name(), config.device(), devices(), "use the backend djl or dl4j");
    if (config.threads() > 0) {
      Workers.setThreads(config.threads());
    }
    return new JavaEngine(this, config);
  }
}
