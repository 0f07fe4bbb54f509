package io.github.simloss.spark.internal.train;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * What every worker of a run is handed.
 *
 * @param store where the run is
 * @param dev sentences to evaluate on
 * @param backend the engine's name, or empty for the fastest that starts
 * @param threads of each worker; 0 for as many as Spark gives a task
 * @param joining how long workers wait for each other to connect
 * @param answering how long they wait for the slowest in an exchange
 */
public record WorkerPlan(
    RunStore store,
    List<String> dev,
    String backend,
    int threads,
    Duration joining,
    Duration answering)
    implements Serializable {
  /** Copies the sentences into a list that travels. */
  public WorkerPlan {
    dev = new java.util.ArrayList<>(dev);
  }
}
