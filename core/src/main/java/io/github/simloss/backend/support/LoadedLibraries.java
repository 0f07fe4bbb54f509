package io.github.simloss.backend.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The native libraries of this process.
 *
 * @since 0.1.0
 */
public final class LoadedLibraries {
  /**
   * How to open a library that is loaded, to ask it something: RTLD_LAZY and RTLD_NOLOAD. JNA's own
   * flags hold RTLD_GLOBAL, which would let other copies of the same library bind to this one's
   * symbols: two copies of OpenBLAS then free each other's memory.
   */
  public static final int OPEN_FLAGS = 1 | 4;

  private static final Path MAPS = Path.of("/proc/self/maps");

  private LoadedLibraries() {}

  /**
   * The file of a library that is loaded, as Linux tells; empty on other systems, or if there is
   * none.
   *
   * @param start how its file name starts, for instance {@code libopenblas.}
   */
  public static Optional<Path> find(String start) {
    if (!Files.isReadable(MAPS)) {
      return Optional.empty();
    }
    // Names of files may be of any bytes.
    try (Stream<String> lines = Files.lines(MAPS, StandardCharsets.ISO_8859_1)) {
      return find(lines, start);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The same, of the lines of {@code /proc/self/maps}. */
  static Optional<Path> find(Stream<String> maps, String start) {
    return maps.filter(line -> line.indexOf('/') >= 0)
        .map(line -> line.substring(line.indexOf('/')))
        .filter(path -> path.substring(path.lastIndexOf('/') + 1).startsWith(start))
        .map(path -> new String(path.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
        .map(Path::of)
        .findFirst();
  }
}
