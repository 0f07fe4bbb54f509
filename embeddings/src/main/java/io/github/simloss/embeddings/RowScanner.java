package io.github.simloss.embeddings;

import java.io.IOException;

/** Goes through the rows of a file of one format. */
interface RowScanner {
  /** d. */
  int dimension();

  /** How many words the header says there are; -1 without a header. */
  long claimedWords();

  /**
   * Hands over the rows that are kept, in the file's order, from the calling thread.
   *
   * @throws io.github.simloss.SimlossException if the file is damaged, naming the place
   */
  void scan(RowScan scan, Tally tally, RowSink sink) throws IOException;
}
