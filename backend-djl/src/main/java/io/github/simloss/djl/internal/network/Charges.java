package io.github.simloss.djl.internal.network;

import io.github.simloss.batch.Batch;
import io.github.simloss.batch.TimeMajorRows;
import io.github.simloss.batch.WordBags;
import io.github.simloss.loss.Reduction;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.ModelSpec;

/**
 * What a decoder is fed with, and what its vectors are charged for.
 *
 * @param inputs the ids that an LSTM is fed with, time-major; {@code null} for a bag
 * @param stateRows the rows of an LSTM's states that are charged; {@code null} for a bag, where all
 *     are
 * @param bags the words of each charged row
 * @param divisor of the reduction
 */
public record Charges(long[] inputs, long[] stateRows, WordBags bags, double divisor) {

  /**
   * The charges of a batch.
   *
   * @param spec the decoder's
   * @param batch the sentences
   * @param words what targets weigh
   * @param reduction what is divided by
   */
  public static Charges of(ModelSpec spec, Batch batch, FrozenWords words, Reduction reduction) {
    int padding = spec.embedding().paddingId();
    long positions = (long) batch.size() * batch.target().maxLength();
    if (spec.decoder().kind() == DecoderKind.BAG) {
      WordBags bags = WordBags.of(batch.target(), padding, words.targetWeights());
      return new Charges(null, null, bags, reduction.divisor(bags.totalWeight(), positions));
    }
    TimeMajorRows.Targets targets = new TimeMajorRows(batch.target()).targets(padding);
    long[] inputs = new TimeMajorRows(batch.previous()).shifted(spec.embedding().startId());
    double divisor = reduction.divisor(targets.ids().length, positions);
    return new Charges(inputs, targets.rows(), WordBags.single(targets.ids()), divisor);
  }

  /** Whether nothing is charged: a loss of 0 without a gradient. */
  public boolean areNone() {
    return bags.ids().length == 0 || divisor == 0;
  }
}
