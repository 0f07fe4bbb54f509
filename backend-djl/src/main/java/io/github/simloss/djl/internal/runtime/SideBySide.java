package io.github.simloss.djl.internal.runtime;

import ai.djl.pytorch.jni.JniUtils;
import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import io.github.simloss.backend.support.LoadedLibraries;
import io.github.simloss.backend.support.ProcessEnvironment;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Two pieces of work at the same time, each with half of PyTorch's threads. PyTorch shares every
 * operation among all of them, and those of one time step are too small to gain much by that: on
 * two cores both directions of an LSTM take half the time side by side. How many threads an
 * operation of the calling thread takes is OpenMP's to say, and can be set where PyTorch brings
 * GNU's OpenMP, on Linux. Threads that spin while they wait for the next operation would take the
 * core from the other half: nothing is shared out then.
 */
public final class SideBySide {
  /** The system property that has all work done one after the other when it is {@code false}. */
  public static final String PROPERTY = "simloss.djl.sideBySide";

  /** The second thread ends when it has had nothing to do for so long. */
  private static final long IDLE_SECONDS = 10;

  private static final ReentrantLock FREE = new ReentrantLock();
  private static final ThreadPoolExecutor SECOND = second();

  private SideBySide() {}

  /** omp_set_num_threads of PyTorch's own OpenMP; loaded when PyTorch is. */
  private static final class OpenMp {
    static final Optional<Function> SET_THREADS = waits() ? find() : Optional.empty();

    private static boolean waits() {
      String policy = System.getenv("OMP_WAIT_POLICY");
      return policy == null ? ProcessEnvironment.isWanted() : policy.equalsIgnoreCase("passive");
    }

    private static Optional<Function> find() {
      Optional<Path> torch = LoadedLibraries.find("libtorch_cpu.");
      // Another library's OpenMP may be in the process too.
      return LoadedLibraries.find("libgomp-")
          .filter(file -> torch.isPresent() && same(file.getParent(), torch.get().getParent()))
          .flatMap(OpenMp::function);
    }

    private static boolean same(Path one, Path other) {
      return one != null && one.equals(other);
    }

    private static Optional<Function> function(Path file) {
      try {
        return Optional.of(
            NativeLibrary.getInstance(
                    file.toString(), Map.of(Library.OPTION_OPEN_FLAGS, LoadedLibraries.OPEN_FLAGS))
                .getFunction("omp_set_num_threads"));
      } catch (LinkageError e) {
        // A process without JNA's native part.
        return Optional.empty();
      }
    }
  }

  private static ThreadPoolExecutor second() {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, "simloss-djl");
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  /** Whether PyTorch, which is loaded, has threads to share out. */
  public static boolean isPossible() {
    return !"false".equals(System.getProperty(PROPERTY))
        && PyTorchRuntime.threads() > 1
        && OpenMp.SET_THREADS.isPresent();
  }

  /**
   * Runs both and returns when both are done; one after the other if the second thread is at work
   * for somebody else. A new thread records operations for autograd: {@code there} begins with an
   * {@code ArrayScope} of its own.
   *
   * @param here runs on the calling thread
   * @param there runs on another one
   */
  public static void run(Runnable here, Runnable there) {
    if (!isPossible() || !FREE.tryLock()) {
      here.run();
      there.run();
      return;
    }
    int threads = PyTorchRuntime.threads();
    try {
      Future<?> other = SECOND.submit(() -> withThreads(threads / 2, there));
      try {
        withThreads(threads - threads / 2, here);
      } finally {
        setThreads(threads);
        await(other);
      }
    } finally {
      FREE.unlock();
    }
  }

  private static void withThreads(int threads, Runnable work) {
    // PyTorch gives a thread its number at the first question.
    JniUtils.getNumThreads();
    setThreads(threads);
    work.run();
  }

  private static void setThreads(int threads) {
    OpenMp.SET_THREADS.orElseThrow().invokeVoid(new Object[] {threads});
  }

  /** Waits, whatever happens: the work reads memory that the caller frees. */
  private static void await(Future<?> work) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          work.get();
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          if (e.getCause() instanceof Error error) {
            throw error;
          }
          throw (RuntimeException) e.getCause();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
