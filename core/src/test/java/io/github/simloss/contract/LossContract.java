package io.github.simloss.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.simloss.backend.LossValue;
import io.github.simloss.loss.Link;
import io.github.simloss.loss.LossTerm;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.Reduction;
import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.loss.TargetWeights;
import io.github.simloss.random.SeededRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every loss of the algebra against its definition in double precision. */
public interface LossContract extends Contract {

  /** Link x structure x reduction x eps, over random logits. */
  @TestFactory
  default Stream<DynamicTest> everyCombinationOfTheAlgebra() {
    return combinations(17, 29, 3).stream().map(sample -> test("", sample));
  }

  /** The same over logits of +-1e4, where most probabilities underflow. */
  @TestFactory
  default Stream<DynamicTest> extremeLogits() {
    return combinations(11, 13, 1e4).stream().map(sample -> test("extreme ", sample));
  }

  /** The same over a vocabulary of one word, where nothing can go wrong but arithmetic. */
  @TestFactory
  default Stream<DynamicTest> oneWordVocabulary() {
    return combinations(1, 4, 3).stream().map(sample -> test("V=1 ", sample));
  }

  /** The same over more words and positions than an engine is likely to take in one block. */
  @TestFactory
  default Stream<DynamicTest> manyWordsAndPositions() {
    return combinations(701, 530, 3).stream()
        .filter(sample -> sample.loss().terms().get(0).epsilon() == 1e-5)
        .map(sample -> test("large ", sample));
  }

  /** Every loss there is by its name, as a user makes it, with other options than the defaults. */
  @TestFactory
  default Stream<DynamicTest> everyLossByName() {
    return NamedLosses.all(53, 6, 7).entrySet().stream()
        .map(
            entry -> {
              LossSample sample = LossSample.of(entry.getValue(), 19, 4, 7);
              return DynamicTest.dynamicTest(entry.getKey(), () -> check(sample));
            });
  }

  /** Padding alone costs 0, not NaN. */
  @TestFactory
  default Stream<DynamicTest> allPadding() {
    return combinations(5, 3, 3).stream()
        .map(sample -> sample.withTargets(new int[] {4, 4, 4}, 4))
        .map(
            sample ->
                DynamicTest.dynamicTest(
                    "padding " + sample.loss().name(),
                    () -> {
                      LossValue got = run(sample);
                      assertEquals(0, got.value(), "value");
                      Numbers.assertWithin(
                          new double[15], Numbers.doubles(got.gradient()), 0, "gradient");
                    }));
  }

  /** Two terms add up, whatever their structures and links. */
  @TestFactory
  default Stream<DynamicTest> mixturesOfTwoTerms() {
    List<LossSample> samples = combinations(17, 29, 3);
    List<DynamicTest> tests = new ArrayList<>();
    for (int k = 0; k + 7 < samples.size(); k += 5) {
      LossSample first = samples.get(k);
      LossTerm a = first.loss().terms().get(0);
      LossTerm b = samples.get(k + 7).loss().terms().get(0);
      ReconstructionLoss mixed =
          new ReconstructionLoss(
              first.loss().name() + " and " + samples.get(k + 7).loss().name(),
              List.of(
                  new LossTerm(0.3, a.link(), a.epsilon(), a.weights()),
                  new LossTerm(-1.7, b.link(), b.epsilon(), b.weights())),
              first.loss().reduction());
      tests.add(test("mixture of ", first.withLoss(mixed)));
    }
    return tests.stream();
  }

  /** A position where the target is certain, and one where it is impossible. */
  @Test
  default void certainAndImpossibleTargets() {
    ReconstructionLoss loss = ReconstructionLoss.crossEntropy(3);
    float[] logits = {1e4f, -1e4f, 0, 1e4f, -1e4f, 0};
    LossValue got = engine().loss(loss, logits, new int[] {0, 1}, -1);
    assertEquals(1e4, got.value(), 1e-2, "the mean of 0 and 20000");
    Numbers.assertWithin(
        new double[] {0, 0, 0, 0.5, -0.5, 0}, Numbers.doubles(got.gradient()), 1e-6, "gradient");
  }

