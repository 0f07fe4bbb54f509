package io.github.simloss.experiment.inspection;

import io.github.simloss.embedding.UnitVectors;
import java.util.ArrayList;
import java.util.List;

/**
 * A sentence and the one among others whose code is nearest.
 *
 * @param sentence a sentence
 * @param nearest another one, which reads otherwise
 * @param similarity the cosine of their codes, in [-1, 1]
 * @since 0.2.0
 */
public record NearSentences(String sentence, String nearest, double similarity) {
  /**
   * Pairs for some of the sentences, evenly spread.
   *
   * @param codes row-major, a row a sentence
   * @param size of a code
   * @param most how many pairs
   */
  static List<NearSentences> of(List<String> sentences, float[] codes, int size, int most) {
    UnitVectors units = UnitVectors.of(codes, sentences.size(), size);
    List<NearSentences> pairs = new ArrayList<>();
    int count = Math.min(most, sentences.size());
    for (int k = 0; k < count; k++) {
      int i = (int) ((long) k * sentences.size() / count);
      int nearest = -1;
      for (int j = 0; j < sentences.size(); j++) {
        if (!sentences.get(j).equals(sentences.get(i))
            && (nearest < 0 || units.cosine(i, j) > units.cosine(i, nearest))) {
          nearest = j;
        }
      }
      if (nearest >= 0) {
        pairs.add(
            new NearSentences(sentences.get(i), sentences.get(nearest), units.cosine(i, nearest)));
      }
    }
    return pairs;
  }
}
