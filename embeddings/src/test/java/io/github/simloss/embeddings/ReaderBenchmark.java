package io.github.simloss.embeddings;

import io.github.simloss.io.AtomicFiles;
import io.github.simloss.io.SeededRandom;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * How fast text is read: a selective reading of a generated {@code .vec}, against reading its bytes
 * alone, and the second opening through the cache.
 *
 * <p>Run its {@code main} with the test class path and, for instance, {@code -Xmx256m}. Arguments:
 * folder, rows, dimension, words wanted, rounds. The generated file stays in the folder, for the
 * next run.
 */
final class ReaderBenchmark {
  private ReaderBenchmark() {}

  /** Generates and measures. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    int rows = Integer.parseInt(args[1]);
    int dimension = Integer.parseInt(args[2]);
    int wanted = Integer.parseInt(args[3]);
    int rounds = Integer.parseInt(args[4]);
    Files.createDirectories(folder);
    Path file = folder.resolve("benchmark-" + rows + "x" + dimension + ".vec");
    if (!Files.exists(file)) {
      generate(file, rows, dimension);
    }
    double megabytes = Files.size(file) / 1e6;
    SeededRandom random = new SeededRandom(5);
    Set<String> words = new LinkedHashSet<>();
    while (words.size() < wanted) {
      words.add(word(random.nextInt(rows)));
    }
    for (int threads : new int[] {1, 2, 4}) {
      VectorOptions options = VectorOptions.DEFAULT.withThreads(threads);
      for (int round = 0; round < rounds; round++) {
        long start = System.nanoTime();
        int found = VectorFile.open(file, options).read(words).coverage().found();
        report("selective, threads " + threads, start, megabytes);
        if (found != words.size()) {
          throw new IllegalStateException("found " + found);
        }
      }
    }
    VectorOptions cached = VectorOptions.DEFAULT.withCache(folder.resolve("cache"));
    for (int round = 0; round < 1 + rounds; round++) {
      long start = System.nanoTime();
      VectorSet vectors = VectorFile.open(file, cached).read(words);
      report(round == 0 ? "read and cached" : "through the cache", start, megabytes);
      if (vectors.coverage().found() != words.size()) {
        throw new IllegalStateException("found " + vectors.coverage());
      }
    }
    for (int round = 0; round < rounds; round++) {
      long start = System.nanoTime();
      readBytes(file);
      report("bytes alone, one thread", start, megabytes);
    }
    System.out.printf(
        Locale.ROOT, "peak heap %.0f MB, maximum resident %s%n", peakHeap() / 1e6, resident());
  }

  private static void report(String what, long start, double megabytes) {
    double seconds = (System.nanoTime() - start) * 1e-9;
    System.out.printf(
        Locale.ROOT, "%-28s %8.3f s %8.0f MB/s%n", what, seconds, megabytes / seconds);
  }

  private static String word(int row) {
    return "w" + Integer.toString(row, 36);
  }

  private static void generate(Path file, int rows, int dimension) {
    SeededRandom random = new SeededRandom(3);
    // Numbers as fastText prints them, drawn from a pool: drawing each would take minutes.
    byte[][] numbers = new byte[1 << 16][];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] =
          String.format(Locale.ROOT, " %.5g", 0.3 * random.nextGaussian())
              .getBytes(StandardCharsets.US_ASCII);
    }
    AtomicFiles.write(
        file,
        out -> {
          out.write((rows + " " + dimension + "\n").getBytes(StandardCharsets.US_ASCII));
          for (int row = 0; row < rows; row++) {
            out.write(word(row).getBytes(StandardCharsets.US_ASCII));
            for (int k = 0; k < dimension; k++) {
              out.write(numbers[random.nextInt(numbers.length)]);
            }
            out.write('\n');
          }
        });
  }

  private static void readBytes(Path file) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
    try (FileChannel channel = FileChannel.open(file)) {
      while (channel.read(buffer.clear()) >= 0) {
        buffer.flip();
      }
    }
  }

  private static long peakHeap() {
    long peak = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        peak += pool.getPeakUsage().getUsed();
      }
    }
    return peak;
  }

  private static String resident() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return "unknown";
    }
    return Files.readAllLines(status, StandardCharsets.US_ASCII).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .map(line -> line.substring(6).strip())
        .findFirst()
        .orElse("unknown");
  }
}
