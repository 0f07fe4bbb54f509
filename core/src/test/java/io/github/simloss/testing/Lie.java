package io.github.simloss.testing;

/** Spoils what an engine computed, as a faulty native library would. */
@FunctionalInterface
public interface Lie {
  /** What an engine computes. */
  enum What {
    /** Of a batch, B x H. */
    CODES,
    /** Of a decoding step, R x V. */
    LOGITS,
    /** The error of a dev loss: one number, 0. */
    DEV_LOSS,
    /** One tensor of a model's gradients. */
    GRADIENT,
    /** The error of a loss alone: one number, 0. */
    LOSS,
    /** Of a loss alone, positions x V. */
    LOSS_GRADIENT,
    /** Of all words with their neighbours, V x N. */
    SIMILARITIES
  }

  /** May write to the values. */
  void spoil(What what, float[] values);

  /** Adds to one value of one kind, in arrays of at least so many values. */
  static Lie add(What kind, int index, int atLeast, double error) {
    return (what, values) -> {
      if (what == kind && values.length >= atLeast) {
        values[Math.floorMod(index, values.length)] += (float) error;
      }
    };
  }
}
