package io.github.simloss.benchmarks.search;

import io.github.simloss.backend.host.RowWorkers;
import io.github.simloss.benchmarks.measure.BenchmarkMain;
import io.github.simloss.benchmarks.measure.Numbers;
import io.github.simloss.encoding.SentenceIndex;
import io.github.simloss.random.SeededRandom;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Times exact search: one query, which can be no faster than reading all codes from memory, and
 * several at once, which are a matrix product. Rounds go in turns with plain sums over the same
 * amount of memory.
 */
@Command(
    name = "SearchBenchmark",
    mixinStandardHelpOptions = true,
    description = "Times exact search of many codes.")
public final class SearchBenchmark implements Callable<Integer> {
  private static final int FOUND = 10;
  private static final long SEED = 1;

  /** Values of an array that is read to see how fast memory is. */
  private static final int CHUNK = 1 << 20;

  @Spec private CommandSpec command;

  @Option(names = "--sentences", split = ",", defaultValue = "100000")
  private List<Integer> sentences;

  @Option(names = "--code-size", defaultValue = "1024")
  private int codeSize;

  @Option(names = "--queries", split = ",", defaultValue = "1,64", description = "At once.")
  private List<Integer> queries;

  @Option(
      names = "--threads",
      split = ",",
      description = "Several; default: 1 and as many as cores.")
  private List<Integer> threads = List.of(1, Runtime.getRuntime().availableProcessors());

  @Option(names = "--rounds", defaultValue = "5", description = "Of which the median is reported.")
  private int rounds;

  /**
   * Measures.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    BenchmarkMain.run(new SearchBenchmark(), args);
  }

  @Override
  public Integer call() {
    PrintWriter print = command.commandLine().getOut();
    print.println(
        "| sentences | queries | threads | ms | ms a query | GB/s | GFLOP/s | memory, GB/s |");
    print.println("|---:|---:|---:|---:|---:|---:|---:|---:|");
    for (int count : sentences) {
      SentenceIndex index = new SentenceIndex(random(count, SEED), codeSize);
      for (int width : queries) {
        float[] codes = random(width, SEED + 1);
        for (int used : threads.stream().distinct().toList()) {
          line(print, index, codes, width, used);
        }
      }
    }
    return 0;
  }

  private void line(PrintWriter print, SentenceIndex index, float[] codes, int width, int used) {
    double bytes = 4.0 * index.size() * codeSize;
    float[][] memory = new float[(int) Math.max(1, bytes / 4 / CHUNK)][CHUNK];
    List<Double> times = new ArrayList<>();
    List<Double> reads = new ArrayList<>();
    int found = 0;
    double sum = 0;
    // Two rounds more, for the compiler.
    for (int round = -2; round < rounds; round++) {
      long start = System.nanoTime();
      found += index.nearest(codes, FOUND, used).size();
      long between = System.nanoTime();
      sum += read(memory, used);
      long end = System.nanoTime();
      if (round >= 0) {
        times.add((between - start) / 1e6);
        reads.add(4e-9 * memory.length * CHUNK / ((end - between) / 1e9));
      }
    }
    if (found != width * (rounds + 2) || sum != 0) {
      throw new IllegalStateException("a search found nothing");
    }
    double milliseconds = Numbers.median(times);
    print.printf(
        Locale.ROOT,
        "| %,d | %d | %d | %.1f | %.2f | %.1f | %.1f | %.1f |%n",
        index.size(),
        width,
        used,
        milliseconds,
        milliseconds / width,
        bytes / milliseconds / 1e6,
        2e-6 * index.size() * codeSize * width / milliseconds,
        Numbers.median(reads));
    print.flush();
  }

  /** Adds arrays into one that stays in the cache: as fast as a loop in Java reads memory. */
  private static float read(float[][] memory, int threads) {
    float[] sums = new float[threads];
    RowWorkers.run(
        threads,
        threads,
        1,
        (from, to) -> {
          for (int thread = from; thread < to; thread++) {
            float[] sum = new float[CHUNK / 1024];
            float[] part = new float[sum.length];
            for (int n = thread; n < memory.length; n += threads) {
              for (int at = 0; at < CHUNK; at += part.length) {
                System.arraycopy(memory[n], at, part, 0, part.length);
                for (int k = 0; k < part.length; k++) {
                  sum[k] += part[k];
                }
              }
            }
            sums[thread] = (float) IntStream.range(0, sum.length).mapToDouble(k -> sum[k]).sum();
          }
        });
    float total = 0;
    for (float one : sums) {
      total += one;
    }
    return total;
  }

  private float[] random(int rows, long seed) {
    SeededRandom random = new SeededRandom(seed);
    float[] values = new float[Math.multiplyExact(rows, codeSize)];
    for (int k = 0; k < values.length; k++) {
      values[k] = random.uniform(-1, 1);
    }
    return values;
  }
}
