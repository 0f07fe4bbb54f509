package io.github.simloss.contract;

import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Device;

/**
 * The tests an engine passes, or it is not one, in two parts: inference, and training. Extend this
 * class in the engine's module, with core's test-jar among its test dependencies:
 *
 * <pre>
 * class MyBackendContractTest extends BackendContractTest {
 *   {@literal @}Override
 *   protected Backend backend() {
 *     return new MyBackend();
 *   }
 * }
 * </pre>
 *
 * <p>The system property {@code simloss.contract.steps} sets how long the memory test trains.
 */
public abstract class BackendContractTest implements InferenceSuite, TrainingSuite {

  /** For subclasses. */
  protected BackendContractTest() {}

  /** The engine under test; called again by each test. */
  protected abstract Backend backend();

  /** Where it computes; the CPU unless overridden. */
  protected Device device() {
    return Device.CPU;
  }

  /** How many steps the memory test trains: {@code simloss.contract.steps}, or 300. */
  protected int memoryTestSteps() {
    return TrainingSuite.super.steps();
  }

  @Override
  public final Backend underTest() {
    return backend();
  }

  @Override
  public final Device where() {
    return device();
  }

  @Override
  public final int steps() {
    return memoryTestSteps();
  }
}
