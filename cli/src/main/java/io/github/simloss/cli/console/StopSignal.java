package io.github.simloss.cli.console;

import io.github.simloss.io.TemporaryFiles;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Ctrl-C (or a polite kill) while training: the step under way is finished and a checkpoint written
 * before the process ends.
 */
public final class StopSignal implements BooleanSupplier, AutoCloseable {
  /** A step and a checkpoint of a large model take this long at most. */
  private static final long PATIENCE_SECONDS = 120;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "simloss-stop");
  private final TemporaryFiles.Hold files = TemporaryFiles.hold();
  private volatile boolean stopping;

  public StopSignal() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void stop() {
    stopping = true;
    try {
      // The JVM ends when its hooks do: wait until training has come to rest.
      if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("simloss: gave up waiting for the checkpoint");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean getAsBoolean() {
    return stopping;
  }

  @Override
  public void close() {
    files.close();
    finished.countDown();
    if (!stopping) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
