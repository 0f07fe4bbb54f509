package io.github.simloss.backend;

import java.util.List;

/**
 * A library that can run the models. Found through {@link java.util.ServiceLoader}; also usable by
 * its public no-argument constructor. Constructing one and asking for its name load no native
 * library; everything else may. Safe for use by several threads.
 *
 * <p>An implementation passes the contract tests shipped in core's test-jar ({@code
 * BackendContractTest}).
 *
 * @since 0.1.0
 */
public interface Backend {

  /** The name in {@code --backend}, lower case, for instance {@code djl}. */
  String name();

  /** The library behind it with its version, for instance {@code PyTorch 2.7.1 (DJL 0.36.0)}. */
  String description();

  /**
   * The numeric libraries behind it and the kernels that they run on this machine, as far as they
   * tell: for instance {@code OpenBLAS 0.3.31, kernel Zen}. Empty if nothing is known.
   */
  default String kernels() {
    return "";
  }

  /** The devices of this machine that it can use, the CPU first. */
  List<Device> devices();

  /**
   * Starts an engine.
   *
   * @param config where it computes, and with what
   * @return the engine, to be closed after its models
   * @throws io.github.simloss.SimlossException if the device is not there; the message names those
   *     that are
   */
  Engine open(EngineConfig config);

  /** Starts an engine with defaults on a device. */
  default Engine open(Device device) {
    return open(EngineConfig.of(device));
  }
}
