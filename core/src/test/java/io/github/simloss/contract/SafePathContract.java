package io.github.simloss.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.EngineConfig;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.backend.support.Processor;
import io.github.simloss.batch.Batch;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.model.Parameters;
import io.github.simloss.selftest.CheckedEngine;
import io.github.simloss.selftest.EnginePaths;
import io.github.simloss.similarity.NeighbourSearch;
import io.github.simloss.similarity.NeighbourTable;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.testing.Lie;
import io.github.simloss.testing.LyingEngine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What an engine with several paths does on a machine where some are wrong: each of its paths is
 * spoiled in turn.
 *
 * @param <P> a path
 */
public interface SafePathContract<P> {
  /** The engine under test, with two paths at least. */
  CheckedEngine<P> paths();

  /** An engine that lies on its first paths, and what it says. */
  final class Liar<P> {
    final List<String> warnings = new ArrayList<>();
    final LyingEngine<P> engine;
    final EnginePaths<P> paths;

    Liar(CheckedEngine<P> honest, Lie lie, int spoiled) {
      Map<P, Lie> lies = new HashMap<>();
      honest.paths().subList(0, spoiled).forEach(path -> lies.put(path, lie));
      engine = new LyingEngine<>(honest, lies);
      paths = new EnginePaths<>(engine, warnings::add);
    }

    TrainableModel model(Toy toy) {
      return paths.trainable(
          EngineConfig.CPU, toy.spec(), toy.weights(), toy.crossEntropy(), AdamSettings.DEFAULT);
    }
  }

  /** What a lie spoils that shows when a model is made; the others when it is first evaluated. */
  private static boolean showsAtOnce(Lie.What what) {
    return what == Lie.What.CODES || what == Lie.What.LOGITS;
  }

