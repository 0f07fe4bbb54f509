package io.github.simloss.benchmarks.vectors;

import io.github.simloss.benchmarks.measure.Memory;
import io.github.simloss.embeddings.VectorFile;
import io.github.simloss.embeddings.VectorOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * One reading in a process of its own: prints seconds, the peak of resident megabytes (0 where the
 * system does not say) and how many words it has.
 *
 * <p>Arguments: {@code bytes}, {@code selective} or {@code cached}; the file, its rows, words
 * wanted, and for {@code cached} the cache's folder. The first reading of a process includes the
 * compiler's warm-up, as it does for a user.
 */
final class OneReading {
  private OneReading() {}

  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[1]);
    Set<String> words =
        GeneratedVectors.words(Integer.parseInt(args[2]), Integer.parseInt(args[3]));
    long start = System.nanoTime();
    int found =
        switch (args[0]) {
          case "bytes" -> bytes(file);
          case "selective" -> read(file, VectorOptions.DEFAULT, words);
          case "cached" -> read(file, VectorOptions.DEFAULT.withCache(Path.of(args[4])), words);
          default -> throw new IllegalArgumentException("unknown reading " + args[0]);
        };
    double seconds = (System.nanoTime() - start) * 1e-9;
    Long peak = Memory.peakMegabytes();
    System.out.printf(Locale.ROOT, "%.4f %d %d%n", seconds, peak == null ? 0 : peak, found);
  }

  private static int read(Path file, VectorOptions options, Set<String> words) {
    return VectorFile.open(file, options).read(words).coverage().found();
  }

  private static int bytes(Path file) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
    try (FileChannel channel = FileChannel.open(file)) {
      while (channel.read(buffer.clear()) >= 0) {
        buffer.flip();
      }
    }
    return 0;
  }
}
