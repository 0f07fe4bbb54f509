package io.github.simloss.experiment.evaluation;

import io.github.simloss.evaluate.probes.ProbeScores;
import io.github.simloss.evaluate.sets.EvaluationSet;
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
   * A set was encoded and judged.
   *
   * @param set the examples
   * @param baseline by whose codes, or null for the model's
   * @param scores what came of it
   */
  default void measured(EvaluationSet set, @Nullable Baseline baseline, ProbeScores scores) {}
}