  private LossValue run(LossSample sample) {
    return engine().loss(sample.loss(), sample.logits(), sample.targets(), sample.paddingId());
  }

  private DynamicTest test(String prefix, LossSample sample) {
    return DynamicTest.dynamicTest(
        prefix + sample.loss().name() + ", seed " + sample.seed(), () -> check(sample));
  }

  private void check(LossSample sample) {
    LossValue got = run(sample);
    ReferenceLoss.Value want =
        ReferenceLoss.of(sample.loss())
            .evaluate(Numbers.doubles(sample.logits()), sample.targets(), sample.paddingId());
    // A sum of terms of both signs is as exact as its terms are large, not as it is small.
    double size = sample.magnitude();
    assertEquals(want.value(), got.value(), 1e-5 * size + 1e-12, "value");
    double natural = 0.01 * sample.largestWeight() / sample.divisor();
    Numbers.assertWithin(
        want.gradient(),
        Numbers.doubles(got.gradient()),
        1e-5 * Math.max(natural, Numbers.largest(want.gradient())),
        "gradient");
  }

  /** Link x structure x reduction x eps; a fifth of the positions is padding. */
  private static List<LossSample> combinations(int size, int positions, double range) {
    List<LossSample> samples = new ArrayList<>();
    for (Link link : Link.values()) {
      for (TargetWeights weights : structures(size)) {
        for (Reduction reduction : Reduction.values()) {
          for (double epsilon : new double[] {0, 1e-5, 0.02}) {
            int width =
                weights.match(oneHot -> 0, TargetWeights.Sparse::width, factored -> 0, dense -> 0);
            String name =
                String.join(
                    " ",
                    link.toString(),
                    weights.getClass().getSimpleName() + (width == 0 ? "" : " N=" + width),
                    reduction.label(),
                    "eps=" + epsilon);
            samples.add(
                LossSample.of(
                    ReconstructionLoss.of(name, link, epsilon, weights, reduction),
                    positions,
                    range,
                    samples.size()));
          }
        }
      }
    }
    return samples;
  }

  private static List<TargetWeights> structures(int size) {
    SeededRandom random = SeededRandom.derive(77, "structures", size);
    int rank = 3;
    float[] factors = Toy.uniform(random, size * rank, 1);
    // The vector of the last word is zero: all its weights are.
    for (int k = (size - 1) * rank; k < size * rank && size > 1; k++) {
      factors[k] = 0;
    }
    // Every second target weighs nothing, and is weighed by the others.
    float[] targets = factors.clone();
    for (int word = 0; word < size; word += 2) {
      Arrays.fill(targets, word * rank, (word + 1) * rank, 0);
    }
    return List.of(
        new TargetWeights.OneHot(size),
        sparse(size, Math.min(size, 4), random),
        sparse(size, size, random),
        new TargetWeights.Factored(size, rank, factors),
        new TargetWeights.Factored(size, rank, targets, factors),
        // Not symmetric: a row is a target.
        new TargetWeights.Dense(size, Toy.uniform(random, size * size, 1)));
  }

  /** Random ids and weights; in every third row the last slot is not needed. */
  private static TargetWeights sparse(int size, int width, SeededRandom random) {
    int[] ids = new int[size * width];
    float[] weights = Toy.uniform(random, ids.length, 1);
    int[] all = new int[size];
    for (int t = 0; t < size; t++) {
      for (int i = 0; i < size; i++) {
        all[i] = i;
      }
      random.shuffle(all);
      System.arraycopy(all, 0, ids, t * width, width);
      if (t % 3 == 2) {
        // Any valid id will do there, one that the row has already among them.
        ids[t * width + width - 1] = ids[t * width];
        weights[t * width + width - 1] = 0;
      }
    }
    return new TargetWeights.Sparse(size, width, ids, weights);
  }
}
