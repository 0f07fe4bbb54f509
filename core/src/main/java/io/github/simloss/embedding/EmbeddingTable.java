package io.github.simloss.embedding;

import io.github.simloss.random.SeededRandom;
import io.github.simloss.text.Bigrams;
import io.github.simloss.text.SpecialToken;
import io.github.simloss.text.Vocabulary;
import java.util.Arrays;

/**
 * The vectors of a vocabulary, in the order of its ids, and how many of them were found. A word
 * without a pre-trained vector gets one drawn uniformly from [-1.2, 1.2], which depends on the seed
 * and the word alone, not on its id. In bigram mode a token's vector is both words' vectors, one
 * after the other. Immutable.
 *
 * @since 0.1.0
 */
public final class EmbeddingTable {
  /** Half the width of the interval that missing vectors are drawn from, as published. */
  private static final double RANGE = 1.2;

  private final int size;
  private final int dimension;
  private final float[] rows;
  private final Coverage coverage;

  private EmbeddingTable(int size, int dimension, float[] rows, Coverage coverage) {
    this.size = size;
    this.dimension = dimension;
    this.rows = rows;
    this.coverage = coverage;
  }

  /**
   * How much of a vocabulary has pre-trained vectors; special tokens are not counted.
   *
   * @param words tokens with a vector (in bigram mode: with vectors for both words)
   * @param allWords tokens of the vocabulary
   * @param occurrences how often those with a vector occur in the corpus
   * @param allOccurrences how often all of them occur
   */
  public record Coverage(int words, int allWords, long occurrences, long allOccurrences) {
    /** The share of occurrences covered, in [0, 1]; 0 for an empty vocabulary. */
    public double share() {
      return allOccurrences == 0 ? 0 : (double) occurrences / allOccurrences;
    }
  }

  /**
   * Looks up every word.
   *
   * @param vocabulary the words
   * @param vectors where to look
   * @param bigrams whether tokens are pairs of words
   * @param seed for the words that are missing
   * @throws IllegalArgumentException if a vector has not the dimension they say
   */
  public static EmbeddingTable of(
      Vocabulary vocabulary, WordVectors vectors, boolean bigrams, long seed) {
    int part = vectors.dimension();
    int dimension = bigrams ? 2 * part : part;
    float[] rows = new float[Math.multiplyExact(vocabulary.size(), dimension)];
    int words = 0;
    int specials = SpecialToken.values().length;
    long occurrences = 0;
    long all = 0;
    for (int id = 0; id < vocabulary.size(); id++) {
      String token = vocabulary.word(id);
      boolean found;
      if (bigrams && id >= specials) {
        found = fill(rows, id * dimension, Bigrams.first(token), vectors, part, seed);
        found &= fill(rows, id * dimension + part, Bigrams.second(token), vectors, part, seed);
      } else if (id < specials) {
        // A special token is no word, even if the file has a row that is written like it.
        draw(rows, id * dimension, dimension, token, seed);
        continue;
      } else {
        found = fill(rows, id * dimension, token, vectors, part, seed);
      }
      all += vocabulary.count(id);
      if (found) {
        words++;
        occurrences += vocabulary.count(id);
      }
    }
    Coverage coverage = new Coverage(words, vocabulary.size() - specials, occurrences, all);
    return new EmbeddingTable(vocabulary.size(), dimension, rows, coverage);
  }

  private static boolean fill(
      float[] rows, int at, String word, WordVectors vectors, int part, long seed) {
    float[] vector = vectors.vector(word);
    if (vector == null) {
      draw(rows, at, part, word, seed);
      return false;
    }
    if (vector.length != part) {
      throw new IllegalArgumentException(
          "the vector of '" + word + "' has " + vector.length + " values, not " + part);
    }
    System.arraycopy(vector, 0, rows, at, part);
    return true;
  }

  private static void draw(float[] rows, int at, int count, String word, long seed) {
    SeededRandom random = SeededRandom.derive(seed, "vector of " + word, 0);
    for (int k = at; k < at + count; k++) {
      rows[k] = random.uniform(-RANGE, RANGE);
    }
  }

  /**
   * Whether a token's vector, or the half of a pair's, is what is drawn for a word without one.
   *
   * @param word the word
   * @param row its vector
   * @param seed of the table
   */
  public static boolean isDrawn(String word, float[] row, long seed) {
    float[] drawn = new float[row.length];
    draw(drawn, 0, drawn.length, word, seed);
    return Arrays.equals(drawn, row);
  }

  /** V. */
  public int size() {
    return size;
  }

  /** d; twice that of the word vectors in bigram mode. */
  public int dimension() {
    return dimension;
  }

  /** The vectors, row-major V x d; not to be written to. */
  public float[] rows() {
    return rows;
  }

  /** How many words were found. */
  public Coverage coverage() {
    return coverage;
  }
}
