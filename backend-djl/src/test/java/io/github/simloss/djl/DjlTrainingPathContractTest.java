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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What a machine runs on which PyTorch's LSTM for inference is wrong. */
class DjlTrainingPathContractTest
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
  void asInTraining() {
    System.setProperty(LstmPath.PROPERTY, "training");
  }

  @AfterEach
  void asTheMachineNeeds() {
    System.clearProperty(LstmPath.PROPERTY);
  }

  /** Most of a step is the other paths'. */
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
