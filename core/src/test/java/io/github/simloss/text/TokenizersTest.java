package io.github.simloss.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TokenizersTest {
  @Test
  void wordsDropsPunctuationAndLowerCases() {
    assertEquals(
        List.of("don", "t", "panic", "café_2", "北海道"),
        Tokenizers.WORDS.tokenize("Don't PANIC! Café_2 -- 北海道"));
  }

  /** Variation selectors, joiners and marks are word characters to Unicode, but no words. */
  @Test
  void aWordHoldsALetterOrDigit() {
    String[] nothing = {
      "\u2764\ufe0f", // a red heart
      "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67", // a family
      "\ud83c\udff3\ufe0f\u200d\ud83c\udf08", // a flag
      "\u200d \u200c \ufe0f \u0301 \u034f",
      "_ __ \u203f \u20e3",
      "\u3164 \u115f\u1160 \uffa0",
    };
    for (String text : nothing) {
      assertEquals(List.of(), Tokenizers.WORDS.tokenize(text), text);
    }
    assertEquals(
        List.of("love", "you", "2"),
        Tokenizers.WORDS.tokenize("love\u200d\u2764\ufe0fyou \u20602\ufe0f"));
    assertEquals(List.of("_a", "b_", "__c__"), Tokenizers.WORDS.tokenize("_a b_ __c__"));
  }

  @Test
  void marksAndJoinersInsideWordsStay() {
    // An accent of its own, Hindi with a virama and a joiner, Persian with a non-joiner.
    for (String word :
        List.of(
            "cafe\u0301",
            "\u0915\u094d\u200d\u0937\u093f",
            "\u0645\u06cc\u200c\u062f\u0647\u062f")) {
      assertEquals(List.of(word), Tokenizers.WORDS.tokenize(word), word);
    }
    assertEquals(
        List.of("\u24d0", "\u2163".toLowerCase(Locale.ROOT), "\u0664\u0662"),
        Tokenizers.WORDS.tokenize("\u24b6 \u2163 \u0664\u0662"),
        "circled, Roman, Arabic");
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
    assertTrue(e.getMessage().contains("use one of words, words+case, "), e.getMessage());
  }

  @Test
  void caseAndPunctuationAreKeptOnRequest() {
    String text = "Don't PANIC! Café_2 \u2014 \ud83d\ude00 _ \u2764\ufe0f";
    assertEquals(
        List.of("Don", "t", "PANIC", "Café_2"), Tokenizers.byName("words+case").tokenize(text));
    assertEquals(
        List.of("don", "'", "t", "panic", "!", "café_2", "\u2014", "\ud83d\ude00", "\u2764"),
        Tokenizers.byName("words+punctuation").tokenize(text));
    assertEquals(
        List.of("Don", "'", "t", "PANIC", "!", "Café_2", "\u2014", "\ud83d\ude00", "\u2764"),
        Tokenizers.byName("words+case+punctuation").tokenize(text));
    assertEquals(
        List.of("Don't", "PANIC!", "Café_2"),
        Tokenizers.byName("whitespace+case").tokenize("Don't PANIC! Café_2"));
  }

  @Test
  void everyOneHasItsOwnNameAndPattern() {
    for (String name : Tokenizers.names()) {
      Tokenizer tokenizer = Tokenizers.byName(name);
      assertEquals(name, tokenizer.name());
      assertEquals(!name.contains("+case"), tokenizer.lowerCase(), name);
      List<String> found =
          Pattern.compile(tokenizer.pattern(), Pattern.UNICODE_CHARACTER_CLASS)
              .matcher(tokenizer.lowerCase() ? "one, two!" : "One, Two!")
              .results()
              .map(MatchResult::group)
              .toList();
      assertEquals(found, tokenizer.tokenize("One, Two!"), name);
    }
  }

  private record Others(String name, List<String> tokens) implements Tokenizer {
    @Override
    public List<String> tokenize(String sentence) {
      return tokens;
    }
  }

  private static String refused(Tokenizer... others) {
    return assertThrows(
            SimlossException.class,
            () -> {
              Map<String, Tokenizer> named =
                  Tokenizers.byName(List.of(Tokenizers.WORDS), List.of(others));
              named.get(others[0].name()).tokenize("any");
            })
        .getMessage();
  }

  @Test
  void thoseOfOthersAreChecked() {
    List<String> fine = List.of("a", "b.");
    Map<String, Tokenizer> named =
        Tokenizers.byName(List.of(Tokenizers.WORDS), List.of(new Others("mine-2", fine)));
    assertEquals(List.of("words", "mine-2"), List.copyOf(named.keySet()));
    assertEquals(fine, named.get("mine-2").tokenize("any"));
    assertTrue(refused(new Others("words", fine)).contains("two classes make a tokenizer"));
    assertTrue(refused(new Others("a\tb", fine)).contains("letters, digits"));
    for (String token : List.of("", "a b", "a\tb", "a\u00a0b", "\u2028")) {
      String message = refused(new Others("mine", List.of("fine", token)));
      assertTrue(message.startsWith("the tokenizer mine made a token "), message);
    }
  }
}
