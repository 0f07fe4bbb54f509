package io.github.simloss.evaluate.reconstruction;

import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.embedding.WordVectors;
import io.github.simloss.encoding.ModelVectors;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Similarity by the vectors a model was trained with. Nearest words are sought among those that can
 * come out of the model; a target may be any word with a vector. What is asked for is kept, so that
 * asking again is cheap. Not safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class VocabularySimilarity implements WordSimilarity {
  private final Map<String, Integer> ids = new HashMap<>();
  private final UnitVectors units;
  private final @Nullable WordVectors more;
  private final int neighbours;
  private final Map<String, Double> thresholds = new HashMap<>();

  /**
   * Similarity over a model's words.
   *
   * @param words the words of the model
   * @param more vectors of words outside its vocabulary, or null for none
   * @param neighbours N, at least 1: how many words are near, the word itself among them
   * @throws IllegalArgumentException if dimensions differ or N is less than 1
   */
  public VocabularySimilarity(ModelVectors words, @Nullable WordVectors more, int neighbours) {
    int d = words.dimension();
    if (neighbours < 1) {
      throw new IllegalArgumentException("neighbours is " + neighbours + "; it must be at least 1");
    }
    if (more != null && more.dimension() != d) {
      throw new IllegalArgumentException(
          "vectors of dimension " + more.dimension() + " beside those of " + d);
    }
    List<String> all = words.words();
    float[] rows = new float[all.size() * d];
    for (int i = 0; i < all.size(); i++) {
      ids.put(all.get(i), i);
      System.arraycopy(words.vector(all.get(i)), 0, rows, i * d, d);
    }
    this.units = UnitVectors.of(rows, all.size(), d);
    this.more = more;
    this.neighbours = neighbours;
  }

  @Override
  public double cosine(String a, String b) {
    if (a.equals(b)) {
      return 1;
    }
    float[] first = unit(a);
    float[] second = unit(b);
    return first == null || second == null ? 0 : dot(first, second, 0);
  }

  @Override
  public int neighbours() {
    return neighbours;
  }

  @Override
  public boolean isNear(String target, String word) {
    if (target.equals(word)) {
      return true;
    }
    Integer id = ids.get(word);
    float[] unit = unit(target);
    return neighbours > 1
        && id != null
        && unit != null
        && dot(unit, units.data(), id * units.dimension())
            >= thresholds.computeIfAbsent(target, t -> threshold(t, unit));
  }

  /** The cosine of the last word that is near; all that are as near as that one count. */
  private double threshold(String target, float[] unit) {
    int self = ids.getOrDefault(target, -1);
    double[] cosines = new double[units.count() - (self < 0 ? 0 : 1)];
    int k = 0;
    for (int i = 0; i < units.count(); i++) {
      if (i != self) {
        cosines[k++] = dot(unit, units.data(), i * units.dimension());
      }
    }
    Arrays.sort(cosines);
    return cosines.length < neighbours
        ? Double.NEGATIVE_INFINITY
        : cosines[cosines.length - (neighbours - 1)];
  }

  private float @Nullable [] unit(String word) {
    int d = units.dimension();
    Integer id = ids.get(word);
    if (id != null) {
      return Arrays.copyOfRange(units.data(), id * d, (id + 1) * d);
    }
    float[] vector = more == null ? null : more.vector(word);
    return vector == null ? null : UnitVectors.of(vector, 1, d).data();
  }

  private static double dot(float[] a, float[] b, int at) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += (double) a[k] * b[at + k];
    }
    return sum;
  }
}
