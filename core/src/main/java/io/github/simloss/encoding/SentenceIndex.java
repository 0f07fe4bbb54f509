package io.github.simloss.encoding;

import io.github.simloss.embedding.UnitVectors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The codes of some sentences, to find by cosine those that are nearest to a query. Exact: every
 * query is compared with every sentence. Immutable, safe for use by several threads.
 *
 * @since 0.2.0
 */
public final class SentenceIndex {
  private final UnitVectors units;

  /**
   * @param codes row-major, sentences x C, finite; copied
   * @param codeSize C, at least 1
   * @throws IllegalArgumentException if the values are no rows of C, or one is not finite
   */
  public SentenceIndex(float[] codes, int codeSize) {
    units = UnitVectors.of(codes, codes.length / Math.max(1, codeSize), codeSize);
  }

  /**
   * A sentence that was found.
   *
   * @param index which of the sentences, from 0
   * @param similarity the cosine, in [-1, 1]
   */
  public record Match(int index, double similarity) {
    /** The worst first; of two as near the later one is worse. */
    static final Comparator<Match> WORST_FIRST =
        Comparator.comparingDouble(Match::similarity)
            .thenComparing(Comparator.comparingInt(Match::index).reversed());
  }

  /** How many sentences there are. */
  public int size() {
    return units.count();
  }

  /**
   * The sentences nearest to a query.
   *
   * @param code of the query, C values
   * @param count how many; fewer if there are fewer
   * @return by falling similarity, ties by rising index; a code of zeros is like nothing (0)
   * @throws IllegalArgumentException if the code has another size or the count is below 1
   */
  public List<Match> nearest(float[] code, int count) {
    if (count < 1) {
      throw new IllegalArgumentException(count + " sentences are asked for; it must be at least 1");
    }
    float[] query = UnitVectors.of(code, 1, units.dimension()).data();
    PriorityQueue<Match> best = new PriorityQueue<>(Match.WORST_FIRST);
    for (int i = 0; i < units.count(); i++) {
      double similarity = Math.max(-1, Math.min(1, dot(query, i)));
      if (best.size() < count || similarity > best.peek().similarity()) {
        best.add(new Match(i, similarity));
        if (best.size() > count) {
          best.remove();
        }
      }
    }
    List<Match> sorted = new ArrayList<>(best);
    sorted.sort(Match.WORST_FIRST.reversed());
    return Collections.unmodifiableList(sorted);
  }

  private double dot(float[] query, int row) {
    float[] data = units.data();
    int from = row * query.length;
    // Four sums: each addition waits for the one before it in the same sum only.
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int k = 0;
    for (; k + 4 <= query.length; k += 4) {
      a += (double) query[k] * data[from + k];
      b += (double) query[k + 1] * data[from + k + 1];
      c += (double) query[k + 2] * data[from + k + 2];
      d += (double) query[k + 3] * data[from + k + 3];
    }
    for (; k < query.length; k++) {
      a += (double) query[k] * data[from + k];
    }
    return a + b + (c + d);
  }
}
