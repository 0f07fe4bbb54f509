package io.github.simloss.encoding;

import io.github.simloss.embedding.WordVectors;
import io.github.simloss.text.Tokenizer;
import java.util.Arrays;
import java.util.List;

/**
 * A baseline that knows no order: the greatest value of each dimension over the vectors of a
 * sentence's words, then their mean. Words without a vector are left out; a sentence without any is
 * zero. Safe for use by several threads if its word vectors are.
 *
 * @param tokenizer cuts sentences
 * @param vectors of words
 * @since 0.2.0
 */
public record MaxMeanOfWordVectors(Tokenizer tokenizer, WordVectors vectors)
    implements SentenceCodes {
  @Override
  public float[] encode(List<String> sentences) {
    int d = vectors.dimension();
    float[] means = new MeanOfWordVectors(tokenizer, vectors).encode(sentences);
    float[] codes = new float[Math.multiplyExact(2 * d, sentences.size())];
    for (int row = 0; row < sentences.size(); row++) {
      int at = 2 * d * row;
      boolean found = false;
      Arrays.fill(codes, at, at + d, Float.NEGATIVE_INFINITY);
      for (String word : tokenizer.tokenize(sentences.get(row))) {
        float[] vector = vectors.vector(word);
        if (vector != null) {
          found = true;
          for (int k = 0; k < d; k++) {
            codes[at + k] = Math.max(codes[at + k], vector[k]);
          }
        }
      }
      if (!found) {
        Arrays.fill(codes, at, at + d, 0);
      }
      System.arraycopy(means, row * d, codes, at + d, d);
    }
    return codes;
  }
}
