package io.github.simloss.embeddings;

import io.github.simloss.SimlossException;
import java.io.IOException;

/**
 * Reads text, with a header or without. What is read does not depend on the number of threads:
 * blocks are read at once, but taken in the file's order.
 */
final class TextScanner implements RowScanner {
  private final VectorSource source;
  private final TextLayout layout;
  private final VectorOptions options;

  TextScanner(VectorSource source, TextLayout layout, VectorOptions options) {
    this.source = source;
    this.layout = layout;
    this.options = options;
  }

  @Override
  public int dimension() {
    return layout.dimension();
  }

  @Override
  public long claimedWords() {
    return layout.claimedWords();
  }

  @Override
  public void scan(RowScan scan, Tally tally, RowSink sink) throws IOException {
    Words words = new Words(options.charset());
    boolean fail = options.malformed() == VectorOptions.Malformed.FAIL;
    Meter meter = new Meter(options.progress(), source.size());
    Merge merge = new Merge(tally, sink);
    try (TextBlocks blocks =
        TextBlocks.open(
            source,
            layout.start(),
            options.threads(),
            meter,
            () -> new TextBlockParser(layout.dimension(), words, fail, scan))) {
      TextRows block;
      while ((block = blocks.next()) != null) {
        merge.add(block);
      }
    }
    meter.end();
    if (tally.rows == 0) {
      throw new SimlossException(source.name() + " has no word vectors: there is no row");
    }
    if (layout.claimedWords() > tally.rows) {
      options
          .notices()
          .accept(
              source.name()
                  + ": its header says "
                  + layout.claimedWords()
                  + " words, but there are "
                  + tally.rows
                  + "; the file may be cut off");
    }
  }

  /** Puts the blocks one after the other. */
  private final class Merge {
    private final Tally tally;
    private final RowSink sink;
    private long lines = layout.headerLines();

    Merge(Tally tally, RowSink sink) {
      this.tally = tally;
      this.sink = sink;
    }

    void add(TextRows block) throws IOException {
      if (block.badLine >= 0) {
        throw new SimlossException(
            source.name() + ":" + (lines + block.badLine + 1) + ": " + block.problem);
      }
      if (layout.claimedWords() >= 0 && tally.rows + block.dataRows > layout.claimedWords()) {
        throw new SimlossException(
            source.name()
                + ":"
                + (layout.headerLines() + layout.claimedWords() + 1)
                + ": the header in line 1 says "
                + layout.claimedWords()
                + " words, but there are more rows; correct the number or remove the rows");
      }
      tally.rows += block.dataRows;
      if (block.emptyWords > 0) {
        tally.empty("line " + (lines + block.firstEmpty + 1));
        tally.emptyWords += block.emptyWords - 1;
      }
      if (block.malformedWords > 0) {
        tally.malformed("line " + (lines + block.firstMalformed + 1));
        tally.malformedWords += block.malformedWords - 1;
      }
      for (RawRow row : block.rows) {
        sink.row(row);
      }
      lines += block.lines;
    }
  }
}
