package io.github.simloss.model;

import io.github.simloss.text.SpecialToken;

/**
 * The frozen embedding and the ids with a meaning of their own.
 *
 * @param vocabularySize V, special tokens included
 * @param dimension d
 * @param maxLength T: sentences are cut to T - 1 tokens and closed with {@code <end>}
 * @param startId the id of {@code <start>}
 * @param unknownId the id of {@code <unk>}
 * @param endId the id of {@code <end>}
 * @param paddingId the id of {@code <pad>}
 * @since 0.2.0
 */
public record EmbeddingSpec(
    int vocabularySize,
    int dimension,
    int maxLength,
    int startId,
    int unknownId,
    int endId,
    int paddingId) {

  /** Checks the ranges. */
  public EmbeddingSpec {
    Checks.positive("vocabularySize", vocabularySize);
    Checks.positive("dimension", dimension);
    Checks.positive("maxLength", maxLength);
    id("startId", startId, vocabularySize);
    id("unknownId", unknownId, vocabularySize);
    id("endId", endId, vocabularySize);
    id("paddingId", paddingId, vocabularySize);
  }

  /**
   * The embedding of a vocabulary of this library, which begins with its special tokens.
   *
   * @param vocabularySize V, special tokens included
   * @param dimension d
   * @param maxLength T
   */
  public static EmbeddingSpec of(int vocabularySize, int dimension, int maxLength) {
    return new EmbeddingSpec(
        vocabularySize,
        dimension,
        maxLength,
        SpecialToken.START.id(),
        SpecialToken.UNKNOWN.id(),
        SpecialToken.END.id(),
        SpecialToken.PADDING.id());
  }

  private static void id(String name, int value, int limit) {
    if (value < 0 || value >= limit) {
      throw new IllegalArgumentException(name + " is " + value + ", outside [0, " + limit + ")");
    }
  }
}
