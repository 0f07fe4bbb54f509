package io.github.simloss.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.text.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbeddingTableTest {
  private static WordVectors vectors(Map<String, float[]> map) {
    return new WordVectors() {
      @Override
      public int dimension() {
        return 2;
      }

      @Override
      public float[] vector(String word) {
        return map.get(word);
      }
    };
  }

  private static float[] row(EmbeddingTable table, int id) {
    return Arrays.copyOfRange(table.rows(), id * table.dimension(), (id + 1) * table.dimension());
  }

  @Test
  void missingWordsAreDrawnBySeedAndWordAlone() {
    WordVectors known = vectors(Map.of("a", new float[] {1, 2}));
    Vocabulary small = new Vocabulary.Builder().add(List.of("a", "a", "x")).build(1, 9);
    Vocabulary large = new Vocabulary.Builder().add(List.of("a", "b", "b", "x")).build(1, 9);
    EmbeddingTable first = EmbeddingTable.of(small, known, false, 1);
    EmbeddingTable second = EmbeddingTable.of(large, known, false, 1);
    assertArrayEquals(new float[] {1, 2}, row(first, small.id("a")));
    assertArrayEquals(row(first, small.id("x")), row(second, large.id("x")));
    assertFalse(
        Arrays.equals(
            row(first, small.id("x")),
            row(EmbeddingTable.of(small, known, false, 2), small.id("x"))));
    for (float value : row(first, small.id("x"))) {
      assertTrue(Math.abs(value) <= 1.2f);
    }
    assertEquals(1, first.coverage().words());
    assertEquals(2, first.coverage().allWords());
    assertEquals(2.0 / 3, first.coverage().share(), 1e-12);
  }

  @Test
  void bigramsHaveBothVectors() {
    WordVectors known = vectors(Map.of("a", new float[] {1, 2}, "b", new float[] {3, 4}));
    Vocabulary vocabulary = new Vocabulary.Builder().add(List.of("a b", "b x")).build(1, 9);
    EmbeddingTable table = EmbeddingTable.of(vocabulary, known, true, 1);
    assertEquals(4, table.dimension());
    assertArrayEquals(new float[] {1, 2, 3, 4}, row(table, vocabulary.id("a b")));
    assertArrayEquals(new float[] {3, 4}, Arrays.copyOf(row(table, vocabulary.id("b x")), 2));
    assertEquals(1, table.coverage().words());
  }
}
