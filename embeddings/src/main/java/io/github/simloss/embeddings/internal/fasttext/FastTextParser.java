package io.github.simloss.embeddings.internal.fasttext;

import io.github.simloss.SimlossException;
import io.github.simloss.embeddings.VectorFormat;
import io.github.simloss.embeddings.internal.bytes.ByteInput;
import io.github.simloss.embeddings.internal.bytes.MappedFile;
import io.github.simloss.embeddings.internal.bytes.ProgressMeter;
import io.github.simloss.embeddings.internal.bytes.VectorSource;
import io.github.simloss.embeddings.internal.fasttext.InputMatrix.Dense;
import io.github.simloss.embeddings.internal.fasttext.InputMatrix.Quantized;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads the structure of a fastText model and checks that it ends where the file does. Every count
 * is held against the bytes that are there before anything is allocated by it.
 *
 * <pre>
 * magic, version                                 int32 x 2, not in 2016
 * dim ws epoch minCount neg wordNgrams loss model bucket minn maxn lrUpdateRate   int32 x 12
 * t                                              float64
 * entries words labels                           int32 x 3
 * tokens                                         int64
 * pruned                                         int64, not in 2016; -1 if not pruned
 * entry: bytes, 0, count int64, kind int8        0 a word, 1 a label
 * pruned pairs                                   int32 x 2
 * quantized                                      int8, not in 2016
 * input matrix; quantized output int8; output matrix
 * </pre>
 */
final class FastTextParser {
  private static final int CENTROIDS = 256;

  private final VectorSource source;
  private final ByteInput in;
  private final MappedFile file;
  private final boolean old;
  private int dimension;

  private FastTextParser(VectorSource source, ByteInput in, boolean old) throws IOException {
    this.source = source;
    this.in = in;
    this.old = old;
    this.file = new MappedFile(source.file());
  }

  /**
   * Reads the structure.
   *
   * @param old whether it is the layout of 2016
   * @throws SimlossException if the file is cut off or damaged
   */
  static FastTextModel parse(VectorSource source, boolean old) throws IOException {
    try (ByteInput in = new ByteInput(source, ProgressMeter.silent())) {
      return new FastTextParser(source, in, old).parse();
    }
  }

  private FastTextModel parse() throws IOException {
    FastTextHeader header = FastTextHeader.read(in, source.name(), old);
    dimension = header.dimension();
    int words = header.words();
    require(header.pruned() <= in.left() / 8, "number of pruned n-grams");
    long dictionary = in.position();
    skipDictionary(header.entries(), words);
    PrunedRows kept = header.pruned() < 0 ? null : pairs((int) header.pruned());
    boolean quantized = !old && flag("quantized input");
    InputMatrix input = quantized ? quantized() : dense();
    require(quantized || kept == null, "pruned dictionary without quantization");
    boolean quantizedOutput = !old && flag("quantized output");
    skipOutput(quantized && quantizedOutput);
    require(in.peek() < 0, "end: more bytes follow");

    // Old supervised models have the setting but no n-grams (so fastText itself).
    boolean without = header.withoutSubwords();
    Subwords subwords =
        new Subwords(header.minN(), without ? 0 : header.maxN(), header.buckets(), kept);
    long needed =
        words + (kept == null ? (subwords.any() ? (long) header.buckets() : 0) : kept.most());
    require(input.rows() >= needed, "number of rows: " + input.rows() + ", " + needed + " needed");
    VectorFormat format =
        old
            ? VectorFormat.FASTTEXT_2016
            : quantized ? VectorFormat.FASTTEXT_QUANTIZED : VectorFormat.FASTTEXT;
    return new FastTextModel(
        format, dimension, header.entries(), words, dictionary, subwords, input, old);
  }

  private void skipDictionary(int entries, int words) throws IOException {
    for (int i = 0; i < entries; i++) {
      in.until((byte) 0);
      in.skip(Long.BYTES);
      int kind = in.readByte();
      if (kind != (i < words ? 0 : 1)) {
        require(false, "dictionary: entry " + i + " is of kind " + kind);
      }
    }
  }

  private PrunedRows pairs(int count) throws IOException {
    long[] pairs = new long[count];
    for (int i = 0; i < count; i++) {
      int bucket = in.readInt();
      int row = in.readInt();
      require(bucket >= 0 && row >= 0, "pruned n-gram");
      pairs[i] = (long) bucket << 32 | row;
    }
    return new PrunedRows(pairs);
  }

  private InputMatrix dense() throws IOException {
    long rows = matrix();
    long start = in.position();
    in.skip(rows * dimension * Float.BYTES);
    return new Dense(file, start, rows, dimension);
  }

  /** Rows of a matrix whose columns and bytes are as they should be. */
  private long matrix() throws IOException {
    long rows = in.readLong();
    long columns = in.readLong();
    require(columns == dimension, "matrix of " + columns + " columns, " + dimension + " expected");
    require(rows >= 0, "matrix of " + rows + " rows");
    if (rows > in.left() / ((long) dimension * Float.BYTES)) {
      throw cutOff(rows + " x " + columns + " numbers");
    }
    return rows;
  }

  private InputMatrix quantized() throws IOException {
    boolean withNorms = flag("quantized norms");
    long rows = in.readLong();
    long columns = in.readLong();
    long codeBytes = in.readInt();
    require(columns == dimension && rows >= 0, "quantized matrix of " + rows + " x " + columns);
    long codes = in.position();
    if (codeBytes < 0 || codeBytes > in.left()) {
      throw cutOff(codeBytes + " bytes of codes");
    }
    in.skip(codeBytes);
    int[] shape = quantizer(dimension);
    require(codeBytes == rows * shape[0], "number of codes: " + codeBytes);
    float[] centroids = floats(dimension * CENTROIDS);
    long normCodes = -1;
    float[] norms = {};
    if (withNorms) {
      normCodes = in.position();
      if (rows > in.left()) {
        throw cutOff(rows + " norms");
      }
      in.skip(rows);
      quantizer(1);
      norms = floats(CENTROIDS);
    }
    return new Quantized(file, codes, rows, shape[0], shape[1], centroids, normCodes, norms);
  }

  /** Parts and values in a part of a quantizer for some columns. */
  private int[] quantizer(int columns) throws IOException {
    int of = in.readInt();
    int parts = in.readInt();
    int width = in.readInt();
    int last = in.readInt();
    require(of == columns && width >= 1 && parts >= 1, "quantizer of " + of + " columns");
    require(
        parts == (columns + width - 1L) / width && last == columns - (parts - 1) * width,
        "quantizer of " + parts + " parts of " + width);
    if ((long) columns * CENTROIDS * Float.BYTES > in.left()) {
      throw cutOff("centroids");
    }
    return new int[] {parts, width};
  }

  private float[] floats(int count) throws IOException {
    float[] values = new float[count];
    byte[] bytes = new byte[count * Float.BYTES];
    in.read(bytes);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  private void skipOutput(boolean quantized) throws IOException {
    if (quantized) {
      quantized();
    } else {
      in.skip(matrix() * dimension * Float.BYTES);
    }
  }

  private boolean flag(String what) throws IOException {
    int b = in.readByte();
    require(b <= 1, "flag of " + what + ": " + b);
    return b == 1;
  }

  private void require(boolean condition, String what) {
    FastTextHeader.require(condition, in, source.name(), what);
  }

  private SimlossException cutOff(String what) {
    return new SimlossException(
        source.name()
            + ": the file is cut off: "
            + what
            + " should follow byte "
            + in.position()
            + ", but only "
            + in.left()
            + " bytes do; copy or download it again");
  }
}
