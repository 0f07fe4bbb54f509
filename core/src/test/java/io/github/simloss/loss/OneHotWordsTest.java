package io.github.simloss.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.similarity.GivenSimilarities;
import io.github.simloss.similarity.ListedSimilarities;
import io.github.simloss.similarity.NeighbourSearch;
import io.github.simloss.similarity.SimilarityTable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A word without a vector, and one declared one-hot, weigh themselves alone under every loss. */
class OneHotWordsTest {
  private static final int SIZE = 13;
  private static final int DIMENSION = 3;
  private static final int ZERO = 4;
  private static final int DECLARED = 9;

  private static UnitVectors vectors() {
    SeededRandom random = new SeededRandom(3);
    float[] rows = new float[SIZE * DIMENSION];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = k / DIMENSION == ZERO ? 0 : random.uniform(-1, 1);
    }
    return UnitVectors.of(rows, SIZE, DIMENSION);
  }

  private static LossContext context(@Nullable GivenSimilarities given) {
    return new LossContext(
        vectors(), Set.of(DECLARED), NeighbourSearch.PLAIN_JAVA, Set.of(), given);
  }

  private static GivenSimilarities table() {
    UnitVectors vectors = vectors();
    float[] table = new float[SIZE * SIZE];
    for (int k = 0; k < table.length; k++) {
      table[k] = (float) vectors.cosine(k / SIZE, k % SIZE);
    }
    return new SimilarityTable(SIZE, table);
  }

  private static GivenSimilarities listed() {
    ListedSimilarities.Builder builder = new ListedSimilarities.Builder(SIZE);
    for (int word = 0; word < SIZE; word++) {
      builder.add(word, (word + 1) % SIZE, 0.5f);
    }
    return builder.build();
  }

  private static List<LossSpec> specs() {
    return List.of(
        LossSpec.of("weighted-ce").with("power", 2),
        LossSpec.of("weighted-sim").with("floor", 0.1),
        LossSpec.of("mixture").with("similarity", "weighted-sim"),
        LossSpec.of("label-smoothing").with("smoothing", 1),
        LossSpec.of("gaussian-prior").with("temperature", 1),
        LossSpec.of("gaussian-prior").with("temperature", 1).with("width", 3));
  }

  @Test
  void theyWeighThemselvesAloneUnderEveryLoss() {
    Losses losses = Losses.discover();
    for (LossFactory factory : losses.all()) {
      // The share of the prior is c T^2, which is not what is asked here.
      LossSpec spec = LossSpec.of(factory.name());
      check(factory.name().equals("gaussian-prior") ? spec.with("temperature", 1) : spec);
    }
    specs().forEach(OneHotWordsTest::check);
  }

  private static void check(LossSpec spec) {
    ReconstructionLoss loss = Losses.discover().create(spec, context(null));
    for (int word : new int[] {ZERO, DECLARED}) {
      double[] want = new double[SIZE];
      want[word] = 1;
      assertArrayEquals(want, loss.weights(word), 1e-7, spec + ", word " + word);
    }
    if (!spec.name().equals("ce")) {
      double[] other = loss.weights(2);
      long weighed = Arrays.stream(other).filter(w -> w != 0).count();
      assertTrue(weighed > 1, spec + ": another word shares");
    }
  }

  /** Such a word is still weighed by others. */
  @Test
  void othersWeighADeclaredWordBySimilarity() {
    ReconstructionLoss loss = Losses.discover().create(LossSpec.of("weighted-ce"), context(null));
    assertEquals(vectors().cosine(2, DECLARED), loss.weights(2)[DECLARED], 1e-7);
  }

  @Test
  void givenSimilaritiesGiveWayToADeclarationAndAskForNoVector() {
    for (GivenSimilarities given : List.of(table(), listed())) {
      for (String name : List.of("weighted-ce", "weighted-sim", "soft-label")) {
        LossSpec spec = LossSpec.of(name);
        double[] want = new double[SIZE];
        want[DECLARED] = 1;
        double[] row = Losses.discover().create(spec, context(given)).weights(DECLARED);
        assertArrayEquals(want, row, 1e-7, name);
      }
    }
    double[] row =
        Losses.discover().create(LossSpec.of("weighted-ce"), context(listed())).weights(ZERO);
    assertEquals(0.5, row[ZERO + 1], "what was listed for a word without a vector");
  }

  /** What a given table holds is the caller's. */
  @Test
  void aGivenTableIsNotWrittenTo() {
    SimilarityTable given = (SimilarityTable) table();
    float[] before = given.table().clone();
    Losses.discover().create(LossSpec.of("weighted-ce"), context(given));
    assertArrayEquals(before, given.table());
  }

  /** Nothing is copied where no word asks for it. */
  @Test
  void withoutSuchWordsTheVectorsThemselvesAreTheFactors() {
    float[] rows = {1, 0, 0, 1, 1, 1};
    UnitVectors vectors = UnitVectors.of(rows, 3, 2);
    LossContext context = new LossContext(vectors, Set.of(), NeighbourSearch.PLAIN_JAVA);
    ReconstructionLoss loss = Losses.discover().create(LossSpec.of("weighted-ce"), context);
    assertEquals(1, loss.terms().size());
    TargetWeights.Factored factored = (TargetWeights.Factored) loss.terms().get(0).weights();
    assertSame(vectors.data(), factored.factors());
    assertSame(factored.targets(), factored.factors());
  }
}
