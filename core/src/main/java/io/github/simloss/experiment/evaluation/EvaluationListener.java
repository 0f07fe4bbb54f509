package io.github.simloss.experiment.evaluation;

import io.github.simloss.evaluate.pairs.PairScores;
import io.github.simloss.evaluate.pairs.PairSet;
import org.jspecify.annotations.Nullable;

/**
 * Hears what an evaluation has measured.
 *
 * @since 0.1.0
 */
public interface EvaluationListener {
  /** Sentences were reconstructed and compared. */
  default void reconstructed(int sentences) {}

  /**
   * The pairs of a set were encoded and judged.
   *
   * @param set the pairs
   * @param baseline by whose codes, or null for the model's
   * @param scores what came of it
   */
  default void measured(PairSet set, @Nullable Baseline baseline, PairScores scores) {}
}
