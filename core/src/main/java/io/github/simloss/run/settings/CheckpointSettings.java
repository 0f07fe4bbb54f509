package io.github.simloss.run.settings;

/**
 * When the state of a run is kept, and how often a run that diverges goes back to it.
 *
 * @param every steps between checkpoints; 0 for one at each evaluation
 * @param minutes minutes between checkpoints, beside those of {@code every}; 0 for none by the
 *     clock
 * @param keep how many of the newest checkpoints stay, at least 1
 * @param rewinds how often a run that diverges may go back to its newest checkpoint and halve the
 *     learning rate; 0 for a run that stops instead
 * @since 0.2.0
 */
public record CheckpointSettings(int every, double minutes, int keep, int rewinds) {

  /** One at each evaluation, two of them kept; a run that diverges stops. */
  public static final CheckpointSettings DEFAULT = new CheckpointSettings(0, 0, 2, 0);

  /** Checks the ranges; the names are those of {@code config.json}. */
  public CheckpointSettings {
    Ranges.atLeast("checkpointEvery", every, 0);
    Ranges.atLeast("keepCheckpoints", keep, 1);
    Ranges.atLeast("rewinds", rewinds, 0);
    Ranges.from0("checkpointMinutes", minutes);
  }

  /** The same every so many steps. */
  public CheckpointSettings withEvery(int other) {
    return new CheckpointSettings(other, minutes, keep, rewinds);
  }

  /** The same with so many minutes between. */
  public CheckpointSettings withMinutes(double other) {
    return new CheckpointSettings(every, other, keep, rewinds);
  }

  /** The same with so many kept. */
  public CheckpointSettings withKeep(int other) {
    return new CheckpointSettings(every, minutes, other, rewinds);
  }

  /** The same with so many rewinds. */
  public CheckpointSettings withRewinds(int other) {
    return new CheckpointSettings(every, minutes, keep, other);
  }
}
