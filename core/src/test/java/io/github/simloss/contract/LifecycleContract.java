package io.github.simloss.contract;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.simloss.backend.DecoderState;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.batch.Batch;
import io.github.simloss.model.OptimizerState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Opening and closing. */
public interface LifecycleContract extends Contract {

  /** Closing twice is no error; using a closed model is. */
  @Test
  default void closedModel() {
    Toy toy = Toy.small(801);
    Batch batch = toy.batch(3, 0);
    TrainableModel model = open(toy);
    model.train(batch, 0.01);
    OptimizerState state = model.optimizerState();
    float[] codes = model.encode(batch);
    DecoderState decoder = model.decoder(codes);
    decoder.step(new int[] {1, 2, 3});
    decoder.close();
    model.close();
    model.close();
    for (Executable use :
        List.<Executable>of(
            () -> model.train(batch, 0.01),
            () -> model.evaluate(batch),
            () -> model.differentiate(batch),
            () -> model.update(toy.weights(), 0.01),
            () -> model.encode(batch),
            () -> model.decoder(codes),
            model::weights,
            () -> model.setWeights(toy.weights()),
            model::optimizerState,
            () -> model.setOptimizerState(state))) {
      assertThrows(IllegalStateException.class, use);
    }
  }

  /** Closing one model leaves the others alone. */
  @Test
  default void closingOneLeavesTheOthers() {
    Toy toy = Toy.small(802);
    Batch batch = toy.batch(3, 0);
    try (TrainableModel stays = open(toy)) {
      float[] codes = stays.encode(batch);
      try (TrainableModel goes = open(toy)) {
        goes.train(batch, 0.01);
      }
      Numbers.assertIdentical(codes, stays.encode(batch), "codes");
      stays.train(batch, 0.01);
    }
  }

  /** An engine can be made again and again, and its models outlive it. */
  @Test
  default void manyEngines() {
    Toy toy = Toy.small(803);
    Batch batch = toy.batch(3, 0);
    float[] codes = null;
    for (int i = 0; i < 5; i++) {
      try (TrainableModel model = open(toy)) {
        float[] again = model.encode(batch);
        Numbers.assertIdentical(codes == null ? again : codes, again, "codes");
        codes = again;
      }
    }
  }
}
