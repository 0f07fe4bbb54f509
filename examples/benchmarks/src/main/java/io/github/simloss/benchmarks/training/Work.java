package io.github.simloss.benchmarks.training;

/** What is timed. */
enum Work {
  /** A step of training: forward, loss, backward, clip, Adam. */
  TRAIN,
  /** Codes of a batch, from ids to an array. */
  ENCODE
}
