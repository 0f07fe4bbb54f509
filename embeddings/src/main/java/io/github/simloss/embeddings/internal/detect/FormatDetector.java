package io.github.simloss.embeddings.internal.detect;

import io.github.simloss.SimlossException;
import io.github.simloss.embeddings.VectorFormat;
import io.github.simloss.embeddings.VectorOptions;
import io.github.simloss.embeddings.internal.bytes.Delimiters;
import io.github.simloss.embeddings.internal.bytes.VectorSource;
import io.github.simloss.embeddings.internal.fasttext.FastTextSample;
import io.github.simloss.embeddings.internal.scan.HeaderLine;
import io.github.simloss.embeddings.internal.text.TextLayout;
import io.github.simloss.embeddings.internal.text.TextSample;
import io.github.simloss.embeddings.internal.text.TextScanner;
import io.github.simloss.embeddings.internal.word2vec.BinarySample;
import java.util.Arrays;

/** Finds the format of a file by its content. */
public final class FormatDetector {
  /** How much of a file is looked at; more only where its first line is longer. */
  private static final int HEAD = 1 << 16;

  /** More numbers do not fit into the longest line. */
  private static final int MOST_DIMENSION = 1_000_000;

  /** What a repository holds in the place of a large file. */
  private static final String LFS_POINTER = "version https://git-lfs.github.com/";

  private final VectorSource source;
  private final VectorOptions options;
  private byte[] head;
  private boolean whole;

  private FormatDetector(VectorSource source, VectorOptions options) {
    this.source = source;
    this.options = options;
    look(HEAD);
  }

  private void look(int count) {
    byte[] bytes = source.head(count + 1);
    this.whole = bytes.length <= count;
    this.head = whole ? bytes : Arrays.copyOf(bytes, count);
  }

  /**
   * The format of a file.
   *
   * @throws SimlossException if it holds no word vectors, saying what it is instead where that is
   *     known
   */
  public static DetectedFormat detect(VectorSource source, VectorOptions options) {
    return new FormatDetector(source, options).detect();
  }

  private DetectedFormat detect() {
    if (head.length == 0) {
      throw new SimlossException(source.name() + " is empty: there are no word vectors in it");
    }
    FastTextSample model = new FastTextSample(head);
    if (model.hasMagic()) {
      return new DetectedFormat(VectorFormat.FASTTEXT, null, null);
    }
    if (model.looksOld()) {
      return new DetectedFormat(VectorFormat.FASTTEXT_2016, null, null);
    }
    if (begins(0x93, 'N', 'U', 'M', 'P', 'Y')) {
      return new DetectedFormat(VectorFormat.NUMPY, null, null);
    }
    refuseOthers();
    return text();
  }

  private void refuseOthers() {
    if (begins('P', 'K', 3, 4)) {
      throw other("a ZIP archive", "unpack it");
    }
    if (begins(0x89, 'H', 'D', 'F')) {
      throw other("an HDF5 file", "save the vectors as text or as word2vec binary");
    }
    if (begins(0x80, 2) || begins(0x80, 3) || begins(0x80, 4) || begins(0x80, 5)) {
      throw other(
          "a Python pickle, as gensim saves it",
          "save the vectors with gensim's save_word2vec_format");
    }
    if (begins('B', 'Z', 'h')
        || begins(0xfd, '7', 'z', 'X', 'Z')
        || begins(0x28, 0xb5, 0x2f, 0xfd)) {
      throw other("compressed, but not with gzip", "unpack it");
    }
    if (begins(0x1f, 0x8b)) {
      throw other("gzip inside gzip", "unpack it once");
    }
    if (begins(LFS_POINTER.chars().toArray())) {
      throw other("a pointer of Git LFS and not the file itself", "fetch it by git lfs pull");
    }
    if (begins(0xff, 0xfe) || begins(0xfe, 0xff)) {
      throw other("a text in UTF-16", "save it as UTF-8");
    }
  }

  /** Lines that end in CR alone would be one long line. */
  private void refuseReturns() {
    boolean returns = false;
    for (int i = 0; i < head.length; i++) {
      if (head[i] == '\n') {
        return;
      }
      returns |= head[i] == '\r' && i + 1 < head.length;
    }
    if (returns) {
      throw other("a text whose lines end in CR alone", "let them end in LF or CR LF");
    }
  }

  private DetectedFormat text() {
    refuseReturns();
    int start = begins(0xef, 0xbb, 0xbf) ? 3 : 0;
    HeaderLine header =
        options.header() == VectorOptions.Header.ABSENT ? null : HeaderLine.at(head, start);
    if (header == null && options.header() == VectorOptions.Header.PRESENT) {
      throw new SimlossException(
          source.name() + ":1: the header should be two whole numbers, words and dimension");
    }
    if (header == null && !whole && Delimiters.newline(head, start, head.length) == head.length) {
      // Only whole lines show the dimension.
      look(TextScanner.LONGEST_LINE);
    }
    TextSample all = new TextSample(head, start, whole);
    if (header != null) {
      boolean table =
          options.header() == VectorOptions.Header.AUTO
              && header.dimension() != 1
              && all.allPairs()
              && !new TextSample(head, header.end(), whole).isEmpty();
      if (!table) {
        return withHeader(start, header);
      }
    }
    if (all.isEmpty()) {
      throw new SimlossException(source.name() + " has no word vectors: it holds blank lines only");
    }
    int dimension = all.dimension();
    if (dimension == 0) {
      throw new SimlossException(
          source.name()
              + ":1: not a file of word vectors that is known here (fastText, word2vec, GloVe;"
              + " plain or gzip): no line is a word and numbers");
    }
    return new DetectedFormat(VectorFormat.GLOVE, new TextLayout(start, 0, dimension, -1), null);
  }

  private DetectedFormat withHeader(int start, HeaderLine header) {
    if (header.dimension() < 1 || header.dimension() > MOST_DIMENSION) {
      throw new SimlossException(
          source.name()
              + ":1: the header says dimension "
              + header.dimension()
              + "; it must be 1 to "
              + MOST_DIMENSION);
    }
    boolean text = new TextSample(head, header.end(), whole).firstEndsInNumbers(header.dimension());
    if (!text && start == 0 && new BinarySample(head, header, whole).isBinary()) {
      return new DetectedFormat(VectorFormat.WORD2VEC_BINARY, null, header);
    }
    TextLayout layout = new TextLayout(header.end(), 1, (int) header.dimension(), header.words());
    return new DetectedFormat(VectorFormat.TEXT, layout, header);
  }

  private SimlossException other(String what, String fix) {
    return new SimlossException(source.name() + " is " + what + ": " + fix);
  }

  private boolean begins(int... bytes) {
    if (head.length < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if (head[i] != (byte) bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
