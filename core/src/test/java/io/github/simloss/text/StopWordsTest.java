package io.github.simloss.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class StopWordsTest {
  private final List<String> words = StopWords.english();

  @Test
  void theyAreFunctionWordsAndNoneTwice() {
    assertEquals(words.size(), new HashSet<>(words).size());
    assertTrue(words.size() > 250, words.size() + " words");
    assertTrue(
        words.containsAll(List.of("the", "of", "and", "she", "would", "not", "n't", "don't", ".")));
    for (String content : List.of("good", "food", "man", "say", "new", "two", "Articles", "#")) {
      assertEquals(content.equals("#"), words.contains(content), content);
    }
  }

  @Test
  void textAsTokenizersMakeItCanHoldThem() {
    for (String word : words) {
      assertEquals(word.toLowerCase(Locale.ROOT), word);
      assertEquals(List.of(word), Tokenizers.WHITESPACE.tokenize(word));
    }
  }

  @Test
  void contractionsAreThereAsRawTextIsCut() {
    for (String sentence : List.of("I don't", "She's", "we'll", "They've", "isn't it", "you're")) {
      for (String word : Tokenizers.WORDS.tokenize(sentence)) {
        assertTrue(words.contains(word), word + " of " + sentence);
      }
    }
    assertFalse(words.contains("cellar"));
  }
}
