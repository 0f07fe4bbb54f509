package io.github.simloss.benchmarks.kernels;

import io.github.simloss.backend.Backends;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.similarity.NeighbourTable;
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

/** The exact table of every word's N nearest. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 7)
@Fork(1)
public class NeighbourKernel {
  /** Engine. */
  @Param({"djl", "dl4j"})
  public String engine;

  /** V. */
  @Param("9600")
  public int words;

  /** N. */
  @Param("10")
  public int neighbours;

  private Engine opened;
  private UnitVectors vectors;

  /** Draws vectors of 300 dimensions. */
  @Setup(Level.Trial)
  public void draw() {
    opened = Backends.discover().get(engine).open(Device.CPU);
    vectors = RandomVectors.units(words, 300, 1);
  }

  /** The kernel. */
  @Benchmark
  public NeighbourTable table() {
    return opened.neighbours(vectors, neighbours);
  }
}
