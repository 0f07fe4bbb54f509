package io.github.simloss.embeddings.internal.scan;

import io.github.simloss.embeddings.Origin;
import io.github.simloss.embeddings.VectorFormat;
import java.io.IOException;

/** Goes through the rows of a file of one format. */
public interface RowScanner {
  /** The layout that it reads. */
  VectorFormat format();

  /** d. */
  int dimension();

  /** How many words the header says there are; -1 without a header. */
  long claimedWords();

  /** Whether words that are not in the file may get a vector from their n-grams. */
  default boolean subwords() {
    return false;
  }

  /**
   * The vector of a word that is not in the file.
   *
   * @param word its bytes
   * @return d values; zeros if it has no n-gram; {@code null} if the format has no answer
   */
  default SubwordVector subwordVector(byte[] word) {
    return null;
  }

  /**
   * A vector made of n-grams.
   *
   * @param vector d values
   * @param ngrams how many there are
   */
  record SubwordVector(float[] vector, int ngrams) {

    /** Where it comes from: nowhere if there is no n-gram. */
    public Origin origin() {
      return ngrams > 0 ? Origin.SUBWORDS : Origin.NONE;
    }
  }

  /**
   * Hands over the rows that are kept, in the file's order, from the calling thread.
   *
   * @throws io.github.simloss.SimlossException if the file is damaged, naming the place
   */
  void scan(ScanRequest request, ScanCounts counts, RowSink sink) throws IOException;
}
