package io.github.simloss.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.similarity.GivenSimilarities;
import io.github.simloss.similarity.ListedSimilarities;
import io.github.simloss.similarity.NeighbourSearch;
import io.github.simloss.similarity.SimilarityTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Weights of shaped and given similarities against the formulas, written out in double. */
class ShapedLossTest {
  private static final int SIZE = 19;
  private static final int DIMENSION = 3;
  private static final int NEAR = 6;

  private static UnitVectors vectors(long seed) {
    SeededRandom random = new SeededRandom(seed);
    float[] rows = new float[SIZE * DIMENSION];
    for (int k = DIMENSION; k < rows.length; k++) {
      rows[k] = random.uniform(-1, 1);
    }
    // Word 0 is zero.
    return UnitVectors.of(rows, SIZE, DIMENSION);
  }

  private static LossContext context(
      UnitVectors vectors, Set<Integer> excluded, GivenSimilarities given) {
    return new LossContext(vectors, Set.of(), NeighbourSearch.PLAIN_JAVA, excluded, given);
  }

  private static ReconstructionLoss loss(LossSpec spec, LossContext context) {
    return Losses.discover().create(spec, context);
  }

  private static TargetWeights weights(LossSpec spec, LossContext context) {
    return loss(spec, context).terms().get(0).weights();
  }

  private static double naive(
      double s, boolean self, double floor, double power, double temperature, boolean excluded) {
    if (!self && (excluded || s < floor)) {
      return 0;
    }
    double shaped = s < 0 ? -Math.pow(-s, power) : Math.pow(s, power);
    return temperature > 0 ? Math.exp((shaped - 1) / temperature) : shaped;
  }

