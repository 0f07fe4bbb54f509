package io.github.simloss.djl;

import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Device;
import io.github.simloss.contract.BatchContract;
import io.github.simloss.contract.DecoderContract;
import io.github.simloss.contract.EncodingContract;
import io.github.simloss.contract.FamilyInferenceContract;
import io.github.simloss.contract.FamilyTrainingContract;
import io.github.simloss.contract.GradientContract;
import io.github.simloss.contract.MemoryContract;
import io.github.simloss.contract.SeveralModelsContract;
import io.github.simloss.contract.SizesContract;
import io.github.simloss.djl.internal.lstm.LstmPath;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What a machine runs on which both kernels of PyTorch's LSTM are wrong. */
class DjlOperationsPathContractTest
    implements EncodingContract,
        DecoderContract,
        FamilyInferenceContract,
        FamilyTrainingContract,
        BatchContract,
        GradientContract,
        SizesContract,
        SeveralModelsContract,
        MemoryContract {
  @BeforeEach
  void withoutAKernel() {
    System.setProperty(LstmPath.PROPERTY, "operations");
  }

  @AfterEach
  void asTheMachineNeeds() {
    System.clearProperty(LstmPath.PROPERTY);
  }

  /** Without a kernel of its own, no hidden size is apart. */
  @Override
  public List<Integer> hiddenSizes() {
    return List.of(1, 7, 16, 33, 100, 256);
  }

  /** Most of a step is the other paths'; its operations are slow. */
  @Override
  public int steps() {
    return Integer.getInteger("simloss.contract.steps", 150);
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
