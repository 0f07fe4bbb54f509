package io.github.simloss.run.vectors;

import io.github.simloss.embedding.WordVectors;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Words and their vectors, in one order. Immutable, safe for use by several threads.
 *
 * @since 0.2.0
 */
public final class WordTable implements WordVectors {
  private final List<String> words;
  private final float[] rows;
  private final int dimension;
  private final Map<String, Integer> numbers;

  /**
   * A table.
   *
   * @param words each once, none empty or with a line break
   * @param rows row-major, words x d; not copied
   * @param dimension d, at least 1
   * @throws IllegalArgumentException if the values are not words x d, or a word is none
   */
  public WordTable(List<String> words, float[] rows, int dimension) {
    this.words = List.copyOf(words);
    this.rows = rows;
    this.dimension = dimension;
    if (dimension < 1 || rows.length != (long) words.size() * dimension) {
      throw new IllegalArgumentException(
          rows.length + " values are not " + words.size() + " x " + dimension);
    }
    numbers = new HashMap<>(words.size() * 2);
    for (int n = 0; n < words.size(); n++) {
      String word = words.get(n);
      if (word.isEmpty() || word.indexOf('\n') >= 0) {
        throw new IllegalArgumentException("word " + n + " is empty or holds a line break");
      }
      if (numbers.putIfAbsent(word, n) != null) {
        throw new IllegalArgumentException("word '" + word + "' comes twice");
      }
    }
  }

  /**
   * Those of some words that have a vector, by the order of their text.
   *
   * @param words which
   * @param vectors where to look
   * @throws IllegalArgumentException if they are more than an array holds
   */
  public static WordTable of(Set<String> words, WordVectors vectors) {
    int d = vectors.dimension();
    List<String> found = new TreeSet<>(words).stream().filter(vectors::contains).toList();
    if ((long) found.size() * d > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          found.size() + " vectors of " + d + " values are more than one file holds");
    }
    float[] rows = new float[found.size() * d];
    for (int n = 0; n < found.size(); n++) {
      float[] vector = Objects.requireNonNull(vectors.vector(found.get(n)));
      System.arraycopy(vector, 0, rows, n * d, d);
    }
    return new WordTable(found, rows, d);
  }

  /** The words. */
  public List<String> words() {
    return words;
  }

  /** The vectors, row-major, in the order of the words; not to be written to. */
  public float[] rows() {
    return rows;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public float @Nullable [] vector(String word) {
    Integer n = numbers.get(word);
    return n == null ? null : Arrays.copyOfRange(rows, n * dimension, (n + 1) * dimension);
  }

  @Override
  public boolean contains(String word) {
    return numbers.containsKey(word);
  }
}
