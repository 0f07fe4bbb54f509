package io.github.simloss.batch;

/**
 * What a step reads: the sentences that are encoded and, row by row, those that the decoder is
 * charged for. They are the same unless the source has noise, or lacks tokens that are asked for.
 *
 * @param source what the encoder reads
 * @param target what the decoder is charged for; an LSTM decoder spells a row to its last id
 * @param previous as {@code target}, for an LSTM decoder to be fed with: at time t it reads the id
 *     at t - 1, {@code <start>} at first. Another object than {@code target} only if some of its
 *     ids were replaced
 * @since 0.1.0
 */
public record Batch(TokenRows source, TokenRows target, TokenRows previous) {
  /** Checks that the parts have the same rows. */
  public Batch {
    if (source.size() != target.size()) {
      throw new IllegalArgumentException(
          source.size() + " sentences to encode for " + target.size() + " to decode");
    }
    boolean same = previous.size() == target.size();
    for (int b = 0; same && previous != target && b < target.size(); b++) {
      same = previous.lengths()[b] == target.lengths()[b];
    }
    if (!same) {
      throw new IllegalArgumentException("what the decoder is fed with has other lengths");
    }
  }

  /**
   * Sentences to decode from others.
   *
   * @param source what the encoder reads
   * @param target what the decoder is charged for
   */
  public Batch(TokenRows source, TokenRows target) {
    this(source, target, target);
  }

  /** Sentences that are decoded as they are encoded. */
  public static Batch of(TokenRows sentences) {
    return new Batch(sentences, sentences);
  }

  /**
   * Sentences that are decoded as they are encoded, padded to one length.
   *
   * @param sentences ids of each sentence, none empty or longer than {@code maxLength}
   * @param maxLength T
   * @param paddingId the id that fills the rest of a row
   */
  public static Batch of(int[][] sentences, int maxLength, int paddingId) {
    return of(TokenRows.of(sentences, maxLength, paddingId));
  }

  /**
   * Some of the rows, at least one: parts that are the same object here are so there.
   *
   * @param from the first
   * @param to behind the last
   * @throws IndexOutOfBoundsException if there are no such rows
   */
  public Batch rows(int from, int to) {
    TokenRows asked = target.rows(from, to);
    return new Batch(
        source == target ? asked : source.rows(from, to),
        asked,
        previous == target ? asked : previous.rows(from, to));
  }

  /** B, the number of sentences. */
  public int size() {
    return target.size();
  }

  /**
   * Checks that every real id is in {@code [0, limit)}.
   *
   * @param limit V
   * @throws IllegalArgumentException naming the row, the time and both numbers
   */
  public void requireIdsBelow(int limit) {
    source.requireIdsBelow(limit);
    if (target != source) {
      target.requireIdsBelow(limit);
    }
    if (previous != target) {
      previous.requireIdsBelow(limit);
    }
  }
}
