package io.github.simloss.cli.option;

import io.github.simloss.io.AtomicFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The small corpus and vectors inside the jar, that {@code simloss train} uses when it is given no
 * data.
 *
 * @param folder where they were unpacked to
 */
public record Sample(Path folder) {
  private static final List<String> FILES =
      List.of("train.txt", "dev.txt", "test.txt", "vectors.vec", "stop-words.txt", "README.md");

  /** Unpacks the sample. */
  public static Sample unpack(Path folder) {
    for (String name : FILES) {
      AtomicFiles.write(
          folder.resolve(name),
          out -> {
            try (InputStream in =
                Sample.class.getResourceAsStream("/io/github/simloss/cli/sample/" + name)) {
              if (in == null) {
                throw new UncheckedIOException(new IOException("the jar lacks sample/" + name));
              }
              in.transferTo(out);
            }
          });
    }
    return new Sample(folder);
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
