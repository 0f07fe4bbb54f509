package io.github.simloss.contract;

import io.github.simloss.backend.Backend;
import io.github.simloss.backend.java.JavaBackend;
import java.util.List;

/** The contract holds for the reference engine: the suite asks for nothing impossible. */
class JavaBackendContractTest extends BackendContractTest {
  @Override
  protected Backend backend() {
    return new JavaBackend();
  }

  /** Compared with itself: a few show that the test is sound. */
  @Override
  public List<Integer> hiddenSizes() {
    return List.of(1, 7, 32, 100);
  }

  @Override
  protected int memoryTestSteps() {
    return 30;
  }
}
