package io.github.simloss.embeddings;

import java.io.IOException;

/** Passes on the first row of every word. */
final class Distinct implements RowSink {
  private final ByteKeys keys;
  private final RowSink next;
  private long duplicates;

  Distinct(ByteKeys keys, RowSink next) {
    this.keys = keys;
    this.next = next;
  }

  @Override
  public void row(RawRow row) throws IOException {
    int before = keys.size();
    if (keys.add(row.key()) == before) {
      next.row(row);
    } else {
      duplicates++;
    }
  }

  long duplicates() {
    return duplicates;
  }
}
