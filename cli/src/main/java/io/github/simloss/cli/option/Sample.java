package io.github.simloss.cli.option;

import io.github.simloss.SimlossException;
import io.github.simloss.io.AtomicFiles;
import io.github.simloss.io.Messages;
import io.github.simloss.io.OwnFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The small corpus and vectors inside the jar, that {@code simloss train} uses when it is given no
 * data.
 *
 * @param folder where they were unpacked to
 * @param made what was not there before
 */
public record Sample(Path folder, List<Path> made) {
  private static final List<String> FILES =
      List.of("train.txt", "dev.txt", "test.txt", "vectors.vec", "stop-words.txt", "README.md");

  /**
   * Unpacks the sample. Files of it that are there already are left as they are.
   *
   * @throws SimlossException if other files of the same names are there
   */
  public static Sample unpack(Path folder) {
    List<String> missing = new ArrayList<>();
    for (String name : FILES) {
      Path file = folder.resolve(name);
      OwnFiles.requireNoLink(file);
      if (!Files.exists(file)) {
        missing.add(name);
      } else if (!isSame(file, name)) {
        throw new SimlossException(
            Messages.quote(file)
                + " is there and is not the sample's: choose another --out, or move it away");
      }
    }
    List<Path> made = new ArrayList<>();
    for (Path above = folder; above != null && !Files.exists(above); above = above.getParent()) {
      made.add(0, above);
    }
    for (String name : missing) {
      made.add(folder.resolve(name));
      AtomicFiles.write(folder.resolve(name), out -> out.write(bytes(name)));
    }
    return new Sample(folder, made);
  }

  /** Removes what was not there before, of a command that came to nothing. */
  void discard() {
    for (int i = made.size() - 1; i >= 0; i--) {
      try {
        Files.deleteIfExists(made.get(i));
      } catch (IOException e) {
        // A folder in which there is something else by now.
      }
    }
  }

  private static boolean isSame(Path file, String name) {
    try {
      return Arrays.equals(Files.readAllBytes(file), bytes(name));
    } catch (IOException e) {
      throw Messages.reading(file, e);
    }
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in =
        Sample.class.getResourceAsStream("/io/github/simloss/cli/sample/" + name)) {
      if (in == null) {
        throw new IOException("the jar lacks sample/" + name);
      }
      return in.readAllBytes();
    }
  }

  public Path train() {
    return folder.resolve("train.txt");
  }

  public Path dev() {
    return folder.resolve("dev.txt");
  }

  public Path test() {
    return folder.resolve("test.txt");
  }

  public Path vectors() {
    return folder.resolve("vectors.vec");
  }

  public Path stopWords() {
    return folder.resolve("stop-words.txt");
  }
}
