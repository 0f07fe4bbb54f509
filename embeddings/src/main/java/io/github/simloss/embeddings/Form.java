package io.github.simloss.embeddings;

import java.text.Normalizer;
import java.util.Locale;

/** A form of a word that may be looked up where the word itself is missing. */
public enum Form {
  /** The word as it is. */
  EXACT,
  /** In lower case, by Unicode's rules for no language in particular. */
  LOWER_CASE,
  /** In Unicode's normal form C: letter and accent in one character. */
  NFC,
  /** In lower case and in normal form C. */
  NFC_LOWER_CASE;

  /** This form of a word. */
  public String of(String word) {
    return switch (this) {
      case EXACT -> word;
      case LOWER_CASE -> word.toLowerCase(Locale.ROOT);
      case NFC -> Normalizer.normalize(word, Normalizer.Form.NFC);
      case NFC_LOWER_CASE ->
          Normalizer.normalize(word.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    };
  }
}
