package io.github.simloss.batch;

import io.github.simloss.random.SeededRandom;

/**
 * What is spoiled in a training batch, so that an autoencoder learns more than to copy: words of
 * the source are left out or change places with their neighbours (denoising), and words that an
 * LSTM decoder is fed with become {@code <unk>}. What is charged for stays. The same for every
 * engine; never in evaluation.
 *
 * @param wordDropout the probability that a token of the source is left out, in [0, 1); one is
 *     always kept
 * @param wordSwap the probability that a token of the source and the next change places, in [0, 1]
 * @param decoderWordDropout the probability that a token a decoder is fed with becomes {@code
 *     <unk>}, in [0, 1]
 * @since 0.2.0
 */
public record Noise(double wordDropout, double wordSwap, double decoderWordDropout) {
  /** None. */
  public static final Noise NONE = new Noise(0, 0, 0);

  /** Checks the ranges. */
  public Noise {
    probability("wordDropout", wordDropout);
    probability("wordSwap", wordSwap);
    probability("decoderWordDropout", decoderWordDropout);
    if (wordDropout == 1) {
      throw new IllegalArgumentException("wordDropout is 1; it must be below 1");
    }
  }

  private static void probability(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be from 0 to 1");
    }
  }

  /**
   * A batch with noise.
   *
   * @param batch stays as it is
   * @param unknownId the id of {@code <unk>}
   * @param random drawn from sentence by sentence
   */
  public Batch apply(Batch batch, int unknownId, SeededRandom random) {
    TokenRows source =
        wordDropout == 0 && wordSwap == 0 ? batch.source() : source(batch.source(), random);
    TokenRows previous =
        decoderWordDropout == 0 ? batch.previous() : fed(batch.previous(), unknownId, random);
    return new Batch(source, batch.target(), previous);
  }

  private TokenRows source(TokenRows rows, SeededRandom random) {
    int[] tokens = rows.tokens().clone();
    int[] lengths = new int[rows.size()];
    for (int b = 0; b < rows.size(); b++) {
      int from = b * rows.maxLength();
      lengths[b] = drop(tokens, from, rows.lengths()[b], random);
      // A token moves by one place at most.
      for (int t = 0; t + 1 < lengths[b]; t++) {
        if (random.nextDouble() < wordSwap) {
          int moved = tokens[from + t];
          tokens[from + t] = tokens[from + t + 1];
          tokens[from + t + 1] = moved;
          t++;
        }
      }
    }
    return new TokenRows(rows.maxLength(), tokens, lengths);
  }

  /** Returns how many are left; what stands behind them nobody reads. */
  private int drop(int[] tokens, int from, int length, SeededRandom random) {
    if (wordDropout == 0) {
      return length;
    }
    int spared = random.nextInt(length);
    int kept = 0;
    for (int t = 0; t < length; t++) {
      boolean stays = random.nextDouble() >= wordDropout;
      if (stays || t == spared) {
        tokens[from + kept++] = tokens[from + t];
      }
    }
    return kept;
  }

  private TokenRows fed(TokenRows rows, int unknownId, SeededRandom random) {
    int[] tokens = rows.tokens().clone();
    for (int b = 0; b < rows.size(); b++) {
      for (int t = 0; t < rows.lengths()[b]; t++) {
        if (random.nextDouble() < decoderWordDropout) {
          tokens[b * rows.maxLength() + t] = unknownId;
        }
      }
    }
    return new TokenRows(rows.maxLength(), tokens, rows.lengths());
  }
}
