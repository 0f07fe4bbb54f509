package io.github.simloss.cli.output;

import io.github.simloss.io.Messages;
import io.github.simloss.io.TemporaryFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The folder of a new run. One that is chosen for the user is made at once, so that two commands
 * never choose the same; it goes again if the command comes to nothing.
 */
public final class OutputFolder {
  private final Path path;
  private final List<Path> made;

  private OutputFolder(Path path, List<Path> made) {
    this.path = path;
    this.made = made;
  }

  /** A folder that the user named. */
  public static OutputFolder named(Path path) {
    return new OutputFolder(path, List.of());
  }

  /** The first of NAME, NAME-2, NAME-3 ... that nobody else has. */
  public static OutputFolder free(Path name) {
    List<Path> made = new ArrayList<>();
    try {
      Path above = name.toAbsolutePath().getParent();
      if (!Files.exists(above)) {
        made.add(above);
        Files.createDirectories(above);
      }
      Path folder = name;
      for (int n = 2; ; n++) {
        try {
          Files.createDirectory(folder);
          made.add(folder);
          made.forEach(TemporaryFiles::add);
          return new OutputFolder(folder, made);
        } catch (FileAlreadyExistsException e) {
          folder = name.resolveSibling(name.getFileName() + "-" + n);
        }
      }
    } catch (IOException e) {
      throw Messages.writing(name, e);
    }
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Something lasting is in it. */
  public void keep() {
    made.forEach(TemporaryFiles::remove);
  }

  /** Removes what was made, as far as nothing is in it. */
  public void discard() {
    for (int i = made.size() - 1; i >= 0; i--) {
      TemporaryFiles.remove(made.get(i));
      try {
        Files.deleteIfExists(made.get(i));
      } catch (IOException e) {
        // Something is in it by now.
      }
    }
  }
}
