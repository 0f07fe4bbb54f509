package io.github.simloss.experiment.comparison;

import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Device;

/**
 * One run that is wanted.
 *
 * @param loss its loss
 * @param learningRate Adam's
 * @param backend the engine
 * @param device where it computes
 * @param seed of order and weights
 */
public record PlannedRun(
    LossChoice loss, double learningRate, Backend backend, Device device, long seed) {
  /** The name of its folder. */
  public String name() {
    return loss.folder() + "-" + backend.name() + "-" + seed;
  }
}
