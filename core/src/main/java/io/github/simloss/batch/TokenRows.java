package io.github.simloss.batch;

import java.util.Arrays;
import java.util.Objects;

/**
 * Sentences as token ids, padded to one length. Row {@code b} holds {@code lengths[b]} real ids and
 * then the padding id. Immutable by contract: the arrays are not copied, and nobody writes to them.
 *
 * @since 0.2.0
 */
public final class TokenRows {
  private final int maxLength;
  private final int[] tokens;
  private final int[] lengths;
  private final int tokenCount;
  private final int longest;

  /**
   * @param maxLength T, the padded length, at least 1
   * @param tokens ids, row-major, B x T
   * @param lengths real ids of each row, B values, each in 1..T
   * @throws IllegalArgumentException if the shapes disagree or a length is out of range
   */
  public TokenRows(int maxLength, int[] tokens, int[] lengths) {
    if (maxLength < 1
        || lengths.length == 0
        || tokens.length != (long) maxLength * lengths.length) {
      throw new IllegalArgumentException(
          "a batch of "
              + lengths.length
              + " rows of length "
              + maxLength
              + " cannot hold "
              + tokens.length
              + " ids");
    }
    for (int length : lengths) {
      if (length < 1 || length > maxLength) {
        throw new IllegalArgumentException("length " + length + " is outside 1.." + maxLength);
      }
    }
    this.maxLength = maxLength;
    this.tokens = tokens;
    this.lengths = lengths;
    this.tokenCount = Arrays.stream(lengths).sum();
    this.longest = Arrays.stream(lengths).max().getAsInt();
  }

  /**
   * Pads sentences to one length.
   *
   * @param sentences ids of each sentence, none empty or longer than {@code maxLength}
   * @param maxLength T
   * @param paddingId the id that fills the rest of a row
   * @return the rows in the order given
   * @throws IllegalArgumentException if there is no sentence, or one is empty or longer
   */
  public static TokenRows of(int[][] sentences, int maxLength, int paddingId) {
    if (maxLength < 1) {
      throw new IllegalArgumentException("maxLength is " + maxLength + "; it must be at least 1");
    }
    int[] tokens = new int[Math.multiplyExact(sentences.length, maxLength)];
    int[] lengths = new int[sentences.length];
    Arrays.fill(tokens, paddingId);
    for (int b = 0; b < sentences.length; b++) {
      if (sentences[b].length > maxLength) {
        throw new IllegalArgumentException(
            "length " + sentences[b].length + " is outside 1.." + maxLength);
      }
      System.arraycopy(sentences[b], 0, tokens, b * maxLength, sentences[b].length);
      lengths[b] = sentences[b].length;
    }
    return new TokenRows(maxLength, tokens, lengths);
  }

  /** B, the number of sentences. */
  public int size() {
    return lengths.length;
  }

  /** T, the padded length of every row. */
  public int maxLength() {
    return maxLength;
  }

  /** The longest real row: no engine needs to compute beyond it. */
  public int longest() {
    return longest;
  }

  /** How many ids are real (not padding): the sum of all lengths. */
  public int tokenCount() {
    return tokenCount;
  }

  /** The ids, row-major, B x T; not to be written to. */
  public int[] tokens() {
    return tokens;
  }

  /** The real length of each row, B values; not to be written to. */
  public int[] lengths() {
    return lengths;
  }

  /**
   * The real ids of a row, copied.
   *
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public int[] row(int b) {
    Objects.checkIndex(b, lengths.length);
    return Arrays.copyOfRange(tokens, b * maxLength, b * maxLength + lengths[b]);
  }

  /**
   * Some of the rows, as long as these.
   *
   * @param from the first
   * @param to behind the last
   * @throws IndexOutOfBoundsException if there are no such rows
   * @throws IllegalArgumentException if they are none
   */
  public TokenRows rows(int from, int to) {
    Objects.checkFromToIndex(from, to, lengths.length);
    return new TokenRows(
        maxLength,
        Arrays.copyOfRange(tokens, from * maxLength, to * maxLength),
        Arrays.copyOfRange(lengths, from, to));
  }

  /**
   * The id at row {@code b}, time {@code t}, padding included.
   *
   * @throws IndexOutOfBoundsException if there is no such row, or t is not in [0, T)
   */
  public int token(int b, int t) {
    return tokens[
        Objects.checkIndex(b, lengths.length) * maxLength + Objects.checkIndex(t, maxLength)];
  }

  /**
   * Checks that every real id is in {@code [0, limit)}.
   *
   * @param limit the number of rows of the embedding
   * @throws IllegalArgumentException naming the row, the time and both numbers
   */
  public void requireIdsBelow(int limit) {
    for (int b = 0; b < size(); b++) {
      for (int t = 0; t < lengths[b]; t++) {
        int id = token(b, t);
        if (id < 0 || id >= limit) {
          throw new IllegalArgumentException(
              "id " + id + " in row " + b + " at time " + t + " is outside [0, " + limit + ")");
        }
      }
    }
  }
}
