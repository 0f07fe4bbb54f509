package io.github.simloss.backend.decoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.simloss.model.EmbeddingSpec;
import io.github.simloss.model.ModelSpec;
import org.junit.jupiter.api.Test;

class MostProbableWordsTest {
  private final MostProbableWords words =
      new MostProbableWords(ModelSpec.published(EmbeddingSpec.of(8, 1, 5), 1));

  @Test
  void byFallingProbabilityTiesByRisingIdNoSpecialTokens() {
    float[] logits = {0, 0, 0, 0, 0, 0, 0, 0, 9, 9, 9, 9, 2, 5, 2, 5};
    assertArrayEquals(new int[] {5, 7, 4}, words.of(logits, 1, 3));
    assertArrayEquals(new int[] {4, 5}, words.of(logits, 0, 2));
    assertArrayEquals(new int[] {5, 7, 4, 6}, words.of(logits, 1, 100));
    assertArrayEquals(new int[0], words.of(logits, 1, 0));
  }
}
