package io.github.simloss.spark.internal.train;

import io.github.simloss.SimlossException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/** Refuses, before anything starts, what would fail or wait for long. */
public final class ClusterChecks {
  /** Executors of a cluster come one after another when an application starts. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

  private ClusterChecks() {}

  /**
   * Checks that workers may stand in one barrier stage and send each other numbers in the clear.
   *
   * @param workers how many
   * @param allowPlain whether the user knows that gradients are not encrypted
   * @throws SimlossException in one line
   */
  public static void require(SparkContext spark, int workers, boolean allowPlain) {
    SparkConf conf = spark.conf();
    for (String name :
        List.of(
            "spark.network.crypto.enabled",
            "spark.ssl.enabled",
            "spark.ssl.rpc.enabled",
            "spark.io.encryption.enabled")) {
      if (!allowPlain && conf.getBoolean(name, false)) {
        throw new SimlossException(
            name
                + " is on, and workers send each other gradients unencrypted and keep sentences as"
                + " ids on their disks: set allowUnencrypted (--allow-unencrypted) if the network"
                + " and the disks are yours, or train without it");
      }
    }
    if (conf.getBoolean("spark.dynamicAllocation.enabled", false)) {
      throw new SimlossException(
          "spark.dynamicAllocation.enabled is on, and all workers must stand at once: switch it"
              + " off for training, and name the executors with --num-executors");
    }
    if (conf.getBoolean("spark.speculation", false)) {
      throw new SimlossException(
          "spark.speculation is on, and a worker cannot be run twice: switch it off for training");
    }
    requireSlots(spark, workers);
  }

  private static void requireSlots(SparkContext spark, int workers) {
    int slots = awaitSlots(spark, workers, spark.isLocal() ? 0 : PATIENCE);
    if (slots < workers) {
      throw new SimlossException(
          workers
              + " workers need "
              + workers
              + " slots at once, and there are "
              + slots
              + " (cores of all executors / spark.task.cpus): start more executors, or set"
              + " numWorkers to "
              + Math.max(1, slots));
    }
  }

  /**
   * Waits for executors that are started again, for Spark itself looks for them every 15 seconds.
   *
   * @param nanos how long
   * @return how many slots there are at the end, enough or not
   */
  static int awaitSlots(SparkContext spark, int workers, long nanos) {
    long deadline = System.nanoTime() + nanos;
    int slots = slots(spark);
    while (slots < workers && System.nanoTime() < deadline) {
      try {
        Thread.sleep(200);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SimlossException("interrupted as it waited for executors", e);
      }
      slots = slots(spark);
    }
    return slots;
  }

  private static int slots(SparkContext spark) {
    return spark.maxNumConcurrentTasks(spark.resourceProfileManager().defaultResourceProfile());
  }
}
