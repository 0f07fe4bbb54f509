package io.github.simloss.cli.console;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.support.Processor;
import java.util.List;

/**
 * An engine on this machine.
 *
 * @param name as in {@code --backend}
 * @param engine with its version
 * @param kernels libraries and what they run; may be empty
 * @param processor of this machine
 * @param threads on the CPU
 * @param devices that it can use
 * @param error why it does not start; {@code null} if it does
 */
public record EngineRow(
    String name,
    String engine,
    String kernels,
    String processor,
    int threads,
    List<String> devices,
    String error) {

  /** Asks an engine, which loads its libraries. */
  public static EngineRow of(Backend backend) {
    String processor = Processor.description();
    try (Engine engine = backend.open(backend.devices().get(0))) {
      return new EngineRow(
          backend.name(),
          backend.description(),
          backend.kernels(),
          processor,
          engine.threads(),
          backend.devices().stream().map(Device::toString).toList(),
          null);
    } catch (RuntimeException | LinkageError e) {
      // One engine that cannot load must not hide the others.
      String error = e instanceof SimlossException ? e.getMessage() : e.toString();
      return new EngineRow(backend.name(), null, null, processor, 0, List.of(), error);
    }
  }

  /** All but name and devices. */
  public String inWords() {
    return engine
        + (kernels.isEmpty() ? "" : "; " + kernels)
        + "; "
        + processor
        + "; "
        + threads
        + (threads == 1 ? " thread" : " threads");
  }
}
