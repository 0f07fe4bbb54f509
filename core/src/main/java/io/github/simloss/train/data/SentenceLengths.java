package io.github.simloss.train.data;

import io.github.simloss.run.RunConfig;
import io.github.simloss.text.SentenceCodec;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How many sentences of a text are longer than what a model reads of them.
 *
 * @param sentences all of them
 * @param cut those that are longer
 * @param kept the most tokens that are read of a sentence
 * @param enough the max length under which at most one sentence in a hundred is cut; under which
 *     none is, where that holds already
 * @since 0.2.0
 */
public record SentenceLengths(int sentences, int cut, int kept, int enough) {

  /**
   * Counts the tokens of sentences.
   *
   * @param codec how they become tokens, and where they are cut
   * @param sentences at least one
   */
  public static SentenceLengths of(SentenceCodec codec, List<String> sentences) {
    int[] lengths =
        sentences.parallelStream()
            .mapToInt(s -> SentenceCodec.tokens(codec.tokenizer(), codec.bigrams(), s).size())
            .sorted()
            .toArray();
    int kept = codec.maxLength() - 1;
    int cut = (int) Arrays.stream(lengths).filter(length -> length > kept).count();
    int hundredth = lengths.length / 100;
    int longest = lengths[lengths.length - 1 - (cut > hundredth ? hundredth : 0)];
    return new SentenceLengths(lengths.length, cut, kept, Math.min(longest + 1, RunConfig.LONGEST));
  }

  /** The share of the sentences that are cut, in [0, 1]. */
  public double share() {
    return (double) cut / sentences;
  }

  /**
   * What to say of it, in one line; empty if no sentence is cut.
   *
   * @param what the sentences are, for instance {@code training}
   */
  public Optional<String> notice(String what) {
    if (cut == 0) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%,d of %,d %s sentences (%s %%) have more than %,d tokens and are cut there, the rest"
                + " of them is not read; %s or split them into shorter sentences",
            cut,
            sentences,
            what,
            percent(),
            kept,
            advice()));
  }

  private String percent() {
    return cut * 1000L < sentences
        ? "under 0.1"
        : String.format(Locale.ROOT, "%.1f", 100 * share());
  }

  private String advice() {
    return kept + 1 == enough
        ? "that is as long as sentences may be:"
        : "--max-length "
            + enough
            + (sentences >= 100 && cut > sentences / 100
                ? " would keep 99 % of them whole,"
                : " would keep them whole,");
  }
}
