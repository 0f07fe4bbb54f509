package io.github.simloss.dl4j;

import io.github.simloss.backend.Backend;
import io.github.simloss.contract.BackendContractTest;

/** The contract on the CPU, by fused loops. */
class Dl4jBackendContractTest extends BackendContractTest {
  @Override
  protected Backend backend() {
    return new Dl4jBackend();
  }
}
