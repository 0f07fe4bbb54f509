package io.github.simloss.io;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.testing.Fuzz;
import org.junit.jupiter.api.function.Executable;

/** What a user is told. */
public final class Refusals {
  private Refusals() {}

  /** Something is refused in one line that holds these parts. */
  public static void assertRefused(Executable call, String... parts) {
    String message = assertThrows(SimlossException.class, call).getMessage();
    assertTrue(Fuzz.isOneLine(message), message);
    for (String part : parts) {
      assertTrue(message.contains(part), () -> "no '" + part + "' in: " + message);
    }
  }
}
