package io.github.simloss.tensor;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * A hash of weights that travels in their own file, as the text {@value #KEY} of a safetensors
 * file's metadata: so that it can neither be lost nor be that of another state of the file.
 *
 * @since 0.1.0
 */
public final class Checksum {
  /** The key in the metadata. */
  public static final String KEY = "sha256";

  private Checksum() {}

  /**
   * The metadata with the hash added.
   *
   * @param tensors what the file will hold
   * @param metadata the other texts
   */
  public static Map<String, String> addTo(Map<String, String> metadata, NamedTensors tensors) {
    Map<String, String> all = new TreeMap<>(metadata);
    all.remove(KEY);
    all.put(KEY, of(tensors, all));
    return all;
  }

  /** Whether the hash that a file names is that of what it holds; false if it names none. */
  public static boolean matches(Safetensors.Contents contents) {
    Map<String, String> others = new TreeMap<>(contents.metadata());
    String named = others.remove(KEY);
    try {
      return named != null && named.equals(of(contents.tensors(), others));
    } catch (IllegalArgumentException e) {
      // A name or text that no file of ours can hold.
      return false;
    }
  }

  /** SHA-256, lower-case hex, of the file that these tensors and texts are without the hash. */
  private static String of(NamedTensors tensors, Map<String, String> metadata) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
        SafetensorsWriter.write(out, SafetensorsWriter.header(tensors, metadata), tensors);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException("a digest cannot fail to be written", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
