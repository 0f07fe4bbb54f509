package io.github.simloss.evaluate.reconstruction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.encoding.ModelVectors;
import io.github.simloss.text.SentenceCodec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a model must beat, and whether it tells sentences apart. */
class ConstantAnswerTest {
  private static final List<String> WORDS = List.of("of", "good", "fine", "bad", "car");

  /** Unit vectors at these angles: "good" lies in the middle of the others, "car" apart. */
  private static final double[] DEGREES = {180, 0, 20, -20, 90};

  private static TokenPair pair(String target, String output) {
    return new TokenPair(Arrays.asList(target.split(" ")), Arrays.asList(output.split(" ")));
  }

  private static ModelVectors vectors(SentenceCodec codec) {
    int size = codec.vocabulary().size();
    float[] rows = new float[size * 2];
    for (int k = 0; k < WORDS.size(); k++) {
      int id = codec.vocabulary().find(WORDS.get(k));
      rows[2 * id] = (float) (3 * Math.cos(Math.toRadians(DEGREES[k])));
      rows[2 * id + 1] = (float) (3 * Math.sin(Math.toRadians(DEGREES[k])));
    }
    return new ModelVectors(codec, rows, 2);
  }

  @Test
  void eachMetricTakesTheBetterOfFrequentAndCentral() {
    List<TokenPair> pairs =
        List.of(pair("of of good", "x x x"), pair("of fine bad", "x x x"), pair("fine bad", "x x"));
    ModelVectors vectors = vectors(Words.codec(false, String.join(" ", WORDS)));
    ConstantAnswer constant =
        ConstantAnswer.of(
            pairs, ReconstructionMetrics.all(new VocabularySimilarity(vectors, null, 3)), vectors);
    assertEquals("of", constant.answers().get("tokenAccuracy").word(), "3 of 8");
    assertEquals(3 / 8.0, constant.answers().get("tokenAccuracy").value());
    assertEquals("good", constant.answers().get("meanCosine").word());
    double cosine = -3 + 1 + 4 * Math.cos(Math.toRadians(20));
    assertEquals(cosine / 8, constant.answers().get("meanCosine").value(), 1e-6);
    // "fine" and "bad" have "good" among their nearest three, itself counted; "of" has not.
    assertEquals("good", constant.answers().get("nearSynonymRate").word());
    assertEquals(4 / 7.0, constant.answers().get("nearSynonymRate").value(), 1e-9);
  }

  @Test
  void nothingIsMeasuredOfNothing() {
    ModelVectors vectors = vectors(Words.codec(false, String.join(" ", WORDS)));
    List<ReconstructionMetric> metrics =
        ReconstructionMetrics.all(new VocabularySimilarity(vectors, null, 3));
    assertTrue(ConstantAnswer.of(List.of(), metrics, vectors).answers().isEmpty());
  }

  private static AnswerVariety variety(int targets, int answers) {
    return AnswerVariety.of(
        IntStream.range(0, targets)
            .mapToObj(k -> pair("the w" + k, "the a" + k % answers))
            .toList());
  }

  @Test
  void oneAnswerToAllIsACollapse() {
    assertTrue(variety(8, 1).isCollapsed());
    assertTrue(variety(200, 10).isCollapsed());
    assertEquals(new AnswerVariety(200, 10, 201, 11), variety(200, 10));
  }

  @Test
  void aModelThatTellsSentencesApartHasNot() {
    assertFalse(variety(8, 2).isCollapsed());
    assertFalse(variety(200, 11).isCollapsed());
    assertFalse(variety(7, 1).isCollapsed(), "too few sentences to tell");
    assertFalse(AnswerVariety.of(List.of()).isCollapsed());
  }

  /** The same two words in every order are no more than one answer. */
  @Test
  void manyOrdersOfFewWordsAreACollapse() {
    List<TokenPair> pairs =
        IntStream.range(0, 100)
            .mapToObj(
                k ->
                    pair(
                        "w" + k + " v" + k,
                        String.join(" ", Integer.toBinaryString(k + 128).split(""))))
            .toList();
    assertEquals(100, AnswerVariety.of(pairs).answers());
    assertTrue(AnswerVariety.of(pairs).isCollapsed());
  }
}
