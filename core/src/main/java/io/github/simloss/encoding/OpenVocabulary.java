package io.github.simloss.encoding;

import io.github.simloss.batch.TokenRows;
import io.github.simloss.embedding.WordVectors;
import io.github.simloss.text.Bigrams;
import io.github.simloss.text.SentenceCodec;
import io.github.simloss.text.SpecialToken;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Batches for encoding with words the model's vocabulary lacks: the embedding is frozen, so any
 * word with a pre-trained vector can be encoded by that vector. Such words get the ids V, V + 1,
 * ... of one batch, and their vectors go along with it.
 *
 * @param rows the sentences
 * @param extraVectors row-major k x d, the vectors of ids V to V + k - 1
 * @param extraWords how many tokens were saved from being {@code <unk>}
 * @param unknownWords how many tokens are {@code <unk>} still, or left out
 * @since 0.1.0
 */
public record OpenVocabulary(
    TokenRows rows, float[] extraVectors, int extraWords, int unknownWords) {

  /**
   * Makes a batch.
   *
   * @param codec the model's
   * @param sentences the text of the rows
   * @param vectors where to look for words outside the vocabulary, or null for nowhere
   * @param dimension d of the model's embedding
   */
  public static OpenVocabulary batch(
      SentenceCodec codec, List<String> sentences, @Nullable WordVectors vectors, int dimension) {
    Finder finder = new Finder(codec, vectors, dimension);
    int[][] ids = new int[sentences.size()][];
    for (int row = 0; row < ids.length; row++) {
      ids[row] = codec.source(sentences.get(row), finder);
    }
    return new OpenVocabulary(
        TokenRows.of(ids, codec.maxLength(), SpecialToken.PADDING.id()),
        finder.rows(),
        finder.saved,
        finder.unknown);
  }

  /** Gives ids to words outside the vocabulary that have a vector. */
  private static final class Finder implements SentenceCodec.Unknown {
    private final SentenceCodec codec;
    private final @Nullable WordVectors vectors;
    private final int dimension;
    private final Map<String, float[]> extra = new LinkedHashMap<>();
    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private int saved;
    private int unknown;

    Finder(SentenceCodec codec, @Nullable WordVectors vectors, int dimension) {
      this.codec = codec;
      this.vectors = vectors;
      this.dimension = dimension;
    }

    @Override
    public int id(String token) {
      float[] vector = extra.containsKey(token) ? extra.get(token) : find(codec, vectors, token);
      if (vector == null) {
        unknown++;
        return codec.unknown(token);
      }
      if (vector.length != dimension) {
        throw new IllegalArgumentException(
            "the vectors have dimension " + vector.length + ", the model's embedding " + dimension);
      }
      extra.put(token, vector);
      saved++;
      return ids.computeIfAbsent(token, any -> codec.vocabulary().size() + ids.size());
    }

    /** The vectors in the order of their ids. */
    float[] rows() {
      float[] rows = new float[extra.size() * dimension];
      int k = 0;
      for (float[] vector : extra.values()) {
        System.arraycopy(vector, 0, rows, k++ * dimension, dimension);
      }
      return rows;
    }
  }

  private static float @Nullable [] find(
      SentenceCodec codec, @Nullable WordVectors vectors, String token) {
    if (vectors == null || SpecialToken.isSpecial(token)) {
      return null;
    }
    if (!codec.bigrams()) {
      return vectors.vector(token);
    }
    float[] first = vectors.vector(Bigrams.first(token));
    float[] second = vectors.vector(Bigrams.second(token));
    if (first == null || second == null) {
      return null;
    }
    float[] both = new float[first.length + second.length];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
