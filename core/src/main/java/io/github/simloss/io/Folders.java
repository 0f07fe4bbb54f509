package io.github.simloss.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Removes folders, and finds what writers that died left in them.
 *
 * @since 0.1.0
 */
public final class Folders {
  /** What {@link #delete} adds to the name of a folder that it is about to remove. */
  public static final String DOOMED = ".old";

  /** How the names of {@link AtomicFiles}' temporary files begin; the process id follows. */
  static final String TEMPORARY = ".simloss-";

  private Folders() {}

  /**
   * Removes a folder with all that is in it, or a file. Links are removed, not followed. A folder
   * leaves its name at once and whole; a crash leaves some of it under the name {@code FOLDER.old}.
   *
   * @param path may be missing
   * @throws io.github.simloss.SimlossException if it cannot be removed
   */
  public static void delete(Path path) {
    try {
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        Path doomed = path.resolveSibling(path.getFileName() + DOOMED);
        deleteTree(doomed);
        AtomicFiles.rename(path, doomed);
        deleteTree(doomed);
      } else {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw Messages.writing(path, e);
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
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
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(Folders::isOfTheDead).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw Messages.reading(folder, e instanceof IOException io ? io : new IOException(e));
    }
  }

  private static boolean isOfTheDead(Path path) {
    String name = path.getFileName().toString();
    if (!name.matches("\\Q" + TEMPORARY + "\\E[0-9]{1,18}-[0-9]+~")) {
      return false;
    }
    long process = Long.parseLong(name.substring(TEMPORARY.length(), name.lastIndexOf('-')));
    return ProcessHandle.of(process).isEmpty();
  }
}
