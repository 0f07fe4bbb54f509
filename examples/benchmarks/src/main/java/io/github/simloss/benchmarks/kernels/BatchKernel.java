package io.github.simloss.benchmarks.kernels;

import io.github.simloss.batch.PackedRows;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.text.SpecialToken;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A batch from its sentences, as an engine gets it: padded, and packed to its real positions. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BatchKernel {
  private static final int MAX_LENGTH = 15;
  private static final int SHORTEST = 5;

  /** Sentences. */
  @Param({"10", "128"})
  public int sentences;

  private int[][] ids;

  /** Draws sentences of 5 to 15 tokens. */
  @Setup(Level.Trial)
  public void draw() {
    SeededRandom random = new SeededRandom(1);
    ids = new int[sentences][];
    for (int b = 0; b < sentences; b++) {
      ids[b] = new int[SHORTEST + random.nextInt(MAX_LENGTH - SHORTEST + 1)];
      for (int t = 0; t < ids[b].length; t++) {
        ids[b][t] = SpecialToken.values().length + random.nextInt(9000);
      }
    }
  }

  /** The kernel. */
  @Benchmark
  public PackedRows batch() {
    return new PackedRows(TokenRows.of(ids, MAX_LENGTH, SpecialToken.PADDING.id()));
  }
}