  private static List<Integer> nearest(double[] similarities, int target, int count) {
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < SIZE; i++) {
      ids.add(i);
    }
    ids.sort(Comparator.comparingDouble((Integer i) -> i == target ? -2 : -similarities[i]));
    return ids.subList(0, count);
  }

  @Test
  void weightsAreThoseOfTheFormula() {
    for (long seed = 0; seed < 40; seed++) {
      SeededRandom random = SeededRandom.derive(seed, "shaping", 0);
      UnitVectors vectors = vectors(seed);
      double floor = random.uniform(-0.9f, 0.9f);
      double power = random.uniform(0.2f, 4);
      double temperature = seed % 2 == 0 ? 0 : random.uniform(0.05f, 2);
      int excluded = random.nextInt(SIZE);
      LossContext context = context(vectors, Set.of(excluded), null);
      String what = "seed " + seed;
      for (int target = 1; target < SIZE; target++) {
        double[] cosines = new double[SIZE];
        double[] shaped = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
          cosines[i] = i == target ? 1 : vectors.cosine(target, i);
          // A zero vector is like no word.
          shaped[i] =
              i == 0 ? 0 : naive(cosines[i], i == target, floor, power, temperature, i == excluded);
        }
        for (String name : List.of("weighted-ce", "weighted-sim")) {
          assertArrayEquals(
              shaped,
              row(loss(shaping(LossSpec.of(name), floor, power, temperature), context), target),
              1e-6,
              what);
        }
        List<Integer> near = nearest(cosines, target, NEAR);
        if (near.contains(0)) {
          continue;
        }
        double[] raw = new double[SIZE];
        double[] tempered = new double[SIZE];
        double sum = 0;
        for (int i : near) {
          raw[i] = shaped[i];
          if (i == target || (i != excluded && cosines[i] >= floor)) {
            tempered[i] = Math.exp(naive(cosines[i], true, floor, power, 0, false) / 0.3);
            sum += tempered[i];
          }
        }
        for (int i = 0; i < SIZE; i++) {
          tempered[i] /= sum;
        }
        LossSpec soft = LossSpec.of("soft-label").with("neighbours", NEAR).with("normalize", false);
        assertArrayEquals(
            raw, row(loss(shaping(soft, floor, power, temperature), context), target), 1e-6, what);
        LossSpec other =
            LossSpec.of("tempered-soft-label")
                .with("neighbours", NEAR)
                .with("temperature", 0.3)
                .with("floor", floor)
                .with("power", power);
        assertArrayEquals(tempered, row(loss(other, context), target), 1e-6, what);
      }
      assertArrayEquals(
          sparse(0, 1),
          row(loss(shaping(LossSpec.of("weighted-ce"), floor, power, temperature), context), 0));
    }
  }

  private static LossSpec shaping(LossSpec spec, double floor, double power, double temperature) {
    return spec.with("floor", floor).with("power", power).with("temperature", temperature);
  }

  /** All terms together. */
  private static double[] row(ReconstructionLoss loss, int target) {
    return loss.weights(target);
  }

  @Test
  void optionsThatShapeNothingChangeNothing() {
    LossContext context = context(vectors(3), Set.of(), null);
    for (String name :
        List.of("soft-label", "neighbour-smoothing", "weighted-ce", "tempered-soft-label")) {
      LossSpec plain = LossSpec.of(name);
      LossSpec same = plain.with("floor", -1).with("power", 1);
      if (!name.startsWith("tempered")) {
        same = same.with("temperature", 0);
      }
      for (int target = 0; target < SIZE; target++) {
        assertArrayEquals(
            row(loss(plain, context), target), row(loss(same, context), target), name);
      }
    }
    assertInstanceOf(TargetWeights.Factored.class, weights(LossSpec.of("weighted-ce"), context));
  }

  @Test
  void excludedWordsShareNothing() {
    UnitVectors vectors = vectors(4);
    int target = 7;
    int excluded = vectors.nearest(target, 2)[1];
    LossContext context = context(vectors, Set.of(excluded), null);
    for (LossFactory factory : Losses.discover().all()) {
      String name = factory.name();
      if (Set.of("ce", "label-smoothing", "mixture", "gaussian-prior").contains(name)) {
        continue;
      }
      double[] row = row(loss(LossSpec.of(name), context), target);
      assertEquals(0, row[excluded], name);
      assertTrue(row[target] > 0, name);
      assertTrue(row(loss(LossSpec.of(name), context), excluded)[excluded] > 0, name);
    }
    LossSpec prior = LossSpec.of("gaussian-prior").with("prior", 1).with("width", 5);
    double[] row = WeightRows.of(weights(prior, context)).row(target);
    assertEquals(0, row[excluded]);
    double sum = 0;
    for (double weight : row) {
      sum += weight;
    }
    assertEquals(1, sum, 1e-6);
  }

  @Test
  void aPriorOverAllWordsKeepsItsSum() {
    UnitVectors vectors = vectors(4);
    LossContext context = context(vectors, Set.of(vectors.nearest(7, 2)[1]), null);
    LossSpec spec = LossSpec.of("gaussian-prior").with("temperature", 1).with("floor", 0.5);
    double sum = 0;
    for (LossTerm term : Losses.discover().create(spec, context).terms()) {
      for (double weight : WeightRows.of(term.weights()).row(7)) {
        sum += term.coefficient() * weight;
      }
    }
    assertEquals(1, sum, 1e-6);
  }

  @Test
  void listedSimilaritiesTakeTheCosinesPlace() {
    ListedSimilarities.Builder builder = new ListedSimilarities.Builder(SIZE);
    assertTrue(builder.add(1, 2, 0.5f));
    assertTrue(builder.add(1, 3, 0.25f));
    assertTrue(builder.add(3, 1, 0.75f));
    assertTrue(!builder.add(1, 2, 0.9f), "the first wins");
    assertTrue(!builder.add(4, 4, 0.9f), "a word is like itself");
    LossContext context = context(vectors(1), Set.of(), builder.build());
    LossSpec raw = LossSpec.of("soft-label").with("normalize", false);
    for (LossSpec spec : List.of(raw, raw.with("neighbours", SIZE), LossSpec.of("weighted-ce"))) {
      ReconstructionLoss weights = loss(spec, context);
      assertInstanceOf(TargetWeights.Sparse.class, weights.terms().get(0).weights());
      assertArrayEquals(sparse(1, 1, 2, 0.5, 3, 0.25), row(weights, 1), spec.toString());
      assertArrayEquals(sparse(2, 1, 1, 0.5), row(weights, 2), spec.toString());
      assertArrayEquals(sparse(3, 1, 1, 0.75), row(weights, 3), spec.toString());
      // No pair, and no vector either for the first.
      assertArrayEquals(sparse(0, 1), row(weights, 0), spec.toString());
      assertArrayEquals(sparse(4, 1), row(weights, 4), spec.toString());
    }
    assertArrayEquals(
        sparse(1, 1, 2, 0.5), row(loss(raw.with("neighbours", 2), context), 1), "the nearest");
    assertArrayEquals(
        sparse(1, 1, 2, 0.25),
        row(loss(LossSpec.of("weighted-sim").with("power", 2).with("floor", 0.3), context), 1));
    // A row that is not full has no neighbours that a softmax could give a part.
    assertArrayEquals(sparse(4, 1), row(loss(LossSpec.of("tempered-soft-label"), context), 4));
    assertArrayEquals(
        sparse(2, 0.9, 1, 0.1), row(loss(LossSpec.of("neighbour-smoothing"), context), 2), 1e-7);
  }

  private static double[] sparse(double... pairs) {
    double[] row = new double[SIZE];
    row[(int) pairs[0]] = pairs[1];
    for (int k = 2; k < pairs.length; k += 2) {
      row[(int) pairs[k]] = pairs[k + 1];
    }
    return row;
  }

  @Test
  void aGivenTableOfCosinesIsLikeTheVectors() {
    UnitVectors vectors = vectors(6);
    float[] table = new float[SIZE * SIZE];
    for (int k = 0; k < table.length; k++) {
      table[k] = (float) vectors.cosine(k / SIZE, k % SIZE);
    }
    LossContext given = context(vectors, Set.of(), new SimilarityTable(SIZE, table));
    LossContext cosines = context(vectors, Set.of(), null);
    for (LossSpec spec :
        List.of(
            LossSpec.of("soft-label"),
            LossSpec.of("tempered-soft-label").with("neighbours", SIZE),
            LossSpec.of("weighted-ce"),
            LossSpec.of("weighted-ce").with("power", 3).with("floor", -0.2))) {
      for (int target = 1; target < SIZE; target++) {
        assertArrayEquals(
            row(loss(spec, cosines), target),
            row(loss(spec, given), target),
            1e-6,
            spec + ", target " + target);
      }
    }
  }

  @Test
  void aTableTooLargeIsRefusedBeforeItIsMade() {
    int size = 11_586;
    UnitVectors vectors = UnitVectors.of(new float[size], size, 1);
    LossContext context = context(vectors, Set.of(), null);
    SimlossException e =
        assertThrows(
            SimlossException.class,
            () -> weights(LossSpec.of("weighted-ce").with("power", 2), context));
    for (String part :
        List.of("'weighted-ce'", "11586", "512 MB", "--max-vocabulary", "soft-label")) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
    assertInstanceOf(TargetWeights.Factored.class, weights(LossSpec.of("weighted-ce"), context));
  }
}
