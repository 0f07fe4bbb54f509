package io.github.simloss.io;

import io.github.simloss.SimlossException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Every file that simloss writes, it writes here: into a temporary file beside the target, forced
 * to the disk, then renamed. At any moment, and after a crash or a loss of power, the target is the
 * old file or the new one, whole.
 *
 * <p>A symbolic link is followed, not replaced, unless somebody else put it into a folder that all
 * may write to. A file that is there keeps its permissions; a write-protected one is refused. A
 * device or pipe is written to directly. Missing parent directories are made.
 *
 * @since 0.1.0
 */
public final class AtomicFiles {
  private static final int MOST_LINKS = 40;
  private static final AtomicLong COUNTER = new AtomicLong();

  private AtomicFiles() {}

  /**
   * Writes a file.
   *
   * @param file where
   * @param content writes the content to the stream; may close it. Whatever it throws leaves the
   *     old file as it was
   * @throws SimlossException if the file cannot be written, naming it and the fix
   */
  public static void write(Path file, IoConsumer<? super OutputStream> content) {
    IoConsumer<FileChannel> writer =
        channel -> {
          ChannelOutput out = new ChannelOutput(channel);
          content.accept(out);
          out.flush();
        };
    if (isSpecial(file)) {
      writeStraight(file, writer);
    } else {
      writeChannel(file, writer);
    }
  }

  /**
   * Writes a text as UTF-8, as it is: no line end is added.
   *
   * @throws SimlossException if the file cannot be written, or the text holds half of a surrogate
   *     pair, which UTF-8 cannot express
   */
  public static void writeString(Path file, String text) {
    byte[] bytes;
    try {
      bytes = Utf8.encode(text);
    } catch (CharacterCodingException e) {
      throw new SimlossException(
          "cannot write "
              + Messages.quote(file)
              + ": the text holds half of a surrogate pair, which UTF-8 cannot express; remove it",
          e);
    }
    write(file, out -> out.write(bytes));
  }

  /**
   * Makes a directory and those above it, where they are missing.
   *
   * @throws SimlossException if it cannot be made, naming what is in the way
   */
  public static void createDirectories(Path directory) {
    // Files.createDirectories fails on a link to a directory (before Java 20).
    if (Files.isDirectory(directory)) {
      return;
    }
    try {
      Path existing = directory.toAbsolutePath();
      while (existing.getParent() != null && !Files.isDirectory(existing)) {
        existing = existing.getParent();
      }
      Files.createDirectories(directory);
      // The new names are to last as what will be put under them does.
      for (Path made = directory.toAbsolutePath(); !made.equals(existing); ) {
        made = Objects.requireNonNull(made.getParent());
        force(made);
      }
    } catch (IOException e) {
      throw Messages.writing(directory, e);
    } catch (ReadOnlyFileSystemException e) {
      throw readOnly(directory, e);
    }
  }

  /**
   * Puts a directory, all of whose files were written by this class, in its place; the new name
   * lasts.
   *
   * @param from the directory
   * @param to its new name, beside it; nothing may be there
   */
  public static void rename(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      force(Objects.requireNonNull(to.toAbsolutePath().getParent()));
    } catch (IOException e) {
      throw Messages.writing(to, e);
    }
  }

  /** As {@link #write}, with a channel that can be positioned; not for devices and pipes. */
  public static void writeChannel(Path file, IoConsumer<? super FileChannel> content) {
    try {
      Path target = followLinks(file);
      if (Files.isDirectory(target) || target.getParent() == null) {
        throw Messages.isDirectory(file);
      }
      if (isSpecial(target)) {
        throw new SimlossException(
            "cannot write " + Messages.quote(file) + ": it is a device or pipe; give a plain file");
      }
      createDirectories(target.getParent());
      replace(target, content);
    } catch (IOException e) {
      throw Messages.writing(file, e);
    } catch (ReadOnlyFileSystemException e) {
      throw readOnly(file, e);
    }
  }

  private static void replace(Path target, IoConsumer<? super FileChannel> content)
      throws IOException {
    boolean exists = Files.exists(target);
    if (exists && !Files.isWritable(target)) {
      throw new SimlossException(
          "cannot write "
              + Messages.quote(target)
              + ": the file is write-protected; change its permissions or choose another path");
    }
    Path folder = Objects.requireNonNull(target.getParent());
    while (true) {
      Path temporary =
          folder.resolve(
              Folders.TEMPORARY
                  + ProcessHandle.current().pid()
                  + "-"
                  + COUNTER.incrementAndGet()
                  + "~");
      FileChannel channel;
      TemporaryFiles.add(temporary);
      try {
        channel =
            FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      } catch (FileAlreadyExistsException e) {
        // Left by another process that died, or in use on another machine: take the next name.
        TemporaryFiles.remove(temporary);
        continue;
      } catch (IOException e) {
        TemporaryFiles.remove(temporary);
        throw e;
      }
      boolean moved = false;
      try {
        try (channel) {
          content.accept(channel);
          channel.force(true);
        }
        if (exists) {
          copyPermissions(target, temporary);
        }
        // The JDK's own file systems replace anyway; others have to be asked to.
        TemporaryFiles.move(
            temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        moved = true;
      } finally {
        if (!moved) {
          discard(temporary);
        }
      }
      force(folder);
      return;
    }
  }

  private static void writeStraight(Path file, IoConsumer<? super FileChannel> content) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      content.accept(channel);
    } catch (IOException e) {
      throw Messages.writing(file, e);
    }
  }

  /** Whether a path is there and neither a file nor a directory, as {@code /dev/null}. */
  private static boolean isSpecial(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).isOther();
    } catch (IOException e) {
      return false;
    }
  }

  private static Path followLinks(Path file) throws IOException {
    Path target = file.toAbsolutePath();
    for (int i = 0; Files.isSymbolicLink(target); i++) {
      if (i == MOST_LINKS) {
        throw new FileSystemLoopException(file.toString());
      }
      OwnFiles.requireUnplanted(target);
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }

  private static void copyPermissions(Path from, Path to) throws IOException {
    try {
      Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
    } catch (UnsupportedOperationException e) {
      // Not a POSIX file system: the directory's own rules hold.
    }
  }

  private static void discard(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      // What made the writing fail is on its way up and says more.
    } finally {
      TemporaryFiles.remove(temporary);
    }
  }

  /** Makes the new name itself lasting, where the system lets a directory be opened. */
  private static void force(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows and some network disks refuse; the file itself is complete and in place.
    }
  }

  private static SimlossException readOnly(Path file, ReadOnlyFileSystemException e) {
    return new SimlossException(
        "cannot write "
            + Messages.quote(file)
            + ": the file system is read-only; choose another path",
        e);
  }
}
