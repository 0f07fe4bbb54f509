package io.github.simloss.io;

import io.github.simloss.SimlossException;
import org.jspecify.annotations.Nullable;

/**
 * This release, and the answer to files of a later one.
 *
 * @since 0.1.0
 */
public final class Release {
  private Release() {}

  /** The version of this jar, or {@code development} outside one. */
  public static String current() {
    String version = Release.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /**
   * Refuses a file of a format this release does not know.
   *
   * @param source the file, as messages name it
   * @param found the format it names
   * @param known the newest this release reads
   * @param writer the release that wrote it; null if the file does not say
   * @throws SimlossException saying which release is needed
   */
  public static void requireFormat(Object source, long found, int known, @Nullable String writer) {
    if (found > known) {
      throw new SimlossException(
          Messages.oneLine(source)
              + " has format "
              + found
              + "; this simloss ("
              + current()
              + ") reads up to "
              + known
              + ": use "
              + (writer == null
                  ? "the release that the run's config.json names, or a newer one"
                  : "release " + Messages.oneLine(writer) + " or newer"));
    }
    if (found < 1) {
      throw new SimlossException(
          Messages.oneLine(source)
              + " has format "
              + found
              + "; formats count from 1, take the file from the run again");
    }
  }
}
