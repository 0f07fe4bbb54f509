package io.github.simloss;

/**
 * A failure that a user can fix: its message is one line that says what is wrong, where (file, line
 * or option) and how to put it right. The command line prints the message alone.
 *
 * @since 0.1.0
 */
public class SimlossException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one line: what, where, how to fix it
   */
  public SimlossException(String message) {
    super(message);
  }

  /**
   * @param message one line: what, where, how to fix it
   * @param cause what was caught
   */
  public SimlossException(String message, Throwable cause) {
    super(message, cause);
  }
}
