package io.github.simloss.embeddings.internal.word2vec;

import io.github.simloss.SimlossException;
import io.github.simloss.embeddings.VectorFormat;
import io.github.simloss.embeddings.VectorOptions;
import io.github.simloss.embeddings.internal.bytes.ByteInput;
import io.github.simloss.embeddings.internal.bytes.Delimiters;
import io.github.simloss.embeddings.internal.bytes.ProgressMeter;
import io.github.simloss.embeddings.internal.bytes.VectorSource;
import io.github.simloss.embeddings.internal.scan.FiniteVectors;
import io.github.simloss.embeddings.internal.scan.HeaderLine;
import io.github.simloss.embeddings.internal.scan.RowScanner;
import io.github.simloss.embeddings.internal.scan.RowSink;
import io.github.simloss.embeddings.internal.scan.ScanCounts;
import io.github.simloss.embeddings.internal.scan.ScanRequest;
import io.github.simloss.embeddings.internal.scan.ScannedRow;
import io.github.simloss.embeddings.internal.scan.WordCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads the binary layout of word2vec: a line of two numbers, words and dimension; then for every
 * word its bytes, a space, d little-endian floats and, as word2vec.c writes it but gensim does not,
 * a newline. Only the word is searched for its end; the floats may hold any byte.
 */
public final class Word2VecBinaryScanner implements RowScanner {
  private final VectorSource source;
  private final HeaderLine header;
  private final VectorOptions options;
  private final int dimension;
  private final WordCodec words;

  public Word2VecBinaryScanner(VectorSource source, HeaderLine header, VectorOptions options) {
    this.source = source;
    this.header = header;
    this.options = options;
    this.dimension = (int) header.dimension();
    this.words = new WordCodec(options.charset());
  }

  @Override
  public VectorFormat format() {
    return VectorFormat.WORD2VEC_BINARY;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public long claimedWords() {
    return header.words();
  }

  @Override
  public void scan(ScanRequest request, ScanCounts counts, RowSink sink) throws IOException {
    ProgressMeter meter = new ProgressMeter(options.progress(), source.size());
    byte[] bytes = new byte[dimension * Float.BYTES];
    try (ByteInput in = new ByteInput(source, meter)) {
      in.skip(header.end());
      for (long row = 0; row < header.words(); row++) {
        if (in.peek() == '\n') {
          in.skip(1);
        }
        if (in.peek() < 0) {
          throw new SimlossException(
              source.name()
                  + ": the header says "
                  + header.words()
                  + " words, but the file ends after "
                  + row
                  + ", at byte "
                  + in.position()
                  + "; copy or download it again");
        }
        row(in, bytes, request, counts, sink);
      }
      if (in.peek() == '\n') {
        in.skip(1);
      }
      if (in.peek() >= 0) {
        throw new SimlossException(
            source.name()
                + ": the header says "
                + header.words()
                + " words, but more follows at byte "
                + in.position()
                + "; the header or the file is damaged");
      }
    }
    meter.end();
    if (counts.rows() == 0) {
      throw new SimlossException(source.name() + " has no word vectors: there is no row");
    }
  }

  private void row(ByteInput in, byte[] bytes, ScanRequest request, ScanCounts counts, RowSink sink)
      throws IOException {
    long start = in.position();
    byte[] raw = in.until((byte) ' ');
    String place = "byte " + start;
    counts.addRows(1);
    if (Delimiters.newline(raw, 0, raw.length) < raw.length) {
      throw new SimlossException(
          source.name()
              + ": the word at byte "
              + start
              + " holds a line break; the file is damaged or its dimension is wrong");
    }
    if (raw.length == 0) {
      counts.addEmptyWords(1, place);
      in.skip(bytes.length);
      return;
    }
    boolean valid = words.valid(raw, 0, raw.length);
    if (!valid) {
      counts.addMalformedWords(1, place);
      if (options.malformed() == VectorOptions.Malformed.FAIL) {
        throw words.malformed(source.name() + ": byte " + start);
      }
    }
    byte[] key = words.key(raw, 0, raw.length, valid);
    int wanted = request.wanted() == null ? -1 : request.wanted().find(key);
    if (request.wanted() != null && wanted < 0) {
      in.skip(bytes.length);
      return;
    }
    float[] vector = null;
    if (request.values() == ScanRequest.Values.NONE) {
      in.skip(bytes.length);
    } else {
      in.read(bytes);
      vector = new float[dimension];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
      if (request.values() == ScanRequest.Values.FINITE) {
        FiniteVectors.require(vector, source.name(), words.text(raw), "byte " + start);
      }
    }
    sink.row(new ScannedRow(key, wanted, vector));
  }
}
