package io.github.simloss.run.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.simloss.SimlossException;
import io.github.simloss.io.FileHash;
import io.github.simloss.io.Messages;
import io.github.simloss.io.OwnFiles;
import io.github.simloss.io.Release;
import io.github.simloss.io.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code manifest.json}: the hashes that the files beside it must have.
 *
 * @param format version of this file
 * @param release the simloss that wrote it
 * @param sha256 file name to SHA-256, lower-case hex
 * @since 0.1.0
 */
public record Manifest(int format, String release, Map<String, String> sha256) {
  /** Its name. */
  public static final String NAME = "manifest.json";

  private static final int FORMAT = 1;

  /** Writes the manifest of files that are in a folder. */
  public static void write(Path folder, List<String> names) {
    Map<String, String> hashes = new TreeMap<>();
    for (String name : names) {
      hashes.put(name, hash(folder.resolve(name)));
    }
    write(folder, hashes);
  }

  /** Writes a manifest of these hashes. */
  public static void write(Path folder, Map<String, String> hashes) {
    Json.write(folder.resolve(NAME), new Manifest(FORMAT, Release.current(), hashes));
  }

  /**
   * Adds a file's hash to the manifest of its folder. Without a manifest, as somebody left it who
   * changed files on purpose, nothing is written.
   */
  public static void cover(Path folder, String name) {
    if (Files.exists(folder.resolve(NAME))) {
      Map<String, String> hashes = new TreeMap<>(read(folder).sha256);
      hashes.put(name, hash(folder.resolve(name)));
      write(folder, hashes);
    }
  }

  /** Takes a file out of the manifest of its folder, if there is one that names it. */
  public static void uncover(Path folder, String name) {
    if (Files.exists(folder.resolve(NAME))) {
      Map<String, String> hashes = new TreeMap<>(read(folder).sha256);
      if (hashes.remove(name) != null) {
        write(folder, hashes);
      }
    }
  }

  /**
   * Reads the manifest of a folder.
   *
   * @throws SimlossException if it is missing, damaged or of a newer release
   */
  public static Manifest read(Path folder) {
    Path file = folder.resolve(NAME);
    OwnFiles.requirePlain(folder, file);
    JsonNode tree = Json.read(file, JsonNode.class);
    Release.requireFormat(
        file, tree.path("format").asInt(0), FORMAT, tree.path("release").asText(null));
    Manifest manifest = Json.read(file, Manifest.class);
    if (manifest.sha256 == null) {
      throw new SimlossException(Messages.oneLine(file) + " names no hashes; it is damaged");
    }
    return manifest;
  }

  /**
   * Checks a file of the manifest's folder.
   *
   * @throws SimlossException if it is missing or its hash is another
   */
  public void require(Path file) {
    String name = file.getFileName().toString();
    requireNamed(name);
    if (!hash(file).equals(sha256.get(name))) {
      throw new SimlossException(
          Messages.oneLine(file) + " does not have the hash that " + NAME + " beside it names");
    }
  }

  /**
   * Checks that a file is covered.
   *
   * @throws SimlossException if it is not
   */
  public void requireNamed(String name) {
    if (sha256.get(name) == null) {
      throw new SimlossException(NAME + " has no hash of " + Messages.quote(name));
    }
  }

  /** The hash of a file that must be there. */
  public static String hash(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new SimlossException(Messages.oneLine(file) + " is missing");
    }
    try {
      return FileHash.sha256(file);
    } catch (IOException e) {
      throw Messages.reading(file, e);
    }
  }
}
