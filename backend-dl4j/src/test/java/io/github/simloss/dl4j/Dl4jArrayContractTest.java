package io.github.simloss.dl4j;

import io.github.simloss.backend.Backend;
import io.github.simloss.contract.BackendContractTest;
import java.util.List;

/** The contract by ND4J operations alone, as on a GPU. */
class Dl4jArrayContractTest extends BackendContractTest {
  @Override
  protected Backend backend() {
    return new Dl4jBackend(false);
  }

  /** Its operations are slow here. */
  @Override
  protected int memoryTestSteps() {
    return Integer.getInteger("simloss.contract.steps", 100);
  }

  /** Its products are those of the other path, which tries all; its operations are slow here. */
  @Override
  public List<Integer> hiddenSizes() {
    return List.of(1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 64, 65, 100, 256, 512);
  }
}
