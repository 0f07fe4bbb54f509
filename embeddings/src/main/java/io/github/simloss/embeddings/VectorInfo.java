package io.github.simloss.embeddings;

/**
 * A summary of a vector file.
 *
 * @param layout how it is written
 * @param rows what its rows are
 * @param norms the Euclidean norms of the rows that are finite
 * @since 0.1.0
 */
public record VectorInfo(Layout layout, Rows rows, Norms norms) {
  /**
   * How a file of vectors is written.
   *
   * @param format its kind
   * @param gzip whether it is compressed
   * @param dimension d
   * @param claimedWords what its header says; -1 without a header
   * @param subwords whether words that are not in the file get a vector from their n-grams
   * @since 0.2.0
   */
  public record Layout(
      VectorFormat format, boolean gzip, int dimension, long claimedWords, boolean subwords) {}

  /**
   * Counts of rows.
   *
   * @param words distinct words; labels of a supervised model are not words
   * @param duplicates rows whose word had a row before
   * @param emptyWords rows without a word
   * @param malformedWords words whose bytes are not valid in the file's charset
   * @param nan rows that hold a NaN or an infinity; they have no part in the norms
   * @param zero rows of zeros
   * @since 0.2.0
   */
  public record Rows(
      long words, long duplicates, long emptyWords, long malformedWords, long nan, long zero) {}

  /**
   * Norms of rows; each NaN if there is none.
   *
   * @param min the least
   * @param mean the mean
   * @param max the greatest
   * @since 0.2.0
   */
  public record Norms(double min, double mean, double max) {}
}
