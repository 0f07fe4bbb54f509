package io.github.simloss.train;

import java.nio.file.Path;

/**
 * Where a run goes.
 *
 * @param folder the run's folder
 * @param overwrite whether a run that is there may be removed
 * @since 0.1.0
 */
public record RunOutput(Path folder, boolean overwrite) {
  /** A folder that must be free. */
  public static RunOutput to(Path folder) {
    return new RunOutput(folder, false);
  }
}
