package io.github.simloss.embeddings;

import java.util.List;

/**
 * Which forms of a word are looked up, one after the other, until one is in the file. The word that
 * was asked for is changed, never the words of the file.
 *
 * @param forms in the order in which they are tried; at least one
 */
public record Lookup(List<Form> forms) {
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
