package io.github.simloss.cli;

import io.github.simloss.SimlossException;

/** The command was used wrongly; the process ends with exit code 2. */
final class UsageException extends SimlossException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
