package io.github.simloss.embeddings.internal.numpy;

import io.github.simloss.SimlossException;
import io.github.simloss.embeddings.VectorFormat;
import io.github.simloss.embeddings.VectorOptions;
import io.github.simloss.embeddings.internal.bytes.VectorSource;
import io.github.simloss.embeddings.internal.scan.FiniteVectors;
import io.github.simloss.embeddings.internal.scan.RowScanner;
import io.github.simloss.embeddings.internal.scan.RowSink;
import io.github.simloss.embeddings.internal.scan.ScanCounts;
import io.github.simloss.embeddings.internal.scan.ScanRequest;
import io.github.simloss.embeddings.internal.scan.ScannedRow;
import io.github.simloss.embeddings.internal.scan.WordCodec;
import io.github.simloss.io.Messages;
import io.github.simloss.io.lines.TextFiles;
import io.github.simloss.io.npy.FloatTable;
import io.github.simloss.io.npy.Npy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a table of NumPy, words x d, and its words, one a line in UTF-8, from the file whose name
 * has {@link VectorFormat#NUMPY_WORDS} added. The table is in memory while it is read.
 */
public final class NumpyScanner implements RowScanner {
  private final VectorSource source;
  private final Path side;
  private final WordCodec codec;
  private final FloatTable table;
  private final List<String> words;

  /**
   * Reads both.
   *
   * @throws SimlossException if the words are not there or not as many as rows, or one of the files
   *     is damaged
   */
  public NumpyScanner(VectorSource source, VectorOptions options) {
    this.source = source;
    this.side = Path.of(source.given() + VectorFormat.NUMPY_WORDS);
    this.codec = new WordCodec(options.charset());
    if (source.gzip()) {
      throw new SimlossException(source.name() + " is a compressed table of NumPy: unpack it");
    }
    if (source.isCopy() || !Files.isRegularFile(side)) {
      throw new SimlossException(
          source.name()
              + " is a table of NumPy without words: put them, one a line, into "
              + Messages.oneLine(side)
              + ", or give another file of words and vectors");
    }
    table = Npy.read(source.file());
    words = TextFiles.readLines(side);
    if (words.size() != table.rows()) {
      throw new SimlossException(
          Messages.oneLine(side)
              + " has "
              + words.size()
              + " words, but the table "
              + source.name()
              + " has "
              + table.rows()
              + " rows; write both again");
    }
    if (words.isEmpty() || table.columns() == 0) {
      throw new SimlossException(source.name() + " has no word vectors: its table is empty");
    }
  }

  @Override
  public VectorFormat format() {
    return VectorFormat.NUMPY;
  }

  @Override
  public int dimension() {
    return table.columns();
  }

  @Override
  public long claimedWords() {
    return table.rows();
  }

  @Override
  public void scan(ScanRequest request, ScanCounts counts, RowSink sink) throws IOException {
    for (int row = 0; row < words.size(); row++) {
      String word = words.get(row);
      counts.addRows(1);
      if (word.isEmpty()) {
        counts.addEmptyWords(1, "line " + (row + 1) + " of " + Messages.oneLine(side));
        continue;
      }
      byte[] key = codec.bytes(word);
      if (key == null) {
        throw codec.malformed(Messages.oneLine(side) + ":" + (row + 1));
      }
      int wanted = request.wanted() == null ? -1 : request.wanted().find(key);
      if (request.wanted() == null || wanted >= 0) {
        sink.row(new ScannedRow(key, wanted, vector(request.values(), row)));
      }
    }
  }

  private float[] vector(ScanRequest.Values values, int row) {
    if (values == ScanRequest.Values.NONE) {
      return null;
    }
    int width = table.columns();
    float[] vector = Arrays.copyOfRange(table.values(), row * width, (row + 1) * width);
    if (values == ScanRequest.Values.FINITE) {
      FiniteVectors.require(vector, source.name(), words.get(row), "row " + (row + 1));
    }
    return vector;
  }
}
