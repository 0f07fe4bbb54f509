package io.github.simloss.train.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.text.SentenceCodec;
import io.github.simloss.text.SentenceForm;
import io.github.simloss.text.Tokenizers;
import io.github.simloss.text.Vocabulary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentenceLengthsTest {
  private static SentenceLengths lengths(int maxLength, boolean bigrams, List<Integer> words) {
    SentenceCodec codec =
        new SentenceCodec(
            Tokenizers.WORDS,
            bigrams,
            new Vocabulary.Builder().add(List.of("a")).build(1, 10),
            maxLength,
            SentenceForm.PUBLISHED);
    List<String> sentences =
        words.stream().map(n -> String.join(" ", Collections.nCopies(n, "a"))).toList();
    return SentenceLengths.of(codec, sentences);
  }

  @Test
  void aSentenceIsCutWhereItHasNoRoomForItsEnd() {
    assertEquals(new SentenceLengths(3, 0, 4, 5), lengths(5, false, List.of(4, 3, 1)));
    assertEquals(new SentenceLengths(3, 1, 4, 6), lengths(5, false, List.of(5, 4, 1)));
    assertTrue(lengths(5, false, List.of(4)).notice("dev").isEmpty());
  }

  @Test
  void pairsAreCountedWhereTokensArePairs() {
    int cut = lengths(5, true, List.of(6, 5, 4)).cut();
    assertEquals(1, cut, "five pairs of six words are one too many");
  }

  @Test
  void theNoticeSaysHowManyAndWhatToDo() {
    List<Integer> many = new ArrayList<>(Collections.nCopies(190, 10));
    many.addAll(Collections.nCopies(9, 30));
    many.add(500);
    String notice = lengths(15, false, many).notice("training").orElseThrow();
    assertTrue(notice.startsWith("10 of 200 training sentences (5.0 %)"), notice);
    assertTrue(notice.contains("more than 14 tokens"), notice);
    assertTrue(notice.contains("--max-length 31 would keep 99 % of them whole"), notice);
  }

  @Test
  void aFewAreAllKeptByOneNumber() {
    List<Integer> few = new ArrayList<>(Collections.nCopies(1999, 10));
    few.add(500);
    String notice = lengths(15, false, few).notice("dev").orElseThrow();
    assertTrue(notice.startsWith("1 of 2,000 dev sentences (under 0.1 %)"), notice);
    assertTrue(notice.contains("--max-length 501 would keep them whole"), notice);
    few.add(20_000);
    assertEquals(10_000, lengths(15, false, few).enough(), "the longest there may be");
  }
}
