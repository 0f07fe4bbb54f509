package io.github.simloss.io;

import io.github.simloss.SimlossException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * What is opened as a part of a run must be in the run: a folder made by somebody else may hold
 * links that lead out of it, to be read or written in their place, and pipes that never end.
 *
 * @since 0.1.0
 */
public final class OwnFiles {
  /** Sticky, and everybody may write. */
  private static final int SHARED = 01002;

  /** Owned by the user this process is of. */
  private static final Path SELF = Path.of("/proc/self");

  private OwnFiles() {}

  /**
   * Checks a file that is to be read or replaced; one that is not there is fine.
   *
   * @throws SimlossException if it is a link out of the folder, or no plain file
   */
  public static void requirePlain(Path root, Path file) {
    if (isThere(root, file) && !Files.isRegularFile(file)) {
      throw new SimlossException(
          Messages.quote(file) + " is no plain file; put the run's own file in its place");
    }
  }

  /**
   * Checks a folder; one that is not there is fine.
   *
   * @throws SimlossException if it is a link out of the root, or no folder
   */
  public static void requireFolder(Path root, Path folder) {
    if (isThere(root, folder) && !Files.isDirectory(folder)) {
      throw new SimlossException(
          Messages.quote(folder) + " is no folder; put the run's own folder in its place");
    }
  }

  /**
   * Checks a file that is written under a name of ours, in a folder that others may write in; one
   * that is not there is fine.
   *
   * @throws SimlossException if it is a link, which may lead anywhere, or no plain file
   */
  public static void requireNoLink(Path file) {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new SimlossException(
          Messages.quote(file) + " is a link or no plain file; move it away");
    }
  }

  /**
   * Checks a link before it is followed to write: in a folder like {@code /tmp}, where everybody
   * may put links but only their owners may remove them, those of others are not followed, as Linux
   * does by default.
   *
   * @throws SimlossException if it may be a trap
   */
  static void requireUnplanted(Path link) {
    Path folder = link.toAbsolutePath().getParent();
    if (folder == null) {
      return;
    }
    try {
      int mode = (int) Files.getAttribute(folder, "unix:mode");
      Object owner = Files.getAttribute(link, "unix:uid", LinkOption.NOFOLLOW_LINKS);
      if ((mode & SHARED) == SHARED
          && !owner.equals(Files.getAttribute(folder, "unix:uid"))
          && !owner.equals(Files.getAttribute(SELF, "unix:uid"))) {
        throw new SimlossException(
            "cannot write "
                + Messages.quote(link)
                + ": it is a link that somebody else put there; choose another path");
      }
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      // Not a Linux: there is no such rule.
    }
  }

  private static boolean isThere(Path root, Path path) {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    Path real;
    try {
      real = path.toRealPath();
      if (real.startsWith(root.toRealPath())) {
        return true;
      }
    } catch (IOException e) {
      throw Messages.reading(path, e);
    }
    throw new SimlossException(
        Messages.quote(path)
            + " is a link out of the run's folder, to "
            + Messages.quote(real)
            + "; put the file itself there if you trust it");
  }
}
