package io.github.simloss.io;

import io.github.simloss.SimlossException;
import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Files, and empty folders, that go when the process ends by a signal before they have come to
 * anything. Safe for use by several threads.
 *
 * @since 0.2.0
 */
public final class TemporaryFiles {
  private static final Set<Path> ALL = new LinkedHashSet<>();

  /** Who still finishes its work while the process ends; this class itself is the first. */
  private static final Phaser BUSY = new Phaser(1);

  /** Longer than any hold lasts. */
  private static final long PATIENCE_SECONDS = 180;

  private static @Nullable Thread hook;
  private static volatile boolean ended;

  private TemporaryFiles() {}

  /** Work that is finished although the process ends, files and all. */
  public interface Hold extends AutoCloseable {
    @Override
    void close();
  }

  /** Lets the end of the process wait until the work is closed. */
  public static Hold hold() {
    BUSY.register();
    return BUSY::arriveAndDeregister;
  }

  /** Has a path removed at the end of the process; nothing for a file system in memory. */
  public static void add(Path path) {
    requireLife();
    synchronized (ALL) {
      if (hook == null) {
        hook = new Thread(TemporaryFiles::end, "simloss-temporary-files");
        try {
          Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
          // The process ends already; whoever still writes has a hold.
        }
      }
      if (path.getFileSystem() == FileSystems.getDefault()) {
        ALL.add(path);
      }
    }
  }

  /**
   * Makes an empty file of any name in the folder for temporary files, which is removed at the end
   * of the process.
   *
   * @param suffix the end of its name
   * @throws SimlossException if there is no such folder, or nothing can be made in it
   */
  public static Path inTemporaryFolder(String suffix) {
    try {
      Path file = Files.createTempFile("simloss-", suffix);
      add(file);
      return file;
    } catch (IOException e) {
      String folder = System.getProperty("java.io.tmpdir", "");
      throw new SimlossException(
          "no temporary file can be made in "
              + Messages.quote(folder)
              + ": make room there, or name another folder with"
              + " SIMLOSS_OPTS=-Djava.io.tmpdir=FOLDER",
          e);
    }
  }

  /**
   * Makes a file that is removed at the end of the process: nobody else's is, made in between.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is one
   */
  static void create(Path path) throws IOException {
    synchronized (ALL) {
      requireLife();
      Files.createFile(path);
      add(path);
    }
  }

  /** Leaves a path: it was removed, or is to stay. */
  public static void remove(Path path) {
    synchronized (ALL) {
      ALL.remove(path);
    }
  }

  /** Moves a temporary file to its place: it is removed or in place, nothing between. */
  static void move(Path temporary, Path target, CopyOption... options) throws IOException {
    synchronized (ALL) {
      requireLife();
      Files.move(temporary, target, options);
      ALL.remove(temporary);
    }
  }

  private static void end() {
    try {
      BUSY.awaitAdvanceInterruptibly(BUSY.arrive(), PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | TimeoutException e) {
      // Then what is not finished by now never will be.
    }
    synchronized (ALL) {
      ended = true;
      for (Path path : ALL) {
        try {
          Files.deleteIfExists(path);
        } catch (IOException e) {
          // A folder that is in use by now, or a file that is gone with its folder.
        }
      }
    }
  }

  /** A thread that still writes stands still until the process is gone. */
  private static void requireLife() {
    while (ended) {
      LockSupport.park(ALL);
    }
  }
}
