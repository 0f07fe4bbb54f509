package io.github.simloss.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TokenizersTest {
  @Test
  void wordsDropsPunctuationAndLowerCases() {
    assertEquals(
        List.of("don", "t", "panic", "café_2", "北海道"),
        Tokenizers.WORDS.tokenize("Don't PANIC! Café_2 -- 北海道"));
  }

  @Test
  void whitespaceKeepsPunctuation() {
    assertEquals(
        List.of("good", ",", "n't", "_num_", "."),
        Tokenizers.WHITESPACE.tokenize("  Good ,\tn't\u00a0_NUM_ . "));
  }

  @Test
  void nothingGivesNothing() {
    assertEquals(List.of(), Tokenizers.WORDS.tokenize(" ... "));
    assertEquals(List.of(), Tokenizers.WHITESPACE.tokenize("  "));
  }

  @Test
  void lowerCasingIgnoresTheMachinesLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertEquals(List.of("title"), Tokenizers.WORDS.tokenize("TITLE"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void unknownNameListsThoseThereAre() {
    SimlossException e = assertThrows(SimlossException.class, () -> Tokenizers.byName("letters"));
    assertTrue(e.getMessage().contains("words or whitespace"), e.getMessage());
  }
}
