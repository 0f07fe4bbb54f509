package io.github.simloss.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MessagesTest {
  @Test
  void aMessageIsOneLineThatCommandsNoTerminal() {
    assertEquals("a; b; c", Messages.printable("a \n \r\n  b\n\tc\n"));
    assertEquals("a\\u001b[31m\\u202eb", Messages.printable("a\u001b[31m\u202eb"));
    assertEquals("\\u009b\\u2067\\u2029", Messages.oneLine("\u009b\u2067\u2029"));
    assertEquals("caf\u00e9 \ud83d\ude00", Messages.oneLine("caf\u00e9 \ud83d\ude00"));
    assertEquals("\\ud83d", Messages.oneLine("\ud83d"));
    assertEquals("a\\u0009b", Messages.oneLine("a\tb"));
  }

  /** A hundred times what took a minute when blanks were matched by backtracking. */
  @Test
  void aLongMessageTakesNoLongTime() {
    String blanks = " ".repeat(1_000_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertEquals(2 + blanks.length(), Messages.printable("a" + blanks + "b").length());
          Messages.printable("\n".repeat(1_000_000) + "b");
          Messages.printable(" \n".repeat(500_000) + "b");
        });
  }

  @Test
  void tooManyOpenFilesHaveTheirOwnFix() {
    for (IOException e :
        new IOException[] {
          new FileSystemException("a", null, "Too many open files"),
          new IOException("Too many open files in system")
        }) {
      assertTrue(Messages.reading(Path.of("a"), e).getMessage().contains("ulimit -n"));
      assertTrue(Messages.writing(Path.of("a"), e).getMessage().contains("ulimit -n"));
    }
  }
}
