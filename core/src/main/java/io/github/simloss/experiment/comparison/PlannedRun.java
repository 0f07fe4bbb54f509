package io.github.simloss.experiment.comparison;

import io.github.simloss.backend.Engine;

/**
 * One run that is wanted.
 *
 * @param loss its loss
 * @param learningRate Adam's
 * @param engine what computes
 * @param seed of order and weights
 * @since 0.1.0
 */
public record PlannedRun(LossChoice loss, double learningRate, Engine engine, long seed) {
  /** The name of its folder. */
  public String name() {
    return loss.folder() + "-" + engine.backend().name() + "-" + seed;
  }
}
