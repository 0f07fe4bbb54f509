package io.github.simloss.testing.disk;

/** Ends the code under test where a kill or a loss of power would. */
public final class ProcessGone extends Error {
  private static final long serialVersionUID = 1L;

  ProcessGone() {
    super("the process is gone");
  }
}
