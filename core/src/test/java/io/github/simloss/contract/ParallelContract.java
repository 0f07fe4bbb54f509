package io.github.simloss.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.backend.LossSum;
import io.github.simloss.backend.StepResult;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.backend.parallel.DataParallelModel;
import io.github.simloss.batch.Batch;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import io.github.simloss.testing.ThreadCollective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Several workers make what one machine makes of whole batches. */
public interface ParallelContract extends Contract {
  /** Rows of the batches: none of them is even, and the last leaves a worker of three without. */
  List<Integer> ROWS = List.of(7, 4, 2);

  /** What one or all workers have at the end. */
  record Trained(List<Double> losses, List<Double> norms, NamedTensors weights) {}

  /** Members with every part and every structure of weights, by one, two and three workers. */
  @TestFactory
  default Stream<DynamicTest> workersAreOneMachine() {
    List<Toy> toys = new ArrayList<>(FamilyToys.three());
    toys.add(Toy.small(2901));
    // Seven losses; three of them each, so that all come up.
    return IntStream.range(0, 3 * toys.size())
        .boxed()
        .map(
            k -> {
              Toy toy = toys.get(k / 3);
              ReconstructionLoss loss = FamilyToys.loss(toy, k + k / 3);
              return DynamicTest.dynamicTest(
                  FamilyToys.name(toy) + ", " + loss.name(), () -> compare(toy, loss));
            });
  }

  private void compare(Toy toy, ReconstructionLoss loss) {
    Trained want;
    try (TrainableModel model = model(toy, loss)) {
      want = train(toy, model);
    }
    for (int size = 1; size <= 3; size++) {
      List<Trained> all =
          ThreadCollective.run(
              size,
              workers -> {
                try (TrainableModel model =
                    new DataParallelModel(model(toy, loss), workers, () -> false)) {
                  return train(toy, model);
                }
              });
      for (Trained got : all) {
        for (int k = 0; k < want.losses().size(); k++) {
          double bound = 1e-6 * Math.max(1, Math.abs(want.losses().get(k)));
          assertEquals(want.losses().get(k), got.losses().get(k), bound, size + " workers");
        }
        for (int k = 0; k < want.norms().size(); k++) {
          assertEquals(want.norms().get(k), got.norms().get(k), 1e-4 * want.norms().get(k));
        }
        Numbers.assertIdentical(all.get(0).weights(), got.weights(), "all workers have the same");
        want.weights()
            .asMap()
            .forEach(
                (name, tensor) ->
                    Numbers.assertWithin(
                        Numbers.doubles(tensor.data()),
                        Numbers.doubles(got.weights().get(name).data()),
                        1e-5,
                        name));
      }
    }
  }

  private static Trained train(Toy toy, TrainableModel model) {
    List<Double> losses = new ArrayList<>();
    List<Double> norms = new ArrayList<>();
    for (int k = 0; k < ROWS.size(); k++) {
      StepResult step = model.train(FamilyToys.batch(toy, ROWS.get(k), k), 1e-3);
      losses.add(step.loss().mean());
      norms.add(step.gradientNorm());
    }
    losses.add(model.differentiate(FamilyToys.batch(toy, 5, 8)).loss().mean());
    LossSum dev = model.evaluate(FamilyToys.batch(toy, 5, 9));
    losses.add(dev.mean());
    losses.add(dev.divisor());
    return new Trained(losses, norms, model.weights());
  }

  /** A worker whose rows give what is not finite leaves all workers' weights as they were. */
  @Test
  default void divergenceOfOneIsDivergenceOfAll() {
    Toy toy = Toy.small(2902);
    Batch batch = toy.batch(4, 0);
    NamedTensors bad = new NamedTensors();
    toy.weights()
        .asMap()
        .forEach(
            (name, tensor) ->
                bad.put(
                    name,
                    name.equals("projection.bias")
                        ? Tensor.vector(notFinite(tensor.data().length))
                        : tensor));
    List<Boolean> finite =
        ThreadCollective.run(
            2,
            workers -> {
              try (TrainableModel model = new DataParallelModel(open(toy), workers, () -> false)) {
                if (workers.rank() == 1) {
                  model.setWeights(bad);
                }
                NamedTensors before = model.weights();
                boolean made = model.train(batch, 0.01).isFinite();
                Numbers.assertIdentical(before, model.weights(), "weights");
                return made;
              }
            });
    assertEquals(List.of(false, false), finite);
  }

  private static float[] notFinite(int length) {
    float[] values = new float[length];
    Arrays.fill(values, Float.NaN);
    return values;
  }

  /** What the first worker is asked decides, and all know it after the same step. */
  @Test
  default void theFirstWorkerDecidesToStop() {
    Toy toy = Toy.small(2903);
    List<List<Boolean>> answers =
        ThreadCollective.run(
            3,
            workers -> {
              int[] steps = {0};
              try (DataParallelModel model =
                  new DataParallelModel(
                      open(toy), workers, () -> workers.rank() > 0 || ++steps[0] == 2)) {
                List<Boolean> stopping = new ArrayList<>();
                for (int k = 0; k < 3; k++) {
                  model.train(toy.batch(4, k), 0.01);
                  stopping.add(model.stopping());
                }
                return stopping;
              }
            });
    for (List<Boolean> answer : answers) {
      assertEquals(List.of(false, true, false), answer);
    }
    assertFalse(ThreadCollective.run(2, w -> w.firstSays(w.rank() == 1)).contains(true));
    assertTrue(ThreadCollective.run(2, w -> w.firstSays(w.rank() == 0)).get(1));
  }
}
