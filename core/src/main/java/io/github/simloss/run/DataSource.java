package io.github.simloss.run;

import io.github.simloss.SimlossException;
import io.github.simloss.io.FileHash;
import io.github.simloss.io.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A file a run was made from.
 *
 * @param path as the user named it, made absolute
 * @param bytes its size
 * @param sha256 the hash of its bytes, lower-case hex
 * @since 0.1.0
 */
public record DataSource(String path, long bytes, String sha256) {

  /** The source a file is now. */
  public static DataSource of(Path file) {
    try {
      return new DataSource(
          file.toAbsolutePath().normalize().toString(), Files.size(file), FileHash.sha256(file));
    } catch (IOException e) {
      throw new SimlossException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Checks that the file is still the one it was.
   *
   * @return where it is
   * @throws SimlossException if it is gone, or its content is another
   */
  public Path requireUnchanged() {
    Path file;
    try {
      file = Path.of(path);
    } catch (InvalidPathException | NullPointerException e) {
      throw new SimlossException(
          "config.json names a data file that cannot be a path: " + Messages.quote(path), e);
    }
    // A run made by somebody else may name a device or a pipe, which has no end.
    if (!Files.isRegularFile(file)) {
      throw new SimlossException(
          "the run was begun with "
              + Messages.quote(file)
              + ", which is no longer there: put it back, or train again");
    }
    DataSource now = of(file);
    if (now.bytes != bytes || !now.sha256.equals(sha256)) {
      throw new SimlossException(
          Messages.oneLine(file)
              + " is not the file the run was begun with (its hash differs): put that one back, or"
              + " train again");
    }
    return file;
  }
}
