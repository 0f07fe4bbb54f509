package io.github.simloss.cli.place;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A home for users who have none, as those of a container whose number has no name: Java calls
 * theirs {@code ?}, and libraries unpack hundreds of megabytes there, in whatever folder they are
 * started from.
 */
public final class UserHome {
  private static final String PROPERTY = "user.home";
  private static final Set<PosixFilePermission> OWNER_ALONE =
      PosixFilePermissions.fromString("rwx------");

  private UserHome() {}

  /** Sees to it that the system property names an absolute folder. */
  public static void ensure() {
    if (path(System.getProperty(PROPERTY)) == null) {
      Path home = path(System.getenv("HOME"));
      boolean usable = home != null && Files.isDirectory(home) && Files.isWritable(home);
      System.setProperty(PROPERTY, (usable ? home : temporary()).toString());
    }
  }

  /** An absolute path; null if the text names none. */
  static Path path(String text) {
    try {
      Path path = text == null || text.isEmpty() ? null : Path.of(text);
      return path != null && path.isAbsolute() ? path : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /** The same for every process of a user, and nobody else's. */
  private static Path temporary() {
    Path all = Path.of(System.getProperty("java.io.tmpdir"));
    try {
      Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
      Path own = all.resolve("simloss-" + user);
      if (!Files.exists(own, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(own, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
      }
      boolean ours =
          Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS)
              && user.equals(Files.getAttribute(own, "unix:uid", LinkOption.NOFOLLOW_LINKS))
              && Files.getPosixFilePermissions(own, LinkOption.NOFOLLOW_LINKS).equals(OWNER_ALONE);
      return ours ? own : Files.createTempDirectory(all, "simloss-");
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return all;
    }
  }
}
