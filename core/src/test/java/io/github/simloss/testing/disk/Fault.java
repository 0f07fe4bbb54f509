package io.github.simloss.testing.disk;

/** What happens at the k-th change of a {@link FaultyDisk}. */
public enum Fault {
  /** This change fails, later ones work again. */
  FAIL_ONCE,
  /** This change and all later ones fail. */
  FAIL_FROM_HERE,
  /** This and all later writes of data find no space, after half of the bytes. */
  FULL,
  /** The process is gone; what it had changed stays. */
  KILL,
  /** The machine is gone, and with it some of what was not synced. */
  POWER_LOSS
}
