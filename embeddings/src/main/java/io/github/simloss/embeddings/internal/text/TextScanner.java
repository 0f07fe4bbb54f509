package io.github.simloss.embeddings.internal.text;

import io.github.simloss.SimlossException;
import io.github.simloss.embeddings.VectorFormat;
import io.github.simloss.embeddings.VectorOptions;
import io.github.simloss.embeddings.internal.bytes.ProgressMeter;
import io.github.simloss.embeddings.internal.bytes.VectorSource;
import io.github.simloss.embeddings.internal.scan.RowScanner;
import io.github.simloss.embeddings.internal.scan.RowSink;
import io.github.simloss.embeddings.internal.scan.ScanCounts;
import io.github.simloss.embeddings.internal.scan.ScanRequest;
import io.github.simloss.embeddings.internal.scan.ScannedRow;
import io.github.simloss.embeddings.internal.scan.WordCodec;
import java.io.IOException;

/**
 * Reads text, with a header or without. What is read does not depend on the number of threads:
 * blocks are read at once, but taken in the file's order.
 */
public final class TextScanner implements RowScanner {
  /** The longest line, in bytes; more than two million numbers. */
  public static final int LONGEST_LINE = 1 << 25;

  private final VectorSource source;
  private final TextLayout layout;
  private final VectorOptions options;

  public TextScanner(VectorSource source, TextLayout layout, VectorOptions options) {
    this.source = source;
    this.layout = layout;
    this.options = options;
  }

  @Override
  public VectorFormat format() {
    return layout.headerLines() > 0 ? VectorFormat.TEXT : VectorFormat.GLOVE;
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
  public void scan(ScanRequest request, ScanCounts counts, RowSink sink) throws IOException {
    WordCodec words = new WordCodec(options.charset());
    boolean fail = options.malformed() == VectorOptions.Malformed.FAIL;
    ProgressMeter meter = new ProgressMeter(options.progress(), source.size());
    Merge merge = new Merge(counts, sink);
    try (TextBlocks blocks =
        TextBlocks.open(
            source,
            layout.start(),
            options.threads(),
            meter,
            () -> new TextBlockParser(layout.dimension(), words, fail, request))) {
      TextBlockResult block;
      while ((block = blocks.next()) != null) {
        merge.add(block);
      }
    }
    meter.end();
    if (counts.rows() == 0) {
      throw new SimlossException(source.name() + " has no word vectors: there is no row");
    }
    if (layout.claimedWords() > counts.rows()) {
      options
          .notices()
          .accept(
              source.name()
                  + ": its header says "
                  + layout.claimedWords()
                  + " words, but there are "
                  + counts.rows()
                  + "; the file may be cut off");
    }
  }

  /** Puts the blocks one after the other. */
  private final class Merge {
    private final ScanCounts counts;
    private final RowSink sink;
    private long lines = layout.headerLines();

    Merge(ScanCounts counts, RowSink sink) {
      this.counts = counts;
      this.sink = sink;
    }

    void add(TextBlockResult block) throws IOException {
      if (block.badLine >= 0) {
        throw new SimlossException(
            source.name() + ":" + (lines + block.badLine + 1) + ": " + block.problem);
      }
      if (layout.claimedWords() >= 0 && counts.rows() + block.dataRows > layout.claimedWords()) {
        throw new SimlossException(
            source.name()
                + ":"
                + (layout.headerLines() + layout.claimedWords() + 1)
                + ": the header in line 1 says "
                + layout.claimedWords()
                + " words, but there are more rows; correct the number or remove the rows");
      }
      counts.addRows(block.dataRows);
      if (block.emptyWords > 0) {
        counts.addEmptyWords(block.emptyWords, "line " + (lines + block.firstEmpty + 1));
      }
      if (block.malformedWords > 0) {
        counts.addMalformedWords(
            block.malformedWords, "line " + (lines + block.firstMalformed + 1));
      }
      for (ScannedRow row : block.rows) {
        sink.row(row);
      }
      lines += block.lines;
    }
  }
}
