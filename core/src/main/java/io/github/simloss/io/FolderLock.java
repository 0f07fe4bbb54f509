package io.github.simloss.io;

import io.github.simloss.SimlossException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The right of one process to change a folder. It is a lock of the operating system on the file
 * {@value #NAME} in it, which names the process and its command: a process that is killed leaves
 * the file, but not the lock.
 *
 * <p>Within a process, whoever takes a folder gets it from a holder that has not begun to work in
 * it ({@link #begin}), and is refused while one works. Where the system has no locks, as on some
 * network disks, nothing is locked. Safe for use by several threads.
 *
 * @since 0.2.0
 */
public final class FolderLock implements AutoCloseable {
  /** The name of the file that is locked. */
  public static final String NAME = ".simloss-lock";

  /** Far behind the text, which stays readable where locks are mandatory. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private static final int MOST_TEXT = 1000;

  /** Guarded by the class. */
  private static final List<FolderLock> HELD = new ArrayList<>();

  private final Path folder;
  private final Path real;
  private final @Nullable Object identity;
  private @Nullable FileChannel channel;
  private boolean lost;
  private boolean working;

  private FolderLock(Path folder, Path real, @Nullable FileChannel channel) throws IOException {
    this.folder = folder;
    this.real = real;
    this.channel = channel;
    this.identity = identity(folder);
  }

  /**
   * Takes a folder.
   *
   * @param folder must be there
   * @throws SimlossException if another process has it, or another holder in this process works in
   *     it, naming who
   */
  public static FolderLock take(Path folder) {
    try {
      if (folder.getFileSystem() != FileSystems.getDefault()) {
        return new FolderLock(folder, folder, null);
      }
      synchronized (FolderLock.class) {
        Path real = folder.toRealPath();
        FolderLock before = held(folder);
        if (before != null && before.working) {
          throw inUse(folder, owner());
        }
        FolderLock lock =
            new FolderLock(folder, real, before == null ? open(folder, real) : before.channel);
        if (before != null) {
          before.channel = null;
          before.lost = true;
          HELD.remove(before);
        }
        if (lock.channel != null) {
          HELD.add(lock);
        }
        return lock;
      }
    } catch (IOException e) {
      throw Messages.writing(folder.resolve(NAME), e);
    }
  }

  /**
   * Who has a folder, in words; empty if nobody has it.
   *
   * @param folder may be missing
   */
  public static Optional<String> holder(Path folder) {
    Path file = folder.resolve(NAME);
    if (folder.getFileSystem() != FileSystems.getDefault()
        || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    synchronized (FolderLock.class) {
      try {
        // A process's locks on a file end when it closes the file anywhere: ours is not opened.
        if (held(folder) != null) {
          return Optional.of(owner());
        }
        try (FileChannel there = FileChannel.open(file, StandardOpenOption.READ);
            FileLock free = there.tryLock(LOCKED_BYTE, 1, true)) {
          return free != null ? Optional.empty() : Optional.of(text(there));
        }
      } catch (IOException | OverlappingFileLockException e) {
        return Optional.empty();
      }
    }
  }

  /**
   * Checks that nobody has a folder; it may be missing.
   *
   * @throws SimlossException if somebody has it, naming who
   */
  public static void requireFree(Path folder) {
    Optional<String> holder;
    synchronized (FolderLock.class) {
      FolderLock own = held(folder);
      holder = own != null && !own.working ? Optional.empty() : holder(folder);
    }
    if (holder.isPresent()) {
      throw inUse(folder, holder.get());
    }
  }

  /** The lock that this process has of a folder, wherever the folder is now; null for none. */
  private static @Nullable FolderLock held(Path folder) {
    try {
      Path real = folder.toRealPath();
      Object identity = identity(folder);
      for (FolderLock lock : HELD) {
        // Where folders have no identity, the place has to do.
        if (identity == null ? real.equals(lock.real) : identity.equals(lock.identity)) {
          return lock;
        }
      }
      return null;
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * Begins to work in the folder: from now on this process refuses it to others, too.
   *
   * @throws SimlossException if it was given to another holder, or is not there any more
   */
  public void begin() {
    synchronized (FolderLock.class) {
      if (lost) {
        throw inUse(folder, owner());
      }
      working = true;
    }
    requireThere();
  }

  /**
   * Checks that the folder's name still leads to the folder that was taken.
   *
   * @throws SimlossException if it was moved, removed or replaced
   */
  public void requireThere() {
    boolean there;
    try {
      there = Objects.equals(identity, identity(folder));
    } catch (IOException e) {
      there = false;
    }
    if (!there) {
      TemporaryFiles.remove(real.resolve(NAME));
      throw new SimlossException(
          Messages.quote(folder)
              + " was moved, removed or replaced while it was in use: nothing more is written; if it"
              + " was moved, continue from its checkpoint at the new place");
    }
  }

  @Override
  public void close() {
    synchronized (FolderLock.class) {
      working = false;
      if (channel == null) {
        return;
      }
      HELD.remove(this);
      try {
        // While it is locked, so that nobody else's file is removed.
        if (Objects.equals(identity, identity(folder))) {
          Files.deleteIfExists(folder.resolve(NAME));
        }
      } catch (IOException e) {
        // A file that stays locks nothing.
      }
      TemporaryFiles.remove(real.resolve(NAME));
      try {
        channel.close();
      } catch (IOException e) {
        // The lock ends with the process, too.
      }
      channel = null;
    }
  }

  private static @Nullable FileChannel open(Path folder, Path real) throws IOException {
    Path file = real.resolve(NAME);
    while (true) {
      Object before = made(file);
      FileChannel channel;
      try {
        channel =
            FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
      } catch (NoSuchFileException e) {
        continue;
      }
      boolean taken = false;
      try {
        if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
          throw inUse(folder, text(channel));
        }
        // Its holder may have removed the file before we had the lock of it.
        if (Files.exists(file) && Objects.equals(before, identity(file))) {
          channel.truncate(0);
          channel.write(ByteBuffer.wrap(owner().getBytes(StandardCharsets.UTF_8)), 0);
          // A signal may end the process at any time from here on.
          TemporaryFiles.add(file);
          taken = true;
          return channel;
        }
      } catch (OverlappingFileLockException e) {
        throw inUse(folder, owner());
      } catch (IOException e) {
        // No locks on this disk.
        Files.deleteIfExists(file);
        return null;
      } finally {
        if (!taken) {
          TemporaryFiles.remove(file);
          channel.close();
        }
      }
    }
  }

  /** Makes the file if it is not there, and says which one it is. */
  private static @Nullable Object made(Path file) throws IOException {
    while (true) {
      try {
        OwnFiles.requireNoLink(file);
        if (!Files.exists(file)) {
          TemporaryFiles.create(file);
        }
        return identity(file);
      } catch (FileAlreadyExistsException | NoSuchFileException e) {
        if (!Files.isDirectory(Objects.requireNonNull(file.getParent()))) {
          throw e;
        }
        // Another process made or removed it in between: look again.
      }
    }
  }

  private static SimlossException inUse(Path folder, String holder) {
    return new SimlossException(
        Messages.quote(folder)
            + " is in use by "
            + Messages.oneLine(holder)
            + ": wait until that ends, or choose another folder");
  }

  /** This process, in words. */
  private static String owner() {
    String command = System.getProperty("sun.java.command", "");
    return "process "
        + ProcessHandle.current().pid()
        + (command.isEmpty()
            ? ""
            : " (" + command.replace("io.github.simloss.cli.Main", "simloss") + ")");
  }

  private static String text(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MOST_TEXT);
    channel.read(bytes, 0);
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
  }

  private static @Nullable Object identity(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }
}
