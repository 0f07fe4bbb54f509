package io.github.simloss.spark.internal.encode;

import java.io.Serializable;

/**
 * How rows are encoded.
 *
 * @param column the place of the text in a row
 * @param backend the engine's name; empty for the fastest that starts
 * @param batchSize sentences a batch
 * @param threads of each task; 0 for as many as Spark gives a task
 * @param vector whether codes are ML vectors; else arrays of floats
 * @param invalid what becomes of rows without text
 */
public record EncodeSettings(
    int column, String backend, int batchSize, int threads, boolean vector, Invalid invalid)
    implements Serializable {

  /** What becomes of a row whose text is null, or has no token. */
  public enum Invalid {
    /** The job fails. */
    ERROR,
    /** The row is left out. */
    SKIP,
    /** A null gives null; a text without a token gives the code of an empty line. */
    KEEP
  }
}
