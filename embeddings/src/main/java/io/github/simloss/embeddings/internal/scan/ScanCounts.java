package io.github.simloss.embeddings.internal.scan;

/** What a scan counts beside the rows that it hands over. */
public final class ScanCounts {
  private long rows;
  private long emptyWords;
  private long malformedWords;
  private String firstEmpty;
  private String firstMalformed;

  /** Nothing counted yet. */
  public ScanCounts() {}

  /** Counts of an earlier scan, whose places are not known. */
  public ScanCounts(long rows, long emptyWords, long malformedWords) {
    this.rows = rows;
    this.emptyWords = emptyWords;
    this.malformedWords = malformedWords;
  }

  /** Counts rows of the file, those without a word included. */
  public void addRows(long count) {
    rows += count;
  }

  /** Counts rows without a word; the place of the first of them is as messages say it. */
  public void addEmptyWords(long count, String place) {
    emptyWords += count;
    if (firstEmpty == null) {
      firstEmpty = place;
    }
  }

  /** Counts words that are not valid in the charset, as above. */
  public void addMalformedWords(long count, String place) {
    malformedWords += count;
    if (firstMalformed == null) {
      firstMalformed = place;
    }
  }

  /** Rows of the file, those without a word included. */
  public long rows() {
    return rows;
  }

  /** Rows without a word. */
  public long emptyWords() {
    return emptyWords;
  }

  /** Words that are not valid in the charset. */
  public long malformedWords() {
    return malformedWords;
  }

  /** Where the first row without a word is; {@code null} if that is not known. */
  public String firstEmpty() {
    return firstEmpty;
  }

  /** Where the first malformed word is; {@code null} if that is not known. */
  public String firstMalformed() {
    return firstMalformed;
  }
}
