package io.github.simloss.run;

import io.github.simloss.SimlossException;
import io.github.simloss.io.FileHash;
import io.github.simloss.io.InputFiles;
import io.github.simloss.io.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A file a run was made from.
 *
 * @param path as the user named it, made absolute
 * @param bytes its size
 * @param sha256 the hash of its bytes, lower-case hex
 * @since 0.1.0
 */
public record DataSource(String path, long bytes, String sha256) {
  /** The folder within a run's where the sample lies that it was made from, if it was. */
  public static final String SAMPLE = "sample";

  /** How the path of a column of a data set begins. */
  private static final String COLUMN = "spark/";

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** Checks the parts. */
  public DataSource {
    // config.json may come from anywhere; what is missing is named by whoever reads it.
    if (path != null) {
      parse(path);
    }
    if (bytes < 0) {
      throw new SimlossException("a data file cannot have " + bytes + " bytes");
    }
    if (sha256 != null && !SHA256.matcher(sha256).matches()) {
      throw new SimlossException(
          Messages.quote(sha256) + " is no SHA-256: 64 digits of lower-case hex are needed");
    }
  }

  private static Path parse(String path) {
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      throw new SimlossException(
          "a data file is named that cannot be a path: " + Messages.quote(path), e);
    }
  }

  /** The source a file is now. */
  public static DataSource of(Path file) {
    Path readable = InputFiles.rereadable(file);
    try {
      return new DataSource(
          file.toAbsolutePath().normalize().toString(),
          Files.size(readable),
          FileHash.sha256(readable));
    } catch (IOException e) {
      throw Messages.reading(file, e);
    }
  }

  /**
   * A column of a data set of Spark, which is no file.
   *
   * @param name of the column
   * @param sha256 of what is in it
   */
  public static DataSource ofColumn(String name, String sha256) {
    return new DataSource(COLUMN + name, 0, sha256);
  }

  /** Where it was; the file need not be there. */
  public Path file() {
    return parse(path);
  }

  /**
   * Checks that the file is still the one it was.
   *
   * @return where it is
   * @throws SimlossException if it is gone, or its content is another
   */
  public Path requireUnchanged() {
    requireFile();
    // A run made by somebody else may name a device or a pipe, which has no end.
    if (!Files.isRegularFile(file())) {
      throw new SimlossException(
          "the run was begun with "
              + Messages.quote(path)
              + ", which is no longer there: put it back, or name it with --train, --dev, --vectors"
              + " or --similarities where it is now");
    }
    return requireSame(file());
  }

  /**
   * The same for a file that may have moved along.
   *
   * @param folder looked at if it is not where it was: a file of its name and content counts
   */
  public Path requireUnchanged(Path folder) {
    Path name = file().getFileName();
    if (name != null && !Files.isRegularFile(file())) {
      Path there = folder.resolve(name.toString());
      if (Files.isRegularFile(there, LinkOption.NOFOLLOW_LINKS) && isSame(of(there))) {
        return there;
      }
    }
    return requireUnchanged();
  }

  /**
   * Checks that a file has the content that this one had.
   *
   * @return the file
   * @throws SimlossException if its content is another
   */
  public Path requireSame(Path other) {
    requireFile();
    if (!isSame(of(other))) {
      throw new SimlossException(
          Messages.oneLine(other)
              + " is not the file the run was begun with (its hash differs): put that one back, or"
              + " train again");
    }
    return other;
  }

  private void requireFile() {
    if (path.startsWith(COLUMN)) {
      throw new SimlossException(
          "the run was trained by Spark on the column "
              + Messages.quote(path)
              + ", which is no file: to continue it give Spark the same folder and options, to see"
              + " sentences name a file of them");
    }
  }

  private boolean isSame(DataSource now) {
    return now.bytes == bytes && now.sha256.equals(sha256);
  }
}
