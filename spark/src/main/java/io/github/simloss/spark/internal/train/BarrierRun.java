package io.github.simloss.spark.internal.train;

import io.github.simloss.SimlossException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.reflect.ClassTag$;

/**
 * Runs the workers of a training run in a barrier stage, again from the newest checkpoint where it
 * fails: Spark gives a result stage up as soon as one of its tasks is lost.
 */
public final class BarrierRun {
  private static final Logger LOG = LoggerFactory.getLogger(BarrierRun.class);

  /** A lost executor is started again by its cluster, or Spark's own, longer patience begins. */
  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);

  private BarrierRun() {}

  /**
   * Trains to the end.
   *
   * @param workers how many
   * @param restarts how often it may begin again
   * @return how it ended, in one line
   * @throws SimlossException if it diverges, or fails more often
   */
  public static String train(SparkContext spark, WorkerPlan plan, int workers, int restarts) {
    for (int failures = 0; ; failures++) {
      try {
        String outcome = stage(spark, plan, workers);
        if (outcome.startsWith(BarrierWorker.DIVERGED)) {
          throw new SimlossException(outcome.substring(BarrierWorker.DIVERGED.length()));
        }
        return outcome;
      } catch (SimlossException e) {
        throw e;
      } catch (Exception e) {
        // A Scala method throws what Java does not know it to throw.
        if (!(e instanceof SparkException)) {
          throw e instanceof RuntimeException known ? known : new SimlossException("" + e, e);
        }
        String why = TaskFailure.firstLine(e);
        if (failures == restarts || spark.isStopped()) {
          throw new SimlossException(
              "training failed "
                  + (failures + 1)
                  + " times, the last time with: "
                  + why
                  + "; fit again with the same checkpointDir to continue from "
                  + plan.store().checkpoints().stream().findFirst().orElse("the beginning"),
              e);
        }
        LOG.warn(
            "simloss training failed and begins again from {} ({} of {} restarts): {}",
            plan.store().checkpoints().stream().findFirst().orElse("the beginning"),
            failures + 1,
            restarts,
            why);
        ClusterChecks.awaitSlots(spark, workers, PATIENCE);
      }
    }
  }

  private static String stage(SparkContext spark, WorkerPlan plan, int workers)
      throws SparkException {
    List<Integer> ranks = new ArrayList<>();
    for (int rank = 0; rank < workers; rank++) {
      ranks.add(rank);
    }
    RDD<String> results =
        JavaSparkContext.fromSparkContext(spark)
            .parallelize(ranks, workers)
            .rdd()
            .barrier()
            .mapPartitions(new BarrierWorker(plan), false, ClassTag$.MODULE$.apply(String.class));
    return results.toJavaRDD().collect().get(0);
  }
}
