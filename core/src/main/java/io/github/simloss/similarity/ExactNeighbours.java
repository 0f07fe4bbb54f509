package io.github.simloss.similarity;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Collects a {@link NeighbourTable} from rows of cosines that a matrix product made in single
 * precision. A running threshold over a row finds what may be among the N at the price of about one
 * comparison a cosine; only those few are compared by their cosines in double precision, so that
 * equal vectors tie exactly, and ties go to the lower id, whatever the product's rounding.
 */
public final class ExactNeighbours {
  /** More than a float product of unit vectors is ever off by. */
  private static final float MARGIN = 1e-5f;

  private final UnitVectors vectors;
  private final int width;
  private final int[] ids;
  private final float[] similarities;
  private final boolean[] added;

  /**
   * An empty table.
   *
   * @param vectors the words
   * @param neighbours N in 1..V, the word itself included
   * @throws IllegalArgumentException if N is out of range
   */
  public ExactNeighbours(UnitVectors vectors, int neighbours) {
    if (neighbours < 1 || neighbours > vectors.count()) {
      throw new IllegalArgumentException(
          neighbours + " neighbours of " + vectors.count() + " words: use 1 to " + vectors.count());
    }
    this.vectors = vectors;
    this.width = neighbours;
    this.ids = new int[Math.multiplyExact(vectors.count(), neighbours)];
    this.similarities = new float[ids.length];
    this.added = new boolean[vectors.count()];
  }

  /**
   * Adds the neighbours of some words, over all cores.
   *
   * @param first the id of the first word
   * @param count how many
   * @param cosines their cosines with all words, row-major, at least count x V; each within 1e-5 of
   *     the truth
   */
  public void addRows(int first, int count, float[] cosines) {
    IntStream.range(0, count)
        .parallel()
        .forEach(k -> add(first + k, cosines, k * vectors.count(), new Candidates(width)));
  }

  private void add(int word, float[] cosines, int offset, Candidates candidates) {
    added[word] = true;
    int at = word * width;
    ids[at] = word;
    similarities[at] = vectors.isZero(word) ? 0 : 1;
    if (width == 1) {
      return;
    }
    float least = threshold(word, cosines, offset) - MARGIN;
    for (int i = 0; i < vectors.count(); i++) {
      if (cosines[offset + i] >= least && i != word) {
        candidates.add(i, (float) vectors.cosine(word, i));
      }
    }
    candidates.copyBest(width - 1, ids, similarities, at + 1);
  }

  /** The smallest of the N - 1 largest cosines with other words: the root of a small heap. */
  private float threshold(int word, float[] cosines, int offset) {
    float[] heap = new float[width - 1];
    Arrays.fill(heap, Float.NEGATIVE_INFINITY);
    for (int i = 0; i < vectors.count(); i++) {
      float cosine = cosines[offset + i];
      if (cosine > heap[0] && i != word) {
        sink(heap, cosine);
      }
    }
    return heap[0];
  }

  /** Replaces the root, the smallest value, by a larger one. */
  private static void sink(float[] heap, float value) {
    int at = 0;
    for (int child = 1; child < heap.length; child = 2 * at + 1) {
      if (child + 1 < heap.length && heap[child + 1] < heap[child]) {
        child++;
      }
      if (heap[child] >= value) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = value;
  }

  /** Words with their similarities, in the order of the table once sorted. */
  private static final class Candidates {
    private long[] keys;
    private int count;

    Candidates(int width) {
      keys = new long[width + 16];
    }

    void add(int id, float similarity) {
      if (count == keys.length) {
        keys = Arrays.copyOf(keys, 2 * count);
      }
      keys[count++] = RankKeys.of(id, similarity);
    }

    void copyBest(int wanted, int[] ids, float[] similarities, int at) {
      Arrays.sort(keys, 0, count);
      for (int k = 0; k < wanted; k++) {
        ids[at + k] = RankKeys.id(keys[k]);
        similarities[at + k] = RankKeys.similarity(keys[k]);
      }
    }
  }

  /**
   * The table, once every word was added.
   *
   * @throws IllegalStateException if one was not
   */
  public NeighbourTable build() {
    for (int word = 0; word < added.length; word++) {
      if (!added[word]) {
        throw new IllegalStateException("word " + word + " of " + added.length + " was not added");
      }
    }
    return new NeighbourTable(vectors.count(), width, ids, similarities);
  }
}
