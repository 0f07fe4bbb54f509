package io.github.simloss.text;

/**
 * Which tokens of a sentence a model reads and writes beside the words of its vocabulary.
 *
 * @param sourceEnd whether {@code <end>} closes what the encoder reads
 * @param targetEnd whether {@code <end>} closes what the decoder is charged for; an LSTM decoder
 *     needs it to know when to stop
 * @param unknown whether a word that the vocabulary lacks is {@code <unk>}; else it is left out
 * @since 0.2.0
 */
public record SentenceForm(boolean sourceEnd, boolean targetEnd, boolean unknown) {
  /** As published: {@code <end>} everywhere, unknown words are {@code <unk>}. */
  public static final SentenceForm PUBLISHED = new SentenceForm(true, true, true);

  /** Words alone: no {@code <end>}, no {@code <unk>}. */
  public static final SentenceForm WORDS = new SentenceForm(false, false, false);

  /** Whether a model reads what it writes. */
  public boolean symmetric() {
    return sourceEnd == targetEnd;
  }
}
