package io.github.simloss.cli.console;

import io.github.simloss.SimlossException;

/** The command was used wrongly; the process ends with exit code 2. */
public final class UsageException extends SimlossException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