  /** One value in one kind of result, little beyond rounding: found, reported once, avoided. */
  @TestFactory
  default Stream<DynamicTest> oneSpoiledValueIsFound() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Lie.What what : Lie.What.values()) {
      if (what != Lie.What.SIMILARITIES) {
        for (double error : new double[] {1e-3, -1e-3, Double.NaN, Double.POSITIVE_INFINITY}) {
          for (int index : new int[] {0, -1}) {
            tests.add(
                DynamicTest.dynamicTest(
                    what + " " + index + " by " + error,
                    () -> found(what, Lie.add(what, index, 0, error))));
          }
        }
      }
    }
    // Only where there are many rows.
    tests.add(
        DynamicTest.dynamicTest(
            "many codes", () -> found(Lie.What.CODES, Lie.add(Lie.What.CODES, -1, 144 * 7, 5e-5))));
    tests.add(
        DynamicTest.dynamicTest(
            "many logits",
            () -> found(Lie.What.LOGITS, Lie.add(Lie.What.LOGITS, -1, 144 * 41, 1e-3))));
    return tests.stream();
  }

  private void found(Lie.What what, Lie lie) {
    Toy toy = Toy.small(1201);
    Batch batch = toy.batch(3, 0);
    Liar<P> liar = new Liar<>(paths(), lie, 1);
    try (TrainableModel model = liar.model(toy)) {
      assertEquals(showsAtOnce(what) ? 1 : 0, liar.warnings.size(), liar.warnings::toString);
      double loss = model.evaluate(batch).mean();
      double expected =
          toy.reference().gradients(batch, ReferenceLoss.of(toy.crossEntropy())).mean();
      assertEquals(expected, loss, 1e-5 * Math.abs(expected));
      model.train(batch, 0.01);
    }
    liar.model(toy).close();
    assertEquals(1, liar.warnings.size(), liar.warnings::toString);
    String warning = liar.warnings.get(0);
    assertTrue(warning.startsWith(paths().description() + " computes wrongly"), warning);
    assertTrue(warning.contains("on this machine (" + Processor.description()), warning);
    assertTrue(warning.contains(paths().kernels() + ") with "), warning);
    assertTrue(warning.contains("hidden size 7 and input size 5"), warning);
    assertTrue(
        warning.endsWith("; simloss takes " + paths().paths().get(1) + ", which is right"),
        warning);
  }

  /** An honest engine says nothing and keeps its first path. */
  @Test
  default void nothingIsSaidOfAnHonestEngine() {
    Toy toy = Toy.small(1202);
    Liar<P> liar = new Liar<>(paths(), (what, values) -> {}, 0);
    try (TrainableModel model = liar.model(toy)) {
      model.train(toy.batch(3, 0), 0.01);
    }
    assertEquals(List.of(), liar.warnings);
  }

  /** A model that was opened, given weights and moments, and only then found out. */
  @Test
  default void whatAModelHasLearnedStays() {
    Toy toy = Toy.small(1203);
    Batch batch = toy.batch(3, 0);
    Liar<P> liar =
        new Liar<>(paths(), Lie.add(Lie.What.GRADIENT, 0, 0, 0.5), paths().paths().size() - 1);
    P safe = paths().paths().get(paths().paths().size() - 1);
    try (TrainableModel expected =
            paths()
                .trainable(
                    new CheckedEngine.Way<>(safe, EngineConfig.CPU),
                    toy.spec(),
                    toy.weights(),
                    toy.crossEntropy(),
                    AdamSettings.DEFAULT);
        TrainableModel model = liar.model(toy)) {
      expected.train(batch, 0.01);
      expected.train(toy.batch(4, 1), 0.01);
      NamedTensors weights = expected.weights();
      model.setWeights(weights);
      model.setOptimizerState(expected.optimizerState());
      expected.train(batch, 0.02);
      model.train(batch, 0.02);
      Numbers.assertIdentical(expected.weights(), model.weights(), "weights");
      Numbers.assertIdentical(
          expected.optimizerState().secondMoments(),
          model.optimizerState().secondMoments(),
          "moments");
    }
  }

  /** Where all paths are wrong there is no model, and one line says what to do. */
  @Test
  default void noPathIsRight() {
    Toy toy = Toy.small(1204);
    int all = paths().paths().size();
    Liar<P> liar = new Liar<>(paths(), Lie.add(Lie.What.CODES, 3, 0, 0.25), all);
    for (int again = 0; again < 2; again++) {
      SimlossException error = assertThrows(SimlossException.class, () -> liar.model(toy).close());
      String message = error.getMessage();
      assertEquals(1, message.lines().count(), message);
      assertTrue(message.startsWith(paths().description()), message);
      assertTrue(message.contains(Processor.description()), message);
      assertTrue(message.contains("codes by up to 0.25"), message);
      assertTrue(
          message.endsWith("; none of its " + all + " ways is right: " + paths().remedy()),
          message);
    }
    assertEquals(List.of(), liar.warnings);
  }

  /** Training stops as well, and leaves the model as it was. */
  @Test
  default void noPathIsRightForTraining() {
    Toy toy = Toy.small(1205);
    Liar<P> liar =
        new Liar<>(paths(), Lie.add(Lie.What.LOSS_GRADIENT, 5, 0, 0.25), paths().paths().size());
    try (TrainableModel model = liar.model(toy)) {
      assertThrows(SimlossException.class, () -> model.train(toy.batch(3, 0), 0.01));
      Numbers.assertIdentical(toy.weights(), model.weights(), "weights");
    }
  }

  /** The search for neighbours has plain Java to fall back on. */
  @Test
  default void neighbours() {
    Toy toy = Toy.small(1206);
    UnitVectors vectors =
        UnitVectors.of(
            toy.weights().get(Parameters.EMBEDDING).data(),
            toy.spec().vocabularySize(),
            toy.spec().dimension());
    NeighbourTable want = NeighbourSearch.PLAIN_JAVA.search(vectors, 4);
    Liar<P> liar = new Liar<>(paths(), Lie.add(Lie.What.SIMILARITIES, 2, 0, 1e-3), 1);
    for (int again = 0; again < 2; again++) {
      NeighbourTable got = liar.paths.neighbours(EngineConfig.CPU, vectors, 4);
      for (int word = 0; word < want.count(); word++) {
        assertEquals(want.similarity(word, 1), got.similarity(word, 1), 0);
      }
    }
    assertEquals(1, liar.warnings.size());
    assertTrue(
        liar.warnings.get(0).endsWith("; simloss searches in plain Java"), liar.warnings.get(0));
  }

  /** The switch. */
  @Test
  default void unchecked() {
    Toy toy = Toy.small(1207);
    System.setProperty(EnginePaths.PROPERTY, "false");
    try {
      Liar<P> liar = new Liar<>(paths(), Lie.add(Lie.What.CODES, 3, 0, 0.25), 1);
      try (TrainableModel model = liar.model(toy)) {
        float[] codes = model.encode(toy.batch(1, 0));
        assertEquals(
            toy.reference().encode(toy.batch(1, 0).source(), new double[0])[3] + 0.25,
            codes[3],
            1e-5);
      }
      assertEquals(List.of(), liar.warnings);
    } finally {
      System.clearProperty(EnginePaths.PROPERTY);
    }
  }
}
