package io.github.simloss.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JvmErrorsTest {
  /** As the JVM of this release words them. */
  @ParameterizedTest
  @CsvSource({
    "Java heap space, -Xmx",
    "GC overhead limit exceeded, -Xmx",
    "'unable to create native thread: possibly out of memory or process/resource limits', ulimit -u",
    "Cannot reserve 65536 bytes of direct buffer memory (allocated: 1), MaxDirectMemorySize",
    "Map failed, ulimit -v",
    "Metaspace, MaxMetaspaceSize",
    "Compressed class space, MaxMetaspaceSize",
    "Requested array size exceeds VM limit, one piece"
  })
  void everyWayToRunOutOfMemoryHasItsOwnFix(String said, String fix) {
    OutOfMemoryError error = new OutOfMemoryError(said);
    for (Throwable failure :
        new Throwable[] {
          error, new IllegalStateException(error), new ExceptionInInitializerError(error)
        }) {
      String message = Errors.message(failure);
      assertTrue(message.contains(fix), message);
      assertFalse(message.contains("unexpected"), message);
      assertEquals(1, message.lines().count());
    }
  }

  @Test
  void otherFailuresOfTheJvmAreOneLineToo() {
    assertTrue(Errors.message(new StackOverflowError()).contains("-Xss"));
    Throwable files =
        new IllegalStateException(new FileSystemException("a", null, "Too many open files"));
    assertTrue(Errors.message(files).contains("ulimit -n"));
    String broken =
        Errors.message(new ExceptionInInitializerError(new IllegalStateException("no such font")));
    assertTrue(broken.contains("no such font"), broken);
    assertTrue(broken.contains("install simloss again"), broken);
    assertTrue(Errors.message(new NoClassDefFoundError("a/B")).contains("a/B"));
    assertTrue(Errors.message(new UnsatisfiedLinkError("libgomp.so.1")).contains("libgomp.so.1"));
    assertEquals("as it is", Errors.message(new SimlossException("as it is")));
    assertTrue(Errors.message(new IllegalStateException("what")).startsWith("unexpected "));
    Throwable circle = circle();
    assertTrue(Errors.message(circle).startsWith("unexpected "));
  }

  private static Throwable circle() {
    IllegalStateException one = new IllegalStateException("one");
    IllegalStateException two = new IllegalStateException("two", one);
    one.initCause(two);
    return one;
  }
}
