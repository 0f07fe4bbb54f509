package io.github.simloss.embeddings;

/**
 * Where a word's vector comes from.
 *
 * @since 0.1.0
 */
public enum Origin {
  /** The word itself is in the file. */
  EXACT,
  /** The word in lower case is. */
  LOWER_CASE,
  /** The word in normal form C is. */
  NFC,
  /** The word in lower case and normal form C is. */
  NFC_LOWER_CASE,
  /** The word is not in the file; its vector is the mean of its n-grams' (fastText models). */
  SUBWORDS,
  /** There is no vector. */
  NONE;

  /** The origin of a word found by one of its forms. */
  public static Origin of(Lookup.Form form) {
    return switch (form) {
      case EXACT -> EXACT;
      case LOWER_CASE -> LOWER_CASE;
      case NFC -> NFC;
      case NFC_LOWER_CASE -> NFC_LOWER_CASE;
    };
  }

  /** Whether a form of the word is in the file's vocabulary. */
  public boolean inVocabulary() {
    return this != SUBWORDS && this != NONE;
  }
}
