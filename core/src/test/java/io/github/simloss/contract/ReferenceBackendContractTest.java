package io.github.simloss.contract;

import io.github.simloss.backend.Backend;

/** The contract holds for the reference engine: the suite asks for nothing impossible. */
class ReferenceBackendContractTest extends BackendContractTest {
  @Override
  protected Backend backend() {
    return new ReferenceBackend();
  }

  @Override
  protected int memoryTestSteps() {
    return 30;
  }
}
