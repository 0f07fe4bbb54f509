package io.github.simloss.evaluate.probes;

import io.github.simloss.encoding.SentenceCodes;
import io.github.simloss.evaluate.sets.EvaluationSet;
import io.github.simloss.evaluate.sets.Example;
import io.github.simloss.evaluate.sets.Features;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The codes of sentences, each encoded once however often and in however many sets it comes.
 * Immutable, if nobody changes the codes.
 *
 * @since 0.2.0
 */
public final class EncodedSentences {
  private final Map<String, Integer> rows;
  private final float[] codes;
  private final int dimension;

  private EncodedSentences(Map<String, Integer> rows, float[] codes) {
    this.rows = rows;
    this.codes = codes;
    this.dimension = codes.length / rows.size();
  }

  /**
   * Encodes all sentences of some sets.
   *
   * @param sets one at least
   * @param codes of their sentences
   */
  public static EncodedSentences of(List<EvaluationSet> sets, SentenceCodes codes) {
    Map<String, Integer> rows = new LinkedHashMap<>();
    for (EvaluationSet set : sets) {
      for (Example example : set.all()) {
        example.sentences().forEach(sentence -> rows.putIfAbsent(sentence, rows.size()));
      }
    }
    return new EncodedSentences(rows, codes.encode(new ArrayList<>(rows.keySet())));
  }

  private int row(String sentence) {
    Integer row = rows.get(sentence);
    if (row == null) {
      throw new IllegalArgumentException("the sentence was not encoded: " + sentence);
    }
    return row;
  }

  /** The features of examples, a row each. */
  float[][] features(Features features, List<Example> examples) {
    float[][] all = new float[examples.size()][];
    for (int i = 0; i < all.length; i++) {
      List<String> sentences = examples.get(i).sentences();
      int first = row(sentences.get(0));
      int second = row(sentences.get(sentences.size() - 1));
      all[i] = features.of(codes, first, second, dimension);
    }
    return all;
  }

  /** The cosines of pairs. */
  double[] cosines(List<Example> pairs) {
    double[] cosines = new double[pairs.size()];
    for (int i = 0; i < cosines.length; i++) {
      List<String> sentences = pairs.get(i).sentences();
      cosines[i] = cosine(row(sentences.get(0)), row(sentences.get(1)));
    }
    return cosines;
  }

  /**
   * One root of both squares, not two: equal codes then have exactly 1, and ranks no noise. 0 where
   * a code is zero.
   */
  private double cosine(int first, int second) {
    double dot = 0;
    double squares = 0;
    double others = 0;
    int u = first * dimension;
    int v = second * dimension;
    for (int k = 0; k < dimension; k++) {
      dot += (double) codes[u + k] * codes[v + k];
      squares += (double) codes[u + k] * codes[u + k];
      others += (double) codes[v + k] * codes[v + k];
    }
    double scale = Math.sqrt(squares * others);
    return scale > 0 ? Math.max(-1, Math.min(1, dot / scale)) : 0;
  }
}
