package io.github.simloss.embeddings;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/**
 * Which forms of a word are looked up, one after the other, until one is in the file. The word that
 * was asked for is changed, never the words of the file.
 *
 * @param forms in the order in which they are tried; at least one
 * @since 0.1.0
 */
public record Lookup(List<Form> forms) {
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

  /** The word as it is and nothing else. */
  public static final Lookup EXACT = of(Form.EXACT);

  /** The word as it is, then in lower case, then in normal form C, then both. */
  public static final Lookup LENIENT =
      of(Form.EXACT, Form.LOWER_CASE, Form.NFC, Form.NFC_LOWER_CASE);

  /** Checks and copies the forms. */
  public Lookup {
    forms = List.copyOf(forms);
    if (forms.isEmpty()) {
      throw new IllegalArgumentException("a lookup needs at least one form");
    }
  }

  /** A lookup of some forms in their order. */
  public static Lookup of(Form... forms) {
    return new Lookup(List.of(forms));
  }
}
