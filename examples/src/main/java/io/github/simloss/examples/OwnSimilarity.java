package io.github.simloss.examples;

import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.LossTerm;
import io.github.simloss.loss.Losses;
import io.github.simloss.loss.WeightRows;
import io.github.simloss.similarity.NeighbourSearch;
import io.github.simloss.similarity.NeighbourTable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A similarity that knows nothing of vectors: how many pairs of letters two words share. Every loss
 * by neighbours takes it in place of cosines, among them {@link OwnLoss}, which the library finds
 * on the class path by its name.
 *
 * @param words by their ids
 */
public record OwnSimilarity(List<String> words) implements NeighbourSearch {

  /** The Dice coefficient of the words' letter pairs: 1 for a word itself, 0 for none shared. */
  double similarity(int a, int b) {
    Set<String> first = pairs(words.get(a));
    Set<String> second = pairs(words.get(b));
    double all = first.size() + second.size();
    first.retainAll(second);
    return 2 * first.size() / all;
  }

  private static Set<String> pairs(String word) {
    Set<String> pairs = new TreeSet<>();
    String framed = "<" + word + ">";
    for (int i = 0; i + 2 <= framed.length(); i++) {
      pairs.add(framed.substring(i, i + 2));
    }
    return pairs;
  }

  /** The word itself first, then by falling similarity, ties by rising id. */
  @Override
  public NeighbourTable search(UnitVectors vectors, int neighbours) {
    int size = words.size();
    int[] ids = new int[size * neighbours];
    float[] similarities = new float[size * neighbours];
    for (int word = 0; word < size; word++) {
      int target = word;
      int[] ranked =
          IntStream.range(0, size)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> i == target ? -2 : -similarity(target, i)))
              .limit(neighbours)
              .mapToInt(Integer::intValue)
              .toArray();
      for (int k = 0; k < neighbours; k++) {
        ids[word * neighbours + k] = ranked[k];
        similarities[word * neighbours + k] = (float) similarity(word, ranked[k]);
      }
    }
    return new NeighbourTable(size, neighbours, ids, similarities);
  }

  /**
   * Prints what two losses make of it.
   *
   * @param args none
   */
  public static void main(String[] args) {
    List<String> words = List.of("delicious", "deliciously", "suspicious", "tasty", "taste");
    float[] unused = new float[words.size()];
    Arrays.fill(unused, 1);
    LossContext context =
        new LossContext(
            UnitVectors.of(unused, words.size(), 1), Set.of(), new OwnSimilarity(words));
    for (LossSpec spec :
        List.of(
            LossSpec.of("soft-label").with("neighbours", 3),
            LossSpec.of("power-label").with("neighbours", 3).with("power", 4))) {
      LossTerm term = Losses.discover().create(spec, context).terms().get(0);
      System.out.println(spec);
      for (int target = 0; target < words.size(); target++) {
        double[] row = WeightRows.of(term.weights()).row(target);
        System.out.printf(Locale.ROOT, "  %-12s", words.get(target));
        for (int i = 0; i < row.length; i++) {
          if (row[i] > 0) {
            System.out.printf(Locale.ROOT, " %s %.2f", words.get(i), row[i]);
          }
        }
        System.out.println();
      }
    }
  }
}
