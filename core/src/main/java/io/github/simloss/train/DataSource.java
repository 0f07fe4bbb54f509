package io.github.simloss.train;

import io.github.simloss.SimlossException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file a run was made from.
 *
 * @param path as the user named it, made absolute
 * @param bytes its size
 * @param sha256 the hash of its bytes, lower-case hex
 */
public record DataSource(String path, long bytes, String sha256) {

  /** The source a file is now. */
  public static DataSource of(Path file) {
    try {
      return new DataSource(
          file.toAbsolutePath().normalize().toString(), Files.size(file), sha256(file));
    } catch (IOException e) {
      throw new SimlossException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** The hash of a file's bytes, lower-case hex. */
  static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
