package io.github.simloss.cli.place;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * A home for users who have none, as those of a container whose number has no name: Java calls
 * theirs {@code ?}, and libraries unpack hundreds of megabytes there, in whatever folder they are
 * started from; or in a folder for temporary files where others may have put theirs before.
 */
public final class UserHome {
  private static final String PROPERTY = "user.home";
  private static final Set<PosixFilePermission> OWNER_ALONE =
      PosixFilePermissions.fromString("rwx------");

  /** Where DJL and JavaCPP unpack theirs. */
  private static final List<String> UNPACKED = List.of(".djl.ai", ".javacpp");

  private UserHome() {}

  /** Sees to it that the system property names a folder that can be used. */
  public static void ensure() {
    if (!isUsable(path(System.getProperty(PROPERTY)))) {
      Path home = path(System.getenv("HOME"));
      System.setProperty(PROPERTY, (isUsable(home) ? home : temporary()).toString());
    }
  }

  /** Whether libraries can be unpacked there, or have been: a home may be read-only by intent. */
  static boolean isUsable(Path home) {
    return home != null
        && Files.isDirectory(home)
        && (Files.isWritable(home) || UNPACKED.stream().map(home::resolve).anyMatch(Files::exists));
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
