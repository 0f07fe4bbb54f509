package io.github.simloss.contract;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.loss.ReconstructionLoss;

/** What every theme of the contract needs: the engine under test, and where it computes. */
public interface Contract {

  /** The engine under test. */
  Backend underTest();

  /** Where it computes. */
  Device where();

  /** The engine, opened. */
  default Engine engine() {
    return underTest().open(where());
  }

  /** A toy model with default Adam. */
  default TrainableModel model(Toy toy, ReconstructionLoss loss) {
    return model(toy, loss, AdamSettings.DEFAULT);
  }

  /** A toy model. */
  default TrainableModel model(Toy toy, ReconstructionLoss loss, AdamSettings adam) {
    return engine().trainable(toy.spec(), toy.weights(), loss, adam);
  }

  /** A toy model to encode and decode with. */
  default TrainableModel open(Toy toy) {
    return model(toy, toy.crossEntropy());
  }
}
