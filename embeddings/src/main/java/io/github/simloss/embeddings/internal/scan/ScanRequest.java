package io.github.simloss.embeddings.internal.scan;

/**
 * What is asked of a scan.
 *
 * @param wanted the words to keep; {@code null} for all
 * @param values what becomes of the numbers
 */
public record ScanRequest(WantedWords wanted, Values values) {

  /** What becomes of a row's numbers. */
  public enum Values {
    /** They are read; NaN and infinity are errors. */
    FINITE,
    /** They are read as they are. */
    ANY,
    /** They are passed over. */
    NONE
  }
}
