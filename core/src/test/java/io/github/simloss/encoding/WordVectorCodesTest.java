package io.github.simloss.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.simloss.embedding.WordVectors;
import io.github.simloss.text.Tokenizers;
import io.github.simloss.text.Vocabulary;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The baselines of word vectors, by hand. */
class WordVectorCodesTest {
  private static final Map<String, float[]> WORDS =
      Map.of("so", new float[] {1, -2}, "good", new float[] {3, -6}, "bad", new float[] {2, 5});
  private static final WordVectors VECTORS =
      new WordVectors() {
        @Override
        public int dimension() {
          return 2;
        }

        @Override
        public float[] vector(String word) {
          return WORDS.get(word);
        }
      };

  @Test
  void theGreatestThenTheMean() {
    assertArrayEquals(
        new float[] {3, -2, 2, -4, 0, 0, 0, 0, 2, 5, 2, 5},
        new MaxMeanOfWordVectors(Tokenizers.WORDS, VECTORS)
            .encode(List.of("so good unheard", "?", "bad")),
        1e-6f);
  }

  @Test
  void sifByHand() {
    Vocabulary counts =
        new Vocabulary.Builder().add(List.of("so", "so", "so", "good")).build(1, Integer.MAX_VALUE);
    float[] codes =
        new SmoothInverseFrequency(Tokenizers.WORDS, VECTORS, counts)
            .encode(List.of("so good", "bad", "?"));
    double so = 1e-3 / (1e-3 + 0.75);
    double good = 1e-3 / (1e-3 + 0.25);
    // The mean of the first is along (1, -2), that of the second is the vector itself: not counted.
    double x = (so + 3 * good) / 2;
    double[][] rows = {{x, -2 * x}, {2, 5}, {0, 0}};
    // The first axis of two rows by the closed form of a 2 x 2 matrix.
    double a = rows[0][0] * rows[0][0] + 4;
    double b = rows[0][0] * rows[0][1] + 10;
    double d = rows[0][1] * rows[0][1] + 25;
    double angle = Math.atan2(2 * b, a - d) / 2;
    for (int row = 0; row < 3; row++) {
      double along = rows[row][0] * Math.cos(angle) + rows[row][1] * Math.sin(angle);
      assertEquals(rows[row][0] - along * Math.cos(angle), codes[2 * row], 1e-6, "row " + row);
      assertEquals(rows[row][1] - along * Math.sin(angle), codes[2 * row + 1], 1e-6, "row " + row);
    }
  }
}
