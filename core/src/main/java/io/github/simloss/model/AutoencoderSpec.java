package io.github.simloss.model;

/**
 * The shape of a sentence autoencoder: frozen embedding, one-layer LSTM encoder whose hidden state
 * at the last real token is the code, one-layer LSTM decoder started with h = code and c = 0,
 * linear map to V logits.
 *
 * @param vocabularySize V, special tokens included
 * @param embeddingDimension d
 * @param hiddenSize H, the size of the code
 * @param maxLength T: sentences are cut to T - 1 tokens and closed with {@code <end>}
 * @param startId the id of {@code <start>}
 * @param unknownId the id of {@code <unk>}
 * @param endId the id of {@code <end>}
 * @param paddingId the id of {@code <pad>}
 */
public record AutoencoderSpec(
    int vocabularySize,
    int embeddingDimension,
    int hiddenSize,
    int maxLength,
    int startId,
    int unknownId,
    int endId,
    int paddingId) {

  /** Checks the ranges. */
  public AutoencoderSpec {
    positive("vocabularySize", vocabularySize);
    positive("embeddingDimension", embeddingDimension);
    positive("hiddenSize", hiddenSize);
    positive("maxLength", maxLength);
    id("startId", startId, vocabularySize);
    id("unknownId", unknownId, vocabularySize);
    id("endId", endId, vocabularySize);
    id("paddingId", paddingId, vocabularySize);
  }

  private static void positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be at least 1");
    }
  }

  private static void id(String name, int value, int limit) {
    if (value < 0 || value >= limit) {
      throw new IllegalArgumentException(name + " is " + value + ", outside [0, " + limit + ")");
    }
  }
}
