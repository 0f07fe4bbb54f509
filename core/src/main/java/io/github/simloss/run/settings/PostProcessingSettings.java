package io.github.simloss.run.settings;

import io.github.simloss.SimlossException;

/**
 * What is done to codes after training, see {@link io.github.simloss.encoding.PostProcessing}.
 *
 * @param removedComponents how many principal components each block of a code loses, from 0
 * @since 0.2.0
 */
public record PostProcessingSettings(int removedComponents) {
  /** Checks the range. */
  public PostProcessingSettings {
    if (removedComponents < 0) {
      throw new SimlossException(
          "removedComponents is " + removedComponents + "; it must be at least 0");
    }
  }
}
