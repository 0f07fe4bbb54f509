package io.github.simloss.djl;

import io.github.simloss.backend.Device;
import io.github.simloss.djl.internal.lstm.LstmPath;
import io.github.simloss.djl.internal.model.DjlEngine;
import io.github.simloss.djl.internal.runtime.PyTorchRuntime;
import io.github.simloss.selftest.CheckedBackend;
import io.github.simloss.selftest.EnginePaths;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * The engine {@code djl}: PyTorch through Deep Java Library, from the class path: nothing is
 * downloaded. System properties:
 *
 * <ul>
 *   <li>{@code simloss.native.environment=true}, before the first use: DJL works offline and
 *       reports nothing, OpenMP's threads do not spin, the allocator keeps large blocks, and LSTMs
 *       on a GPU keep single precision. The command line sets it; by default the process stays as
 *       it is. {@code simloss.native.malloc=false} leaves the allocator alone, {@code
 *       simloss.djl.tf32=true} the precision.
 *   <li>{@code simloss.djl.sideBySide=false}: both directions of an encoder run one after the
 *       other, as they do wherever threads spin; the results are the same.
 *   <li>{@code simloss.djl.tableMegabytes}: what a V x V table of similarities may take, 512 by
 *       default; above it they are computed chunk by chunk.
 *   <li>{@code simloss.djl.chunkMegabytes}: what an array of a chunk of positions by V may take, 51
 *       by default; a step holds about four.
 *   <li>{@code simloss.djl.lstm}: how LSTMs run, {@code inference}, {@code training} or {@code
 *       operations}, without a check; {@code auto} by default.
 *   <li>{@code simloss.engine.check=false}: no check at all.
 * </ul>
 *
 * <p>PyTorch's LSTM for inference is wrong on some machines. The first model of a hidden size,
 * input size and number of threads in a process is compared with plain Java in double precision,
 * see {@link EnginePaths}; where it is wrong, the kernel of training or single operations take its
 * place and one warning says so. If those are wrong too, making a model throws a {@link
 * io.github.simloss.SimlossException}.
 *
 * <p>Results do not depend on the run: the same weights and batches give the same digits on the
 * CPU, by the same kernels for any number of threads. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class DjlBackend extends CheckedBackend {
  private static final EnginePaths<LstmPath> PATHS =
      new EnginePaths<>(
          new DjlEngine(), message -> LoggerFactory.getLogger(DjlBackend.class).warn(message));

  /** The backend; loads no native library. */
  public DjlBackend() {
    super("djl", PATHS);
  }

  @Override
  public List<Device> devices() {
    return PyTorchRuntime.devices();
  }

  @Override
  protected void setThreads(int threads) {
    PyTorchRuntime.setThreads(threads);
  }

  @Override
  protected String gpuRemedy() {
    return PyTorchRuntime.GPU_REMEDY;
  }
}
