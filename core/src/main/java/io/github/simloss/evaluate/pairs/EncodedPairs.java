package io.github.simloss.evaluate.pairs;

import io.github.simloss.encoding.SentenceCodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The codes of both sides of sentence pairs.
 *
 * @param first row-major, pairs x dimension
 * @param second the same of the second sentences
 * @param dimension of a code
 */
record EncodedPairs(float[] first, float[] second, int dimension) {
  /** Encodes each sentence once, however often it comes. */
  static EncodedPairs of(List<SentencePair> pairs, SentenceCodes codes) {
    Map<String, Integer> rows = new LinkedHashMap<>();
    for (SentencePair pair : pairs) {
      rows.putIfAbsent(pair.first(), rows.size());
      rows.putIfAbsent(pair.second(), rows.size());
    }
    float[] all = codes.encode(new ArrayList<>(rows.keySet()));
    int dimension = all.length / rows.size();
    float[] first = new float[Math.multiplyExact(pairs.size(), dimension)];
    float[] second = new float[first.length];
    for (int i = 0; i < pairs.size(); i++) {
      int a = Objects.requireNonNull(rows.get(pairs.get(i).first()));
      int b = Objects.requireNonNull(rows.get(pairs.get(i).second()));
      System.arraycopy(all, a * dimension, first, i * dimension, dimension);
      System.arraycopy(all, b * dimension, second, i * dimension, dimension);
    }
    return new EncodedPairs(first, second, dimension);
  }

  /** The cosine of a pair; 0 where a code is zero. */
  double cosine(int pair) {
    double dot = 0;
    double squares = 0;
    double others = 0;
    for (int k = pair * dimension; k < (pair + 1) * dimension; k++) {
      dot += (double) first[k] * second[k];
      squares += (double) first[k] * first[k];
      others += (double) second[k] * second[k];
    }
    double scale = Math.sqrt(squares) * Math.sqrt(others);
    return scale > 0 ? dot / scale : 0;
  }
}
