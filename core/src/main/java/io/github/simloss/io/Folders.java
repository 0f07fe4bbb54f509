package io.github.simloss.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Removes folders of ours, never what somebody else put into them, and finds what writers that died
 * left there.
 *
 * @since 0.1.0
 */
public final class Folders {
  /** What {@link #delete} adds to the name of a folder that it is about to remove. */
  public static final String DOOMED = ".old";

  /** How the names of {@link AtomicFiles}' temporary files begin; the process id follows. */
  static final String TEMPORARY = ".simloss-";

  private static final String TEMPORARY_NAME = "\\Q" + TEMPORARY + "\\E[0-9]{1,18}-[0-9]+~";

  private Folders() {}

  /**
   * Removes a folder of files that are ours, or a file. Links are removed, not followed. A folder
   * leaves its name at once and whole; a crash leaves some of it under the name {@code FOLDER.old}.
   * Where it holds anything else, that stays where it is, and so does the folder.
   *
   * @param path may be missing
   * @param names of the files that are ours
   * @throws io.github.simloss.SimlossException if it cannot be removed
   */
  public static void delete(Path path, Collection<String> names) {
    try {
      if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        Files.deleteIfExists(path);
        return;
      }
      Path doomed = path.resolveSibling(path.getFileName() + DOOMED);
      if (Files.isDirectory(doomed, LinkOption.NOFOLLOW_LINKS)) {
        deleteOurs(doomed, names);
      } else {
        Files.deleteIfExists(doomed);
      }
      if (foreign(path, names).isEmpty() && !Files.exists(doomed, LinkOption.NOFOLLOW_LINKS)) {
        AtomicFiles.rename(path, doomed);
        deleteOurs(doomed, names);
      } else {
        deleteOurs(path, names);
      }
    } catch (IOException e) {
      throw Messages.writing(path, e);
    }
  }

  private static void deleteOurs(Path folder, Collection<String> names) throws IOException {
    for (Path child : children(folder)) {
      if (isOurs(child, names)) {
        Files.delete(child);
      }
    }
    if (children(folder).isEmpty()) {
      Files.delete(folder);
    }
  }

  /**
   * Removes a temporary folder that this process made for itself alone, with all that is in it.
   * Links are removed, not followed.
   *
   * @param folder may be missing
   * @throws io.github.simloss.SimlossException if it cannot be removed
   */
  public static void deleteTemporary(Path folder) {
    try {
      if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        children(folder).forEach(Folders::deleteTemporary);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw Messages.writing(folder, e);
    }
  }

  /**
   * What in a folder is not ours: files of other names, and folders.
   *
   * @param folder may be missing
   * @param names of the files that are ours
   */
  public static List<Path> foreign(Path folder, Collection<String> names) {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try {
      return children(folder).stream().filter(child -> !isOurs(child, names)).toList();
    } catch (IOException e) {
      throw Messages.reading(folder, e);
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isOurs(Path path, Collection<String> names) {
    String name = path.getFileName().toString();
    return !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
        && (names.contains(name) || name.matches(TEMPORARY_NAME));
  }

  /**
   * The temporary files of {@link AtomicFiles} in a folder whose process lives no more.
   *
   * @param folder may be missing
   */
  public static List<Path> temporaryFilesOfTheDead(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try {
      return children(folder).stream().filter(Folders::isOfTheDead).toList();
    } catch (IOException e) {
      throw Messages.reading(folder, e);
    }
  }

  private static boolean isOfTheDead(Path path) {
    String name = path.getFileName().toString();
    if (!isOurs(path, List.of())) {
      return false;
    }
    long process = Long.parseLong(name.substring(TEMPORARY.length(), name.lastIndexOf('-')));
    return ProcessHandle.of(process).isEmpty();
  }
}
