package io.github.simloss.run.settings;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How the learning rate changes over a run. It depends on the step alone, so a resume repeats it.
 *
 * @since 0.1.0
 */
public enum LearningRateSchedule {
  /** The same at every step. */
  @JsonProperty("constant")
  CONSTANT,
  /** Falls in a straight line from the full rate at the first step to nothing after the last. */
  @JsonProperty("linear")
  LINEAR;

  /**
   * What the learning rate is multiplied by.
   *
   * @param step steps taken before, from 0 to {@code steps} - 1
   * @param steps of the whole run
   * @return in (0, 1]
   */
  public double factor(long step, long steps) {
    return this == CONSTANT ? 1 : (double) (steps - step) / steps;
  }
}
