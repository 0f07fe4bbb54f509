package io.github.simloss.encoding;

import io.github.simloss.embedding.WordVectors;
import io.github.simloss.text.Tokenizer;
import io.github.simloss.text.Vocabulary;
import io.github.simloss.text.WordWeights;
import java.util.List;

/**
 * The baseline SIF (Arora, Liang and Ma, <i>A Simple but Tough-to-Beat Baseline for Sentence
 * Embeddings</i>, ICLR 2017): the mean of a sentence's word vectors, each weighted by {@code a / (a
 * + p(word))} with a = 1e-3, less its projection on the first principal component of the sentences
 * that are encoded together, not centred, as in the paper. So the codes of a set are those of one
 * call. Words without a vector are left out; a word that was never counted weighs 1. Safe for use
 * by several threads if its word vectors are.
 *
 * @since 0.2.0
 */
public final class SmoothInverseFrequency implements SentenceCodes {
  private final Tokenizer tokenizer;
  private final WordVectors vectors;
  private final Vocabulary vocabulary;
  private final float[] weights;

  /**
   * The baseline.
   *
   * @param tokenizer cuts sentences
   * @param vectors of words
   * @param vocabulary whose counts give p
   */
  public SmoothInverseFrequency(Tokenizer tokenizer, WordVectors vectors, Vocabulary vocabulary) {
    this.tokenizer = tokenizer;
    this.vectors = vectors;
    this.vocabulary = vocabulary;
    this.weights = WordWeights.of(vocabulary, WordWeights.SMOOTHING);
  }

  @Override
  public float[] encode(List<String> sentences) {
    int d = vectors.dimension();
    double[] rows = new double[Math.multiplyExact(d, sentences.size())];
    for (int row = 0; row < sentences.size(); row++) {
      mean(sentences.get(row), rows, row * d);
    }
    double[] axis = PrincipalComponents.of(rows, d, 1)[0];
    float[] codes = new float[rows.length];
    for (int at = 0; at < rows.length; at += d) {
      double along = 0;
      for (int k = 0; k < d; k++) {
        along += rows[at + k] * axis[k];
      }
      for (int k = 0; k < d; k++) {
        codes[at + k] = (float) (rows[at + k] - along * axis[k]);
      }
    }
    return codes;
  }

  private void mean(String sentence, double[] rows, int at) {
    int found = 0;
    for (String word : tokenizer.tokenize(sentence)) {
      float[] vector = vectors.vector(word);
      if (vector != null) {
        found++;
        int id = vocabulary.find(word);
        double weight = id < 0 ? 1 : weights[id];
        for (int k = 0; k < vector.length; k++) {
          rows[at + k] += weight * vector[k];
        }
      }
    }
    for (int k = 0; k < vectors.dimension(); k++) {
      rows[at + k] /= Math.max(1, found);
    }
  }
}
