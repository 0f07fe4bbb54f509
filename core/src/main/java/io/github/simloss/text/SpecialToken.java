package io.github.simloss.text;

/**
 * The four tokens every vocabulary begins with.
 *
 * @since 0.1.0
 */
public enum SpecialToken {
  /** The decoder's first input. */
  START(0, "<start>"),
  /** Any word outside the vocabulary. */
  UNKNOWN(1, "<unk>"),
  /** Closes every sentence. */
  END(2, "<end>"),
  /** Fills a batch's rows; never a target. */
  PADDING(3, "<pad>");

  private final int id;
  private final String text;

  SpecialToken(int id, String text) {
    this.id = id;
    this.text = text;
  }

  /** How it is written in a vocabulary file. */
  public String text() {
    return text;
  }

  /** Its id in every vocabulary. */
  public int id() {
    return id;
  }

  /** Whether a word is written like one of the four. */
  public static boolean isSpecial(String word) {
    for (SpecialToken token : values()) {
      if (token.text.equals(word)) {
        return true;
      }
    }
    return false;
  }
}
