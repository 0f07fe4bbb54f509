package io.github.simloss.dl4j;

import io.github.simloss.backend.Device;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.model.Dl4jEngine;
import io.github.simloss.dl4j.internal.runtime.Nd4jRuntime;
import io.github.simloss.selftest.CheckedBackend;
import io.github.simloss.selftest.EnginePaths;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * The engine {@code dl4j}: DeepLearning4J's ND4J. System properties:
 *
 * <ul>
 *   <li>{@code simloss.native.environment=true}, before the first use: threads that wait do not
 *       spin, ND4J starts without its messages. The command line sets it; by default the process
 *       stays as it is.
 *   <li>{@code simloss.dl4j.fused=false}: ND4J operations instead of fused Java loops on the CPU
 *       too, as on other devices.
 *   <li>{@code simloss.dl4j.tableMegabytes}: what a V x V table of similarities may take, 512 by
 *       default; above it they are computed chunk by chunk.
 *   <li>{@code simloss.dl4j.chunkMegabytes}: what one array of a chunk of positions by V may take,
 *       51 by default.
 *   <li>{@code simloss.engine.check=false}: no check, see below.
 * </ul>
 *
 * <p>The first model of a hidden size, input size and number of threads in a process is compared
 * with plain Java in double precision, see {@link EnginePaths}. Where fused loops are wrong, ND4J
 * operations take their place and one warning says so; if those are wrong too, opening a model
 * throws a {@link io.github.simloss.SimlossException}.
 *
 * <p>Results do not depend on the run: the same weights and batches give the same digits. Sums
 * inside OpenBLAS may be ordered differently for another number of threads. Safe for use by several
 * threads.
 *
 * @since 0.1.0
 */
public final class Dl4jBackend extends CheckedBackend {
  /**
   * Chosen once a process, whatever the number of backends: with fused loops tried, and without.
   */
  private static final EnginePaths<ComputePath> FUSED = paths(true);

  private static final EnginePaths<ComputePath> ARRAYS = paths(false);

  /** The backend as the system properties say; loads no native library. */
  public Dl4jBackend() {
    this(ComputePath.wantsFused());
  }

  /** With or without fused loops on the CPU. */
  Dl4jBackend(boolean fused) {
    super("dl4j", fused ? FUSED : ARRAYS);
  }

  private static EnginePaths<ComputePath> paths(boolean fused) {
    return new EnginePaths<>(
        new Dl4jEngine(fused), message -> LoggerFactory.getLogger(Dl4jBackend.class).warn(message));
  }

  @Override
  protected void setThreads(int threads) {
    Nd4jRuntime.setThreads(threads);
  }

  @Override
  protected String gpuRemedy() {
    return Nd4jRuntime.GPU_REMEDY;
  }

  @Override
  public List<Device> devices() {
    return Nd4jRuntime.devices();
  }
}
