package io.github.simloss.cli.option;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Backends;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.EngineConfig;
import io.github.simloss.cli.console.UsageException;
import io.github.simloss.cli.help.InSection;
import io.github.simloss.cli.help.Section;
import io.github.simloss.cli.usage.Bounds;
import io.github.simloss.run.Provenance;
import io.github.simloss.run.RunDirectory;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Which engine computes, and where. */
@InSection(Section.ENGINE)
public final class EngineOptions {
  /** More threads than this are allowed where there are processors for them. */
  private static final int LEAST_LIMIT = 64;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "Engine: djl (PyTorch), dl4j (ND4J) or java (plain Java). Default: djl.")
  private String backend;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "cpu, gpu or gpu:N. Default: cpu.")
  private String device;

  @Bounds(from = 1, to = Integer.MAX_VALUE)
  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "CPU threads of the engine. Default: the engine's own choice.")
  private Integer threads;

  @Inject private Backends engines;

  /** Starts the engine chosen. */
  public Engine open() {
    return open("djl", "cpu");
  }

  /**
   * Starts the engine chosen, or else the one that a run was made with.
   *
   * @param run its folder
   */
  public Engine openFor(Path run) {
    Provenance made = RunDirectory.open(run).readConfig().provenance();
    return open(made.machine().backend(), made.machine().device());
  }

  private Engine open(String otherBackend, String otherDevice) {
    return open(
        engines,
        "--backend",
        backend == null ? otherBackend : backend,
        device == null ? otherDevice : device,
        threads);
  }

  /**
   * Starts an engine.
   *
   * @param engines those there are
   * @param option that names it, for messages
   * @param name of it
   * @param device that it must have
   * @param threads of the CPU, or null to leave them as they are
   */
  public static Engine open(
      Backends engines, String option, String name, String device, Integer threads) {
    Backend backend;
    try {
      backend = engines.get(name);
    } catch (SimlossException e) {
      throw new UsageException(option + ": " + e.getMessage());
    }
    int processors = Runtime.getRuntime().availableProcessors();
    int most = Math.max(LEAST_LIMIT, 4 * processors);
    if (threads != null && threads > most) {
      throw new UsageException(
          "--threads is "
              + threads
              + "; it may be "
              + most
              + " at most on this machine, which has "
              + processors
              + " processors");
    }
    EngineConfig config = EngineConfig.of(device(backend, device));
    return backend.open(threads == null ? config : config.withThreads(threads));
  }

  private static Device device(Backend backend, String name) {
    Device chosen;
    try {
      chosen = Device.parse(name);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--device: " + e.getMessage());
    }
    List<Device> devices = backend.devices();
    if (!devices.contains(chosen)) {
      throw new SimlossException(
          "--device: "
              + backend.name()
              + " finds no "
              + chosen
              + " on this machine, only "
              + devices.stream().map(Device::toString).toList()
              + "; see 'simloss backends'");
    }
    return chosen;
  }
}
