package io.github.simloss.embeddings;

import java.io.IOException;

/** Takes the rows that a scan keeps, in the order of the file, duplicates included. */
@FunctionalInterface
interface RowSink {
  void row(ScannedRow row) throws IOException;
}
