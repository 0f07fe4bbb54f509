package io.github.simloss.djl;

import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.support.MemoryBudget;
import io.github.simloss.contract.GradientContract;
import io.github.simloss.contract.LossContract;
import io.github.simloss.djl.internal.loss.LossKernel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Losses and gradients without a table of similarities, one position at a time. */
class DjlSmallMemoryContractTest implements LossContract, GradientContract {
  @BeforeEach
  void allowNothing() {
    System.setProperty(MemoryBudget.tableProperty("djl"), "0");
    System.setProperty(LossKernel.CHUNK_PROPERTY, "0");
  }

  @AfterEach
  void allowWhatIsUsual() {
    System.clearProperty(MemoryBudget.tableProperty("djl"));
    System.clearProperty(LossKernel.CHUNK_PROPERTY);
  }

  @Override
  public Backend underTest() {
    return new DjlBackend();
  }

  @Override
  public Device where() {
    return Device.CPU;
  }
}
