package io.github.simloss.embeddings;

/** What a scan counts beside the rows that it hands over. */
final class ScanCounts {
  /** Rows of the file, those without a word included. */
  long rows;

  long emptyWords;

  long malformedWords;

  /** Where the first row without a word is, as messages say it. */
  String firstEmpty;

  /** Where the first malformed word is. */
  String firstMalformed;

  void empty(String place) {
    emptyWords++;
    if (firstEmpty == null) {
      firstEmpty = place;
    }
  }

  void malformed(String place) {
    malformedWords++;
    if (firstMalformed == null) {
      firstMalformed = place;
    }
  }
}
