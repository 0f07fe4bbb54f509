package io.github.simloss.contract;

import io.github.simloss.backend.TrainableModel;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.tensor.NamedTensors;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Several models at once, in one thread and in several. */
public interface SeveralModelsContract extends Contract {
  /** Steps each model is trained. */
  int TRAINING_STEPS = 12;

  /** Two models whose steps alternate end where each would alone. */
  @Test
  default void interleavedModels() {
    Toy first = Toy.small(901);
    Toy second = Toy.of(31, 6, 4, 8, 902);
    ReconstructionLoss lossOfFirst = first.losses().get("soft-label");
    ReconstructionLoss lossOfSecond = second.losses().get("weighted-sim");
    NamedTensors wantFirst = trained(first, lossOfFirst);
    NamedTensors wantSecond = trained(second, lossOfSecond);
    try (TrainableModel a = model(first, lossOfFirst);
        TrainableModel b = model(second, lossOfSecond)) {
      for (int step = 0; step < TRAINING_STEPS; step++) {
        a.train(first.batch(5, step), 0.01);
        b.train(second.batch(4, step), 0.01);
        b.train(second.batch(5, step), 0.01);
        if (step == 0) {
          // The second model starts anew, so that it too made one step a turn.
          b.setWeights(second.weights());
        }
        a.evaluate(first.batch(3, 77));
      }
      Numbers.assertIdentical(wantFirst, a.weights(), "first model");
    }
    try (TrainableModel a = model(first, lossOfFirst);
        TrainableModel b = model(second, lossOfSecond)) {
      for (int step = 0; step < TRAINING_STEPS; step++) {
        b.train(second.batch(5, step), 0.01);
        a.train(first.batch(5, step), 0.01);
      }
      Numbers.assertIdentical(wantFirst, a.weights(), "first model, after the second");
      Numbers.assertIdentical(wantSecond, b.weights(), "second model");
    }
  }

  /** Models trained at the same time in threads of their own end where each would alone. */
  @Test
  default void modelsInSeveralThreads() throws InterruptedException, ExecutionException {
    List<Toy> toys = List.of(Toy.small(903), Toy.small(904), Toy.of(31, 6, 4, 8, 905));
    List<NamedTensors> want = new ArrayList<>();
    for (Toy toy : toys) {
      want.add(trained(toy, toy.losses().get("weighted-ce")));
    }
    CyclicBarrier together = new CyclicBarrier(toys.size());
    ExecutorService threads = Executors.newFixedThreadPool(toys.size());
    try {
      List<Future<NamedTensors>> got = new ArrayList<>();
      for (Toy toy : toys) {
        Callable<NamedTensors> task =
            () -> {
              together.await(60, TimeUnit.SECONDS);
              return trained(toy, toy.losses().get("weighted-ce"));
            };
        got.add(threads.submit(task));
      }
      for (int k = 0; k < toys.size(); k++) {
        Numbers.assertIdentical(want.get(k), got.get(k).get(), "model " + k);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** A model may be made in one thread and used in another. */
  @Test
  default void aModelMovesBetweenThreads() throws InterruptedException, ExecutionException {
    Toy toy = Toy.small(906);
    ReconstructionLoss loss = toy.losses().get("soft-label");
    NamedTensors want = trained(toy, loss);
    try (TrainableModel model = model(toy, loss)) {
      for (int step = 0; step < TRAINING_STEPS; step++) {
        int number = step;
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
          thread.submit(() -> model.train(toy.batch(5, number), 0.01)).get();
        } finally {
          thread.shutdownNow();
        }
      }
      Numbers.assertIdentical(want, model.weights(), "weights");
    }
  }

  private NamedTensors trained(Toy toy, ReconstructionLoss loss) {
    try (TrainableModel model = model(toy, loss)) {
      for (int step = 0; step < TRAINING_STEPS; step++) {
        model.train(toy.batch(5, step), 0.01);
      }
      return model.weights();
    }
  }
}
