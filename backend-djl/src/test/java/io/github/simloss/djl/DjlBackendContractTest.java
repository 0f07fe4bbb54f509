package io.github.simloss.djl;

import io.github.simloss.backend.Backend;
import io.github.simloss.contract.BackendContractTest;

class DjlBackendContractTest extends BackendContractTest {
  @Override
  protected Backend backend() {
    return new DjlBackend();
  }
}
