package io.github.simloss.encoding;

import io.github.simloss.embedding.WordVectors;
import io.github.simloss.text.Bigrams;
import io.github.simloss.text.SentenceCodec;
import io.github.simloss.text.SpecialToken;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of the words that can come out of a model, from its own embedding: those of its
 * vocabulary less the special tokens, in the order of ids. In bigram mode they are the single words
 * of the pairs, each with its half of a pair's vector. Immutable.
 *
 * @since 0.1.0
 */
public final class ModelVectors implements WordVectors {
  private final int dimension;
  private final float[] rows;
  private final Map<String, Integer> starts = new LinkedHashMap<>();

  /**
   * The words of a model.
   *
   * @param codec its text side
   * @param embedding row-major V x d; not copied
   * @param dimension d
   * @throws IllegalArgumentException if the embedding is not V x d, or d is odd for pairs of words
   */
  public ModelVectors(SentenceCodec codec, float[] embedding, int dimension) {
    int size = codec.vocabulary().size();
    if (embedding.length != (long) size * dimension) {
      throw new IllegalArgumentException(
          embedding.length + " values are not " + size + " x " + dimension);
    }
    if (codec.bigrams() && dimension % 2 != 0) {
      throw new IllegalArgumentException(
          "pairs of words have vectors of an even dimension, not " + dimension);
    }
    this.rows = embedding;
    this.dimension = codec.bigrams() ? dimension / 2 : dimension;
    for (int id = SpecialToken.values().length; id < size; id++) {
      String word = codec.vocabulary().word(id);
      if (codec.bigrams()) {
        add(Bigrams.first(word), id * dimension);
        add(Bigrams.second(word), id * dimension + this.dimension);
      } else {
        add(word, id * dimension);
      }
    }
  }

  private void add(String word, int start) {
    if (!word.isEmpty() && !SpecialToken.isSpecial(word)) {
      starts.putIfAbsent(word, start);
    }
  }

  /** The words in their order; unmodifiable. */
  public List<String> words() {
    return List.copyOf(starts.keySet());
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public float @Nullable [] vector(String word) {
    Integer start = starts.get(word);
    return start == null ? null : Arrays.copyOfRange(rows, start, start + dimension);
  }
}
