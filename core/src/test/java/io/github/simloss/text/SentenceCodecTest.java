package io.github.simloss.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SentenceCodecTest {
  private static final List<String> TEXT = List.of("the taste was good", "the place was so good");

  private static SentenceCodec codec(boolean bigrams, int maxLength) {
    Vocabulary.Builder builder = new Vocabulary.Builder();
    for (String line : TEXT) {
      builder.add(SentenceCodec.tokens(Tokenizers.WORDS, bigrams, line));
    }
    return new SentenceCodec(
        Tokenizers.WORDS, bigrams, builder.build(1, 100), maxLength, SentenceForm.PUBLISHED);
  }

  @Test
  void cutsAndClosesWithEnd() {
    SentenceCodec codec = codec(false, 4);
    int[] ids = codec.source("The taste, was so good!");
    assertEquals(4, ids.length);
    assertEquals(SpecialToken.END.id(), ids[3]);
    assertEquals("the taste was", codec.decode(ids));
  }

  @Test
  void anEmptySentenceIsEndAlone() {
    assertArrayEquals(new int[] {SpecialToken.END.id()}, codec(false, 4).source(""));
    assertEquals("", codec(false, 4).decode(new int[] {SpecialToken.END.id()}));
  }

  @Test
  void decodingStopsAtTheFirstEnd() {
    SentenceCodec codec = codec(false, 9);
    int good = codec.vocabulary().id("good");
    assertEquals("good", codec.decode(new int[] {good, SpecialToken.END.id(), good}));
  }

  @Test
  void bigramsComeBackAsTheSentence() {
    SentenceCodec codec = codec(true, 9);
    for (String line : TEXT) {
      assertEquals(line, codec.decode(codec.source(line)));
    }
    assertEquals(List.of("good <end>"), codec.tokens("good"));
  }

  @Test
  void bigramsThatDoNotOverlapKeepBothWords() {
    assertEquals(
        List.of("the", "taste", "so", "good"), Bigrams.words(List.of("the taste", "so good")));
    assertEquals(List.of("good"), Bigrams.words(List.of("good <end>")));
    assertEquals(List.of("<unk>", "so", "good"), Bigrams.words(List.of("<unk>", "so good")));
  }

  @Test
  void wordsAloneAreReadWithoutEndOrUnknown() {
    SentenceCodec plain = codec(false, 9);
    SentenceCodec words =
        new SentenceCodec(Tokenizers.WORDS, false, plain.vocabulary(), 9, SentenceForm.WORDS);
    int good = plain.vocabulary().id("good");
    int taste = plain.vocabulary().id("taste");
    assertArrayEquals(new int[] {taste, good}, words.source("taste zzz good <end>"));
    assertArrayEquals(new int[] {SpecialToken.UNKNOWN.id()}, words.source("zzz"));
    assertTrue(words.hasTarget("zzz good"));
    assertFalse(words.hasTarget("zzz"));
    assertTrue(plain.hasTarget("zzz"));
    int extra = plain.vocabulary().size();
    assertArrayEquals(new int[] {taste, extra}, words.source("taste zzz", token -> extra));
  }

  @Test
  void sourceAndTargetMayEndDifferently() {
    SentenceCodec plain = codec(false, 9);
    SentenceCodec codec =
        new SentenceCodec(
            Tokenizers.WORDS, false, plain.vocabulary(), 9, new SentenceForm(false, true, true));
    int good = plain.vocabulary().id("good");
    assertArrayEquals(new int[] {good, SpecialToken.UNKNOWN.id()}, codec.source("good zzz"));
    assertArrayEquals(
        new int[] {good, SpecialToken.UNKNOWN.id(), SpecialToken.END.id()},
        codec.target("good zzz"));
  }
}
