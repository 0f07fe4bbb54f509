package io.github.simloss.io;

import io.github.simloss.SimlossException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;

/**
 * Files that are read, which may be pipes: a shell's {@code <(...)}, a FIFO, {@code /dev/stdin}. A
 * pipe gives its bytes once, and most readers look at a file more than once. Safe for use by
 * several threads.
 *
 * @since 0.2.0
 */
public final class InputFiles {
  private static final int TYPE = 0170000;
  private static final int PIPE = 0010000;
  private static final int DEVICE = 0020000;

  /** Of Linux: null, the consoles, terminals and pseudo-terminals. */
  private static final int NULL_DEVICE = 0x103;

  private static final int FIRST_TERMINAL = 4;
  private static final int LAST_TERMINAL = 5;
  private static final int FIRST_PSEUDO_TERMINAL = 136;
  private static final int LAST_PSEUDO_TERMINAL = 143;

  /** What was read of pipes; by {@link #key}, guarded by itself. */
  private static final Map<String, Path> COPIES = new TreeMap<>();

  private InputFiles() {}

  /**
   * A file that can be opened as often as it is needed: the file itself, or what a pipe gave. What
   * a pipe gives is kept in the folder for temporary files until the process ends, and given again
   * for its name.
   *
   * @param file may be missing, which is for its reader to say
   * @throws SimlossException for a device without end, or if a pipe cannot be read
   */
  public static Path rereadable(Path file) {
    if (!isSpecial(file)) {
      return file;
    }
    synchronized (COPIES) {
      String key = key(file);
      Path copy = COPIES.get(key);
      if (copy == null) {
        copy = copy(file);
        COPIES.put(key, copy);
      }
      return copy;
    }
  }

  /**
   * Opens a file for one pass; a pipe of which something was read before begins again.
   *
   * @throws SimlossException for a device without end
   */
  public static InputStream open(Path file) throws IOException {
    if (!isSpecial(file)) {
      return Files.newInputStream(file);
    }
    return Files.newInputStream(rereadable(file));
  }

  /** Opens a file for random access; a pipe is read to its end first. */
  public static FileChannel channel(Path file) throws IOException {
    return FileChannel.open(rereadable(file));
  }

  /**
   * Opens a file for the only pass there is: a pipe's bytes are given as they come, and are not
   * kept.
   *
   * @throws SimlossException for a device without end
   */
  public static InputStream openOnce(Path file) throws IOException {
    if (isSpecial(file)) {
      synchronized (COPIES) {
        Path copy = COPIES.get(key(file));
        if (copy != null) {
          return Files.newInputStream(copy);
        }
      }
      requirePipe(file);
    }
    return Files.newInputStream(file);
  }

  /** The name, and which pipe has it now. */
  private static String key(Path file) {
    try {
      Object identity = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      return file.toAbsolutePath() + " " + identity;
    } catch (IOException e) {
      return file.toAbsolutePath().toString();
    }
  }

  /** Whether a path is there and neither a file nor a folder. */
  public static boolean isSpecial(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).isOther();
    } catch (IOException e) {
      return false;
    }
  }

  private static Path copy(Path file) {
    requirePipe(file);
    Path copy = TemporaryFiles.inTemporaryFolder(".input");
    try (InputStream in = Files.newInputStream(file)) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      return copy;
    } catch (IOException e) {
      throw Messages.reading(file, e);
    }
  }

  private static void requirePipe(Path file) {
    Map<String, Object> attributes;
    try {
      attributes = Files.readAttributes(file, "unix:mode,rdev");
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      // Not a Unix: there are no devices without end either.
      return;
    }
    int type = (int) attributes.getOrDefault("mode", PIPE) & TYPE;
    long device = (long) attributes.getOrDefault("rdev", 0L);
    if (type != PIPE && !(type == DEVICE && ends(device))) {
      throw new SimlossException(
          Messages.quote(file) + " is a device or socket; give a file or a pipe");
    }
  }

  private static boolean ends(long device) {
    long major = device >> 8;
    return device == NULL_DEVICE
        || (major >= FIRST_TERMINAL && major <= LAST_TERMINAL)
        || (major >= FIRST_PSEUDO_TERMINAL && major <= LAST_PSEUDO_TERMINAL);
  }
}
