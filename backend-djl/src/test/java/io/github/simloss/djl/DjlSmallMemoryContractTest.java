package io.github.simloss.djl;

import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.MemoryBudget;
import io.github.simloss.contract.FamilyTrainingContract;
import io.github.simloss.contract.GradientContract;
import io.github.simloss.contract.LossContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Losses and gradients without a table of similarities, one row at a time. */
class DjlSmallMemoryContractTest implements LossContract, GradientContract, FamilyTrainingContract {
  @BeforeEach
  void allowNothing() {
    System.setProperty(MemoryBudget.tableProperty("djl"), "0");
    System.setProperty(MemoryBudget.chunkProperty("djl"), "0");
  }

  @AfterEach
  void allowWhatIsUsual() {
    System.clearProperty(MemoryBudget.tableProperty("djl"));
    System.clearProperty(MemoryBudget.chunkProperty("djl"));
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
