package io.github.simloss.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.backend.java.ReferenceModel;
import io.github.simloss.batch.Batch;
import io.github.simloss.loss.Link;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.Reduction;
import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.loss.TargetWeights;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.DecoderSpec;
import io.github.simloss.model.EncoderSpec;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.OutputLayer;
import io.github.simloss.model.Parameters;
import io.github.simloss.model.Pooling;
import io.github.simloss.random.SeededRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Gradients of the oracle by finite differences, over a sample of the whole family. */
class FamilyGradientTest {
  private static final int SAMPLE = 300;
  private static final int ENTRIES = 4;
  private static final double STEP = 1e-6;
  private static final double TOLERANCE = 1e-7;

  /** How far slopes on both sides of a weight differ where two positions tie for the largest. */
  private static final double KINK = 1e-4;

  private static final long SEED = Long.getLong("simloss.test.seed", 2401);

  private int checked;
  private int ties;

  @Test
  void everyMember() {
    System.out.println("gradients of the family: simloss.test.seed " + SEED);
    List<Toy> toys = new ArrayList<>();
    Set<ModelSpec> different = new HashSet<>();
    for (int n = 0; n < SAMPLE; n++) {
      toys.add(FamilyToys.of(draw(SeededRandom.derive(SEED, "family", n)), SEED + n));
      different.add(toys.get(n).spec());
    }
    assertTrue(different.size() > SAMPLE / 2, () -> different.size() + " members");
    for (int n = 0; n < SAMPLE; n++) {
      // 0 to 3: each structure as often.
      check(toys.get(n), loss(toys.get(n), n % 4), n);
    }
    assertTrue(checked > 10_000, () -> checked + " entries");
    assertTrue(ties < checked / 1000, () -> ties + " ties");
  }

  private static ModelSpec draw(SeededRandom random) {
    Pooling pooling = List.of(Pooling.values()).get(random.nextInt(4));
    boolean wordVectors = random.nextInt(2) == 1;
    boolean bag = random.nextInt(2) == 1;
    boolean free = random.nextInt(2) == 1;
    return new ModelSpec(
        FamilyToys.embedding(9, 3, 4),
        new EncoderSpec(
            1 + random.nextInt(3),
            1 + random.nextInt(2),
            random.nextInt(2) == 1,
            pooling,
            (pooling.hasMean() || wordVectors) && random.nextInt(2) == 1,
            wordVectors,
            random.nextInt(2) == 1 ? 2 : 0),
        new DecoderSpec(
            bag ? DecoderKind.BAG : DecoderKind.LSTM,
            1 + random.nextInt(3),
            free ? OutputLayer.FREE : OutputLayer.TIED,
            bag && random.nextInt(2) == 1));
  }

  /** One-hot, sparse, factored or dense, under both links and reductions. */
  private static ReferenceLoss loss(Toy toy, int structure) {
    int size = toy.spec().vocabularySize();
    int dimension = toy.spec().dimension();
    SeededRandom random = SeededRandom.derive(toy.seed(), "structure", structure);
    TargetWeights weights =
        switch (structure) {
          case 0 -> new TargetWeights.OneHot(size);
          case 1 -> toy.losses().get("soft-label").terms().get(0).weights();
          case 2 ->
              new TargetWeights.Factored(
                  size, dimension, Toy.uniform(random, size * dimension, 0.6));
          default -> new TargetWeights.Dense(size, Toy.uniform(random, size * size, 1));
        };
    Link link = random.nextInt(3) == 0 ? Link.IDENTITY : Link.LOG;
    Reduction reduction = random.nextInt(3) == 0 ? Reduction.POSITION_MEAN : Reduction.TOKEN_MEAN;
    double epsilon = random.nextInt(2) == 0 ? 0 : 1e-3;
    return ReferenceLoss.of(ReconstructionLoss.of("any", link, epsilon, weights, reduction));
  }

  private void check(Toy toy, ReferenceLoss loss, int n) {
    Batch batch = FamilyToys.batch(toy, 3, n);
    ReferenceModel model = toy.reference();
    Map<String, double[]> gradients = model.gradients(batch, loss).gradients();
    assertEquals(toy.spec().trainable().keySet(), gradients.keySet());
    SeededRandom random = SeededRandom.derive(toy.seed(), "entries", 0);
    double middle = model.loss(batch, loss).mean();
    gradients.forEach(
        (name, gradient) -> {
          for (int k = 0; k < Math.min(ENTRIES, gradient.length); k++) {
            int entry = gradient.length <= ENTRIES ? k : random.nextInt(gradient.length);
            double above = moved(model, batch, loss, name, entry, STEP);
            double below = moved(model, batch, loss, name, entry, -STEP);
            double right = (above - middle) / STEP;
            double left = (middle - below) / STEP;
            checked++;
            if (toy.spec().encoder().pooling().hasMax() && Math.abs(right - left) > KINK) {
              ties++;
            } else {
              assertEquals(
                  (above - below) / (2 * STEP),
                  gradient[entry],
                  TOLERANCE,
                  () -> name + "[" + entry + "] of " + FamilyToys.name(toy));
            }
          }
        });
  }

  /** The loss with one weight moved. */
  private static double moved(
      ReferenceModel model, Batch batch, ReferenceLoss loss, String name, int entry, double by) {
    double[] weights = model.weights().get(name);
    double held = weights[entry];
    weights[entry] = held + by;
    double moved = model.loss(batch, loss).mean();
    weights[entry] = held;
    return moved;
  }

  /** Neither the embedding nor the weights of words are trained. */
  @Test
  void whatIsFrozenHasNoGradient() {
    for (Toy toy : FamilyToys.three()) {
      Set<String> names =
          toy.reference()
              .gradients(FamilyToys.batch(toy, 3, 0), ReferenceLoss.of(toy.crossEntropy()))
              .gradients()
              .keySet();
      assertEquals(toy.spec().trainable().keySet(), names);
      assertTrue(!names.contains(Parameters.EMBEDDING) && !names.contains("word.weight"));
    }
  }
}
