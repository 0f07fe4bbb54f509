package io.github.simloss.benchmarks.kernels;

import io.github.simloss.loss.LossSpec;
import io.github.simloss.random.SeededRandom;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A loss and its gradient with respect to the logits, which are there already. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LossKernel {
  /** Engine. */
  @Param({"djl", "dl4j"})
  public String engine;

  /** Loss, by its name. */
  @Param({"ce", "weighted-ce", "weighted-sim", "soft-label"})
  public String loss;

  /** V. */
  @Param("9600")
  public int words;

  /** Rows of logits. */
  @Param("128")
  public int positions;

  private EngineLoss run;

  /** Draws logits and targets. */
  @Setup(Level.Trial)
  public void draw() {
    SeededRandom random = new SeededRandom(2);
    int[] targets = new int[positions];
    for (int i = 0; i < positions; i++) {
      targets[i] = random.nextInt(words);
    }
    float[] logits = RandomVectors.gaussian(positions * words, 3);
    run =
        EngineLoss.of(
            engine, LossSpec.of(loss), RandomVectors.units(words, 300, 1), logits, targets);
  }

  /** Frees what the engine holds. */
  @TearDown(Level.Trial)
  public void close() {
    run.close();
  }

  /** The kernel. */
  @Benchmark
  public double lossAndGradient() {
    return run.lossAndGradient();
  }
}
