package io.github.simloss.similarity;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Given similarities of pairs of words; a pair that is not listed is not similar at all. Immutable.
 *
 * @since 0.1.0
 */
public final class ListedSimilarities implements GivenSimilarities {
  /** Of every word, the keys of the words listed for it in {@link RankKeys} order. */
  private final long[][] rows;

  private ListedSimilarities(long[][] rows) {
    this.rows = rows;
  }

  /** Collects pairs. */
  public static final class Builder {
    private final int count;
    private final Map<Long, Float> pairs = new HashMap<>();

    /**
     * No pair yet.
     *
     * @param count V, at least 1
     * @throws IllegalArgumentException if it is less
     */
    public Builder(int count) {
      if (count < 1) {
        throw new IllegalArgumentException("similarities of " + count + " words");
      }
      this.count = count;
    }

    /**
     * Lists the similarity of a word to a target. It holds for the other direction as well, unless
     * that is listed by itself.
     *
     * @param target id in [0, V)
     * @param word id in [0, V)
     * @param similarity in [-1, 1]
     * @return false if the similarity is known already, which then stays: the pair was listed in
     *     this direction, or is a word with itself
     * @throws IllegalArgumentException if an id or the similarity is out of range
     */
    public boolean add(int target, int word, float similarity) {
      if (target < 0 || target >= count || word < 0 || word >= count) {
        throw new IllegalArgumentException(
            "ids " + target + " and " + word + " must be in [0, " + count + ")");
      }
      if (!GivenSimilarities.inRange(similarity)) {
        throw new IllegalArgumentException("similarity " + similarity + " is outside [-1, 1]");
      }
      return target != word && pairs.putIfAbsent(key(target, word), similarity) == null;
    }

    /** What was listed. */
    public ListedSimilarities build() {
      int[] sizes = new int[count];
      pairs.forEach(
          (key, similarity) -> {
            sizes[target(key)]++;
            if (!pairs.containsKey(mirrored(key))) {
              sizes[word(key)]++;
            }
          });
      long[][] rows = new long[count][];
      Arrays.setAll(rows, id -> new long[sizes[id]]);
      pairs.forEach(
          (key, similarity) -> {
            int target = target(key);
            int word = word(key);
            rows[target][--sizes[target]] = RankKeys.of(word, similarity);
            if (!pairs.containsKey(mirrored(key))) {
              rows[word][--sizes[word]] = RankKeys.of(target, similarity);
            }
          });
      // Sorted, so that nothing depends on the order of the map.
      for (long[] row : rows) {
        Arrays.sort(row);
      }
      return new ListedSimilarities(rows);
    }

    private static long key(int target, int word) {
      return (long) target << 32 | word;
    }

    private static long mirrored(long key) {
      return Long.rotateLeft(key, 32);
    }

    private static int target(long key) {
      return (int) (key >> 32);
    }

    private static int word(long key) {
      return (int) key;
    }
  }

  @Override
  public int count() {
    return rows.length;
  }

  /** The most words listed for one, itself included; at least 1. */
  public int width() {
    int most = 0;
    for (long[] row : rows) {
      most = Math.max(most, row.length);
    }
    return most + 1;
  }

  @Override
  public NeighbourTable neighbours(int neighbours) {
    RankKeys.requireNeighbours(neighbours, rows.length);
    int[] ids = new int[Math.multiplyExact(rows.length, neighbours)];
    float[] similarities = new float[ids.length];
    for (int word = 0; word < rows.length; word++) {
      int at = word * neighbours;
      Arrays.fill(ids, at, at + neighbours, word);
      similarities[at] = 1;
      for (int k = 1; k < Math.min(neighbours, rows[word].length + 1); k++) {
        ids[at + k] = RankKeys.id(rows[word][k - 1]);
        similarities[at + k] = RankKeys.similarity(rows[word][k - 1]);
      }
    }
    return new NeighbourTable(rows.length, neighbours, ids, similarities);
  }
}
