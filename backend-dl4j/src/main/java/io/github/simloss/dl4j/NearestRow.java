package io.github.simloss.dl4j;

import io.github.simloss.similarity.UnitVectors;
import java.util.Arrays;
import java.util.PriorityQueue;

/** The nearest others of one word, from a row of cosines in float. */
final class NearestRow {
  /** More than a float product of unit vectors is ever off by. */
  private static final float MARGIN = 1e-5f;

  private final UnitVectors vectors;
  private final int wanted;

  /** A candidate, in the order of the table: falling similarity, then rising id. */
  private record Candidate(int id, float similarity) implements Comparable<Candidate> {
    @Override
    public int compareTo(Candidate other) {
      int order = Float.compare(other.similarity, similarity);
      return order != 0 ? order : Integer.compare(id, other.id);
    }
  }

  /**
   * @param vectors unit rows
   * @param wanted how many others
   */
  NearestRow(UnitVectors vectors, int wanted) {
    this.vectors = vectors;
    this.wanted = wanted;
  }

  /**
   * Finds them.
   *
   * @param word the word
   * @param row its cosines with all words, in float
   * @param ids receives the ids, from {@code at} on
   * @param similarities receives the cosines
   * @param at where to write
   */
  void find(int word, float[] row, int[] ids, float[] similarities, int at) {
    if (wanted == 0) {
      return;
    }
    float threshold = threshold(word, row) - MARGIN;
    Candidate[] candidates = new Candidate[wanted + 16];
    int count = 0;
    for (int i = 0; i < row.length; i++) {
      if (row[i] >= threshold && i != word) {
        if (count == candidates.length) {
          candidates = Arrays.copyOf(candidates, 2 * count);
        }
        candidates[count++] = new Candidate(i, (float) vectors.cosine(word, i));
      }
    }
    Arrays.sort(candidates, 0, count);
    for (int k = 0; k < wanted; k++) {
      ids[at + k] = candidates[k].id();
      similarities[at + k] = candidates[k].similarity();
    }
  }

  /** The smallest of the {@code wanted} largest cosines. */
  private float threshold(int word, float[] row) {
    PriorityQueue<Float> largest = new PriorityQueue<>(wanted + 1);
    float least = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < row.length; i++) {
      if (i != word && (row[i] > least || largest.size() < wanted)) {
        largest.add(row[i]);
        if (largest.size() > wanted) {
          largest.remove();
        }
        least = largest.size() == wanted ? largest.element() : Float.NEGATIVE_INFINITY;
      }
    }
    return least;
  }
}
