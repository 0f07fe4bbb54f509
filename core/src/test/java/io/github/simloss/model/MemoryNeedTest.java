package io.github.simloss.model;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import org.junit.jupiter.api.Test;

class MemoryNeedTest {
  private static ModelSpec published(int words, int hidden) {
    return ModelSpec.published(EmbeddingSpec.of(words, 10, 15), hidden);
  }

  @Test
  void itIsThatOfWeightsAndOfAdamsMoments() {
    ModelSpec spec = published(100, 16);
    long frozen = 100 * 10;
    long lstm = 4 * 16 * (10 + 16 + 2);
    long trainable = 2 * lstm + 100 * 16 + 100;
    long bytes = 4 * frozen + 12 * trainable;
    assertDoesNotThrow(() -> MemoryNeed.require(spec, bytes));
    SimlossException e =
        assertThrows(SimlossException.class, () -> MemoryNeed.require(spec, bytes - 1));
    assertTrue(e.getMessage().startsWith("a model of 6,284 weights needs"), e.getMessage());
  }

  @Test
  void aTensorBeyondAnArrayIsNamed() {
    SimlossException e =
        assertThrows(
            SimlossException.class,
            () -> MemoryNeed.require(published(100, 65_536), Long.MAX_VALUE));
    assertTrue(e.getMessage().contains("encoder.weight_hh_l0"), e.getMessage());
  }
}
