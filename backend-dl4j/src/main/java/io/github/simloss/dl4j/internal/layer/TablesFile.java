package io.github.simloss.dl4j.internal.layer;

import io.github.simloss.SimlossException;
import io.github.simloss.io.AtomicFiles;
import io.github.simloss.loss.ReconstructionLoss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file that holds the tables of a loss, see {@link LossTables}.
 *
 * @param path as the user named it
 * @param sha256 the hash of its bytes, lower-case hex
 * @param loss what it was written for
 */
public record TablesFile(String path, String sha256, ReconstructionLoss loss) {
  /** The longest file that can be a table. */
  private static final long LONGEST = Integer.MAX_VALUE - 8L;

  /**
   * Writes the tables, unless they are there.
   *
   * @throws SimlossException if the file holds something else, or cannot be written
   */
  public static TablesFile write(Path file, ReconstructionLoss loss) {
    byte[] bytes = LossTables.bytes(loss);
    String hash = hash(bytes);
    if (!Files.exists(file)) {
      AtomicFiles.write(file, out -> out.write(bytes));
    } else if (!hash.equals(hash(read(file)))) {
      throw new SimlossException(
          "the tables' file " + file + " is there and holds other tables: name another file");
    }
    return new TablesFile(file.toString(), hash, loss);
  }

  /**
   * Reads tables.
   *
   * @throws SimlossException if the file is missing, cannot be read, or has another hash
   */
  static byte[] read(String path, String sha256) {
    byte[] bytes;
    try {
      bytes = read(Path.of(path));
    } catch (InvalidPathException e) {
      throw new SimlossException("'" + path + "' is no path of a tables' file", e);
    }
    String found = hash(bytes);
    if (!found.equals(sha256)) {
      throw new SimlossException(
          "the tables' file "
              + path
              + " is not the one the model was saved with: its SHA-256 is "
              + found
              + ", not "
              + sha256);
    }
    return bytes;
  }

  private static byte[] read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new SimlossException("there is no tables' file " + file.toAbsolutePath());
      }
      if (Files.size(file) > LONGEST) {
        throw new SimlossException("the file " + file + " is beyond 2 GB; it holds no tables");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new SimlossException("cannot read the tables' file " + file + ": " + e, e);
    }
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
