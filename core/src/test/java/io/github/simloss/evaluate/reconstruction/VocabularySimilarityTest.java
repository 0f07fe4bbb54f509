package io.github.simloss.evaluate.reconstruction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.encoding.ModelVectors;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.text.SentenceCodec;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Near words against the slow way, and words that are not in the vocabulary. */
class VocabularySimilarityTest {
  private static final int D = 3;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 30, 1000})
  void nearestAsTheLossFindsThem(int neighbours) {
    long seed = 7L + neighbours;
    String text = String.join(" ", IntStream.range(0, 30).mapToObj(i -> "w" + i).toList());
    SentenceCodec codec = Words.codec(false, text);
    int size = codec.vocabulary().size();
    float[] rows = Words.rows(new SeededRandom(seed), size, D);
    VocabularySimilarity similarity =
        new VocabularySimilarity(new ModelVectors(codec, rows, D), null, neighbours);
    int words = size - 4;
    float[] own = java.util.Arrays.copyOfRange(rows, 4 * D, rows.length);
    UnitVectors units = UnitVectors.of(own, words, D);
    for (int i = 0; i < words; i++) {
      List<Integer> near =
          IntStream.of(units.nearest(i, Math.min(neighbours, words))).boxed().toList();
      for (int j = 0; j < words; j++) {
        String a = codec.vocabulary().word(4 + i);
        String b = codec.vocabulary().word(4 + j);
        assertEquals(near.contains(j), similarity.isNear(a, b), "seed " + seed + " " + a + " " + b);
        assertEquals(i == j ? 1 : units.cosine(i, j), similarity.cosine(a, b), 1e-6);
      }
      assertFalse(similarity.isNear(codec.vocabulary().word(4 + i), "<unk>"));
    }
  }

  @Test
  void wordsOutsideTheVocabulary() {
    SentenceCodec codec = Words.codec(false, "taste car");
    float[] rows = new float[6 * 2];
    int taste = codec.vocabulary().find("taste");
    int car = codec.vocabulary().find("car");
    rows[2 * taste] = 3;
    rows[2 * car + 1] = 5;
    ModelVectors own = new ModelVectors(codec, rows, 2);
    VocabularySimilarity open =
        new VocabularySimilarity(own, Words.vectors(Map.of("flavor", new float[] {2, 1})), 2);
    assertEquals(2 / Math.sqrt(5), open.cosine("flavor", "taste"), 1e-6);
    assertTrue(open.isNear("flavor", "taste"), "the nearest besides itself");
    assertFalse(open.isNear("flavor", "car"));
    assertFalse(open.isNear("taste", "flavor"), "flavor cannot come out of the model");
    assertEquals(0, open.cosine("taste", "unheard"));
    assertFalse(open.isNear("unheard", "taste"));
    assertTrue(open.isNear("unheard", "unheard"));
    VocabularySimilarity closed = new VocabularySimilarity(own, null, 2);
    assertEquals(0, closed.cosine("flavor", "taste"));
    assertThrows(IllegalArgumentException.class, () -> new VocabularySimilarity(own, null, 0));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new VocabularySimilarity(
                own, Words.vectors(Map.of("flavor", new float[] {2, 1, 0})), 2));
  }

  @Test
  void bigramsGiveTheirSingleWords() {
    SentenceCodec codec = Words.codec(true, "the taste car", "alone");
    int size = codec.vocabulary().size();
    float[] rows = new float[size * 4];
    int first = codec.vocabulary().find("the taste");
    int second = codec.vocabulary().find("taste car");
    System.arraycopy(new float[] {1, 2, 3, 4}, 0, rows, 4 * first, 4);
    System.arraycopy(new float[] {3, 4, 5, 6}, 0, rows, 4 * second, 4);
    ModelVectors own = new ModelVectors(codec, rows, 4);
    assertEquals(2, own.dimension());
    assertEquals(List.of(1f, 2f), boxed(own.vector("the")));
    assertEquals(List.of(3f, 4f), boxed(own.vector("taste")));
    assertEquals(List.of(5f, 6f), boxed(own.vector("car")));
    assertTrue(own.contains("alone"));
    assertFalse(own.contains("<end>"), "what a lone word is paired with is no word");
    assertEquals(4, own.words().size());
  }

  private static List<Float> boxed(float[] values) {
    return IntStream.range(0, values.length).mapToObj(i -> values[i]).toList();
  }
}
