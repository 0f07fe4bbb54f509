package io.github.simloss.embeddings.internal.scan;

import io.github.simloss.embeddings.internal.bytes.KeyIndex;
import java.io.IOException;

/** Passes on the first row of every word. */
public final class DuplicateFilter implements RowSink {
  private final KeyIndex keys;
  private final RowSink next;
  private long duplicates;

  public DuplicateFilter(KeyIndex keys, RowSink next) {
    this.keys = keys;
    this.next = next;
  }

  @Override
  public void row(ScannedRow row) throws IOException {
    int before = keys.size();
    if (keys.add(row.key()) == before) {
      next.row(row);
    } else {
      duplicates++;
    }
  }

  /** Rows that were not passed on. */
  public long duplicates() {
    return duplicates;
  }
}
