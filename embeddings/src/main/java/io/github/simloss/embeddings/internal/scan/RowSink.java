package io.github.simloss.embeddings.internal.scan;

import java.io.IOException;

/** Takes the rows that a scan keeps, in the order of the file, duplicates included. */
@FunctionalInterface
public interface RowSink {
  /** Takes a row. */
  void row(ScannedRow row) throws IOException;
}
