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

  @Test
  void logitsAreThoseOfAllRowsAtATime() {
    ModelSpec spec = published(1000, 16);
    long bytes = 4L * 50 * spec.vocabularySize();
    assertDoesNotThrow(() -> MemoryNeed.requireLogits(spec, 50, "a beam of width 50", bytes));
    SimlossException e =
        assertThrows(
            SimlossException.class,
            () -> MemoryNeed.requireLogits(spec, 50, "a beam of width 50", bytes - 1));
    assertTrue(e.getMessage().startsWith("a beam of width 50 has 50,"), e.getMessage());
    assertThrows(
        SimlossException.class,
        () -> MemoryNeed.requireLogits(published(3_000_000, 1), 1000, "a beam", Long.MAX_VALUE));
  }

  @Test
  void aBatchIsHeldUntilItsWayBack() {
    ModelSpec spec = published(100, 16);
    long bytes = 2 * 4 * 16 * 4 * 1000L;
    assertDoesNotThrow(() -> MemoryNeed.requireTokens(spec, 1000, "a batch", bytes));
    SimlossException e =
        assertThrows(
            SimlossException.class,
            () -> MemoryNeed.requireTokens(spec, 1000, "a batch of 9 sentences", bytes - 1));
    assertTrue(
        e.getMessage().startsWith("a batch of 9 sentences, 1,000 tokens, needs"), e.getMessage());
  }
}
