package io.github.simloss.embeddings.internal.scan;

import io.github.simloss.SimlossException;
import io.github.simloss.io.Messages;

/** A check of vectors as they are read. */
public final class FiniteVectors {
  private FiniteVectors() {}

  /**
   * Refuses a vector that holds a NaN or an infinity.
   *
   * @param vector it
   * @param file where it was read, for the message
   * @param word whose it is
   * @param place where in the file, as {@code row 3}
   * @throws SimlossException naming all of them
   */
  public static void require(float[] vector, String file, String word, String place) {
    for (float x : vector) {
      if (!Float.isFinite(x)) {
        throw new SimlossException(
            file
                + ": the vector of "
                + Messages.quote(word)
                + " ("
                + place
                + ") holds "
                + x
                + "; remove the row or fix it");
      }
    }
  }
}
