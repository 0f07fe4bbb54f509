package io.github.simloss.dl4j;

import io.github.simloss.backend.Backend;
import io.github.simloss.contract.BackendContractTest;

/** The contract by ND4J operations alone, as on a GPU. */
class Dl4jArrayContractTest extends BackendContractTest {
  @Override
  protected Backend backend() {
    return new Dl4jBackend(false);
  }
}
