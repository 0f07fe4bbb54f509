package io.github.simloss.cli.option.training;

import io.github.simloss.batch.Noise;
import io.github.simloss.cli.console.UsageException;
import io.github.simloss.cli.help.InSection;
import io.github.simloss.cli.help.Section;
import io.github.simloss.cli.usage.Bounds;
import io.github.simloss.cli.usage.PartOf;
import io.github.simloss.model.DecoderKind;
import picocli.CommandLine.Option;

/** What is spoiled of sentences in training. */
@InSection(Section.TRAINING)
public final class NoiseFlags {
  @Bounds(from = 0, to = 1)
  @Option(
      names = "--word-dropout",
      paramLabel = "X",
      description = "Share of the encoder's words left out in training. Default: 0.")
  private Double wordDropout;

  @Bounds(from = 0, to = 1)
  @Option(
      names = "--word-swap",
      paramLabel = "X",
      description = "Share of the encoder's words swapped with the next in training. Default: 0.")
  private Double wordSwap;

  @Bounds(from = 0, to = 1)
  @PartOf("--decoder")
  @Option(
      names = "--decoder-word-dropout",
      paramLabel = "X",
      description = "Share of words the decoder lstm is fed as <unk> in training. Default: 0.")
  private Double decoderWordDropout;

  /** Takes from others what was not given here and holds for every decoder. */
  public void fill(NoiseFlags others) {
    wordDropout = or(wordDropout, others.wordDropout);
    wordSwap = or(wordSwap, others.wordSwap);
  }

  /**
   * With nothing filled in but zeros.
   *
   * @param decoder that is trained
   */
  public Noise settings(DecoderKind decoder) {
    if (decoderWordDropout != null && decoder == DecoderKind.BAG) {
      throw new UsageException(
          "--decoder-word-dropout is for the decoder lstm; bag is fed nothing");
    }
    try {
      return new Noise(or(wordDropout, 0.0), or(wordSwap, 0.0), or(decoderWordDropout, 0.0));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private static <T> T or(T value, T fallback) {
    return value == null ? fallback : value;
  }
}
