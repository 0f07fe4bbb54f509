package io.github.simloss.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  private @TempDir Path folder;

  /** Holds a folder until its input ends. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws IOException {
      FolderLock lock = FolderLock.take(Path.of(args[0]));
      lock.begin();
      System.out.write('!');
      System.out.flush();
      if (System.in.read() >= 0) {
        lock.close();
      }
    }
  }

  private Process holder() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertEquals('!', process.getInputStream().read());
    return process;
  }

  @Test
  void anotherProcessIsNamedAndAKilledOneHoldsNothing() throws Exception {
    Process process = holder();
    SimlossException e = assertThrows(SimlossException.class, () -> FolderLock.take(folder));
    assertTrue(e.getMessage().contains("in use by process " + process.pid()), e.getMessage());
    assertTrue(e.getMessage().contains("Holder " + folder), e.getMessage());
    assertThrows(SimlossException.class, () -> FolderLock.requireFree(folder));
    assertTrue(FolderLock.holder(folder).orElseThrow().contains("process " + process.pid()));

    process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
    assertTrue(Files.exists(folder.resolve(FolderLock.NAME)));
    assertTrue(FolderLock.holder(folder).isEmpty());
    FolderLock.requireFree(folder);
    FolderLock.take(folder).close();
    assertFalse(Files.exists(folder.resolve(FolderLock.NAME)));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aProcessThatIsEndedLeavesNoFile() throws Exception {
    Process process = holder();
    process.destroy();
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    assertFalse(Files.exists(folder.resolve(FolderLock.NAME)));
  }

  @Test
  void aFolderThatIsReplacedIsNotTheOneThatWasTaken() throws IOException {
    Path root = Files.createDirectory(folder.resolve("a"));
    FolderLock lock = FolderLock.take(root);
    lock.requireThere();
    Files.move(root, folder.resolve("b"));
    assertThrows(SimlossException.class, lock::requireThere);
    Files.createDirectory(root);
    assertThrows(SimlossException.class, lock::requireThere);
    // What is new there has a lock of its own, which the old one leaves alone.
    FolderLock other = FolderLock.take(root);
    lock.close();
    other.begin();
    assertTrue(Files.exists(root.resolve(FolderLock.NAME)));
    other.close();
    assertFalse(Files.exists(root.resolve(FolderLock.NAME)));
  }

  @Test
  void aFolderThatIsMissingIsFree() {
    FolderLock.requireFree(folder.resolve("none"));
    assertTrue(FolderLock.holder(folder.resolve("none")).isEmpty());
    assertThrows(SimlossException.class, () -> FolderLock.take(folder.resolve("none")));
  }
}
