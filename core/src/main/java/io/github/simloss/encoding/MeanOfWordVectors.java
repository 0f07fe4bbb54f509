package io.github.simloss.encoding;

import io.github.simloss.embedding.WordVectors;
import io.github.simloss.text.Tokenizer;
import java.util.List;

/**
 * The baseline that knows no order: the mean of the vectors of a sentence's words. Words without a
 * vector are left out; a sentence without any is zero. Sentences are not cut. Safe for use by
 * several threads if its word vectors are.
 *
 * @since 0.1.0
 */
public final class MeanOfWordVectors implements SentenceCodes {
  private final Tokenizer tokenizer;
  private final WordVectors vectors;

  /**
   * The baseline.
   *
   * @param tokenizer cuts sentences
   * @param vectors of words
   */
  public MeanOfWordVectors(Tokenizer tokenizer, WordVectors vectors) {
    this.tokenizer = tokenizer;
    this.vectors = vectors;
  }

  @Override
  public float[] encode(List<String> sentences) {
    int d = vectors.dimension();
    float[] codes = new float[Math.multiplyExact(sentences.size(), d)];
    for (int row = 0; row < sentences.size(); row++) {
      double[] sum = new double[d];
      int found = 0;
      for (String word : tokenizer.tokenize(sentences.get(row))) {
        float[] vector = vectors.vector(word);
        if (vector != null) {
          if (vector.length != d) {
            throw new IllegalArgumentException(
                "the vector of '" + word + "' has " + vector.length + " values, not " + d);
          }
          found++;
          for (int k = 0; k < d; k++) {
            sum[k] += vector[k];
          }
        }
      }
      for (int k = 0; k < d; k++) {
        codes[row * d + k] = found == 0 ? 0 : (float) (sum[k] / found);
      }
    }
    return codes;
  }
}
