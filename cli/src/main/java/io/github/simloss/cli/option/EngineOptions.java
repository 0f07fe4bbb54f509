package io.github.simloss.cli.option;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Backends;
import io.github.simloss.backend.Device;
import io.github.simloss.cli.console.UsageException;
import jakarta.inject.Inject;
import java.util.List;
import picocli.CommandLine.Option;

/** Which engine computes, and where. */
public final class EngineOptions {
  @Option(
      names = "--backend",
      paramLabel = "NAME",
      defaultValue = "djl",
      description =
          "Engine: djl (PyTorch), dl4j (ND4J) or java (plain Java). Default: ${DEFAULT-VALUE}.")
  private String backend;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "cpu",
      description = "cpu, gpu or gpu:N. Default: ${DEFAULT-VALUE}.")
  private String device;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "CPU threads of the engine. Default: the engine's own choice.")
  private Integer threads;

  @Inject private Backends engines;

  /** The engine chosen, with its threads set. */
  public Backend engine() {
    return engine(engines, "--backend", backend, threads);
  }

  /** An engine by its name, with its threads set unless they are null. */
  public static Backend engine(Backends engines, String option, String name, Integer threads) {
    Backend engine;
    try {
      engine = engines.get(name);
    } catch (SimlossException e) {
      throw new UsageException(option + ": " + e.getMessage());
    }
    if (threads != null) {
      if (threads < 1) {
        throw new UsageException("--threads is " + threads + "; it must be at least 1");
      }
      engine.setThreads(threads);
    }
    return engine;
  }

  /** The device chosen, which the engine has. */
  public Device device(Backend engine) {
    return device(engine, device);
  }

  /** A device by its name, which the engine has. */
  public static Device device(Backend engine, String name) {
    Device chosen;
    try {
      chosen = Device.parse(name);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--device: " + e.getMessage());
    }
    List<Device> devices = engine.devices();
    if (!devices.contains(chosen)) {
      throw new SimlossException(
          "--device: "
              + engine.name()
              + " finds no "
              + chosen
              + " on this machine, only "
              + devices.stream().map(Device::toString).toList()
              + "; see 'simloss backends'");
    }
    return chosen;
  }
}
