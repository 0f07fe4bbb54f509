package io.github.simloss.similarity;

import io.github.simloss.embedding.UnitVectors;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Collects a {@link NeighbourTable} from rows of cosines that a matrix product made in single
 * precision. A running threshold over a row finds what may be among the N at the price of about one
 * comparison a cosine; only those few are compared by their cosines in double precision, so that
 * equal vectors tie exactly, and ties go to the lower id, whatever the product's rounding. Not safe
 * for use by several threads.
 *
 * @since 0.1.0
 */
public final class ExactNeighbours {
  /** More than a float product of unit vectors is ever off by. */
  private static final float MARGIN = 1e-5f;

  private static final int ROWS_A_TASK = 16;

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
    RankKeys.requireNeighbours(neighbours, vectors.count());
    this.vectors = vectors;
    this.width = neighbours;
    this.ids = new int[Math.multiplyExact(vectors.count(), neighbours)];
    this.similarities = new float[ids.length];
    this.added = new boolean[vectors.count()];
  }

  /** Rows of cosines, wherever they are. */
  @FunctionalInterface
  public interface CosineRows {
    /**
     * Copies a row out; called from several threads at once.
     *
     * @param row counted from 0
     * @param into V values
     */
    void read(int row, float[] into);
  }

  /**
   * Adds the neighbours of some words, over all cores.
   *
   * @param first the id of the first word
   * @param count how many
   * @param cosines row k has those of word {@code first + k} with all words, each within 1e-5 of
   *     the truth
   * @throws IndexOutOfBoundsException if these are not words of the vocabulary
   */
  public void addRows(int first, int count, CosineRows cosines) {
    Objects.checkFromIndexSize(first, count, vectors.count());
    int tasks = (count + ROWS_A_TASK - 1) / ROWS_A_TASK;
    IntStream.range(0, tasks)
        .parallel()
        .forEach(
            task -> {
              Selection selection = new Selection();
              int end = Math.min(count, (task + 1) * ROWS_A_TASK);
              for (int k = task * ROWS_A_TASK; k < end; k++) {
                selection.add(first + k, k, cosines);
              }
            });
  }

  /** What selecting in one row needs, kept for the next. */
  private final class Selection {
    private final float[] row = new float[vectors.count()];
    private final float[] heap = new float[width - 1];
    private final Candidates candidates = new Candidates(width);
    private int[] passed = new int[16 * width];

    void add(int word, int at, CosineRows cosines) {
      added[word] = true;
      ids[word * width] = word;
      similarities[word * width] = vectors.isZero(word) ? 0 : 1;
      if (width == 1) {
        return;
      }
      cosines.read(at, row);
      int count = scan(word);
      float least = heap[0] - MARGIN;
      candidates.clear();
      for (int k = 0; k < count; k++) {
        if (row[passed[k]] >= least) {
          candidates.add(passed[k], (float) vectors.cosine(word, passed[k]));
        }
      }
      candidates.copyBest(width - 1, ids, similarities, word * width + 1);
    }

    /**
     * Leaves the N - 1 largest cosines with other words in the heap, the smallest at its root, and
     * in {@code passed} all words that reached what was the root, less the margin, when they came:
     * about N ln(V / N) of them.
     *
     * @return how many passed
     */
    private int scan(int word) {
      Arrays.fill(heap, Float.NEGATIVE_INFINITY);
      float least = Float.NEGATIVE_INFINITY;
      int count = 0;
      for (int i = 0; i < row.length; i++) {
        float cosine = row[i];
        if (cosine >= least && i != word) {
          if (count == passed.length) {
            passed = Arrays.copyOf(passed, 2 * count);
          }
          passed[count++] = i;
          if (cosine > heap[0]) {
            sink(heap, cosine);
            least = heap[0] - MARGIN;
          }
        }
      }
      return count;
    }
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

    void clear() {
      count = 0;
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
