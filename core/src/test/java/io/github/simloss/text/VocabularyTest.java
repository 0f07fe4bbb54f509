package io.github.simloss.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  private static Vocabulary of(int minCount, int maxSize, String... sentences) {
    Vocabulary.Builder builder = new Vocabulary.Builder();
    for (String sentence : sentences) {
      builder.add(Tokenizers.WHITESPACE.tokenize(sentence));
    }
    return builder.build(minCount, maxSize);
  }

  @Test
  void idsFollowFallingCountThenWord() {
    Vocabulary vocabulary = of(1, 100, "b a c", "c b", "z c");
    assertEquals(
        List.of("<start>", "<unk>", "<end>", "<pad>", "c", "b", "a", "z"), vocabulary.words());
    assertEquals(3, vocabulary.count(4));
    assertEquals(3, vocabulary.count(SpecialToken.END.id()));
    assertEquals(SpecialToken.UNKNOWN.id(), vocabulary.id("nowhere"));
    assertEquals(-1, vocabulary.find("nowhere"));
  }

  @Test
  void pruningCountsWhatItLeavesOutAsUnknown() {
    Vocabulary vocabulary = of(2, 1, "a a a b b c <unk>");
    assertEquals(List.of("<start>", "<unk>", "<end>", "<pad>", "a"), vocabulary.words());
    assertEquals(2 + 1 + 1, vocabulary.count(SpecialToken.UNKNOWN.id()));
  }

  @Test
  void wordsCountedElsewhereMakeTheSame() {
    Vocabulary want = of(2, 3, "b a c <unk>", "c b", "z c a a", "z");
    Vocabulary got =
        new Vocabulary.Builder()
            .add("z", 1)
            .add("c", 3)
            .add("b", 2)
            .add("a", 3)
            .add("z", 1)
            .add("<unk>", 1)
            .add("never", 0)
            .addSentences(3)
            .addSentences(1)
            .build(2, 3);
    assertEquals(want.words(), got.words());
    for (int id = 0; id < want.size(); id++) {
      assertEquals(want.count(id), got.count(id), want.word(id));
    }
    Vocabulary.Builder builder = new Vocabulary.Builder();
    assertThrows(IllegalArgumentException.class, () -> builder.add("a", -1));
    assertThrows(IllegalArgumentException.class, () -> builder.addSentences(-1));
  }

  @Test
  void wordsWrittenLikeSpecialTokensAreUnknown() {
    Vocabulary vocabulary = of(1, 100, "<pad> <end> a");
    SentenceCodec codec =
        new SentenceCodec(Tokenizers.WHITESPACE, false, vocabulary, 5, SentenceForm.PUBLISHED);
    int unknown = SpecialToken.UNKNOWN.id();
    assertEquals(
        List.of(unknown, unknown, vocabulary.id("a"), SpecialToken.END.id()),
        java.util.Arrays.stream(codec.source("<pad> <end> a")).boxed().toList());
  }

  @Test
  void refusesWhatItsFileCouldNotHold() {
    List<String> words = List.of("<start>", "<unk>", "<end>", "<pad>", "a\tb");
    assertThrows(IllegalArgumentException.class, () -> new Vocabulary(words, new long[5]));
    List<String> twice = List.of("<start>", "<unk>", "<end>", "<pad>", "a", "a");
    assertThrows(IllegalArgumentException.class, () -> new Vocabulary(twice, new long[6]));
    assertThrows(IllegalArgumentException.class, () -> new Vocabulary(List.of("a"), new long[1]));
  }

  @Test
  void keepLeavesOutWordsAndCountsThemAsUnknown() {
    Vocabulary all =
        new Vocabulary.Builder()
            .add(List.of("a", "a", "a", "b", "b", "c", "d"))
            .add(List.of("<unk>"))
            .build(1, 10);
    Vocabulary some = all.keep(word -> !word.equals("b"), 2);
    assertEquals(List.of("a", "c"), some.words().subList(4, some.size()));
    assertEquals(1 + 2 + 1, some.count(SpecialToken.UNKNOWN.id()));
    assertEquals(3, some.count(some.id("a")));
    float[] weights = WordWeights.of(some, 1e-3);
    assertEquals(1e-3 / (1e-3 + 3.0 / 8), weights[some.id("a")], 1e-7);
    assertEquals(1, weights[SpecialToken.PADDING.id()]);
  }
}
