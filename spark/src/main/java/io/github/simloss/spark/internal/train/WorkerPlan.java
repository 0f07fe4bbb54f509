package io.github.simloss.spark.internal.train;

import java.io.Serializable;
import java.time.Duration;

/**
 * What every worker of a run is handed.
 *
 * @param store where the run is
 * @param backend the engine's name, or empty for the fastest that starts
 * @param threads of each worker; 0 for as many as Spark gives a task
 * @param joining how long workers wait for each other to connect
 * @param answering how long they wait for the slowest in an exchange
 */
public record WorkerPlan(
    RunStore store, String backend, int threads, Duration joining, Duration answering)
    implements Serializable {}
