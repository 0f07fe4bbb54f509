package io.github.simloss.examples;

import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.LossFactory;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.Losses;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.similarity.NeighbourSearch;
import io.github.simloss.similarity.NeighbourTable;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The jar {@code simloss-core} by itself, with no engine on the class path: neighbours of words,
 * and what each loss says of two wrong answers. The target is "taste"; one model thinks of
 * "flavor", the other of "car". Cross entropy cannot tell them apart.
 */
public final class CoreAlone {
  private static final List<String> WORDS = List.of("taste", "flavor", "meal", "car", "truck");

  /** Two dimensions would do: how much it is about food, how much about roads. */
  private static final float[] VECTORS = {
    0.9f, 0.1f, 0.0f,
    0.8f, 0.1f, 0.2f,
    0.7f, 0.0f, 0.6f,
    0.1f, 0.9f, 0.1f,
    0.0f, 0.8f, 0.3f
  };

  private CoreAlone() {}

  /**
   * Prints neighbours and losses.
   *
   * @param args none
   */
  public static void main(String[] args) {
    UnitVectors vectors = UnitVectors.of(VECTORS, WORDS.size(), 3);
    NeighbourTable neighbours = NeighbourSearch.PLAIN_JAVA.search(vectors, 3);
    for (int word = 0; word < WORDS.size(); word++) {
      System.out.printf(Locale.ROOT, "%-7s is near", WORDS.get(word));
      for (int k = 1; k < neighbours.neighbours(); k++) {
        System.out.printf(
            Locale.ROOT,
            " %s (%.2f)",
            WORDS.get(neighbours.id(word, k)),
            neighbours.similarity(word, k));
      }
      System.out.println();
    }

    LossContext context = new LossContext(vectors, Set.of(), NeighbourSearch.PLAIN_JAVA);
    System.out.printf(Locale.ROOT, "%n%-20s %8s %8s%n", "target taste, says", "flavor", "car");
    for (LossFactory factory : Losses.discover().all()) {
      LossSpec spec = LossSpec.of(factory.name()).with("neighbours", 2);
      ReconstructionLoss loss = Losses.discover().create(spec, context);
      System.out.printf(
          Locale.ROOT,
          "%-20s %8.3f %8.3f%n",
          factory.name(),
          cost(loss, "flavor"),
          cost(loss, "car"));
    }
  }

  /** The loss of a model that is nearly sure of a word where "taste" is right. */
  private static double cost(ReconstructionLoss loss, String said) {
    double[] logits = new double[WORDS.size()];
    logits[WORDS.indexOf(said)] = 5;
    int[] target = {WORDS.indexOf("taste")};
    return ReferenceLoss.of(loss).evaluate(logits, target, -1).value();
  }
}
