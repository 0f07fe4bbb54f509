package io.github.simloss.embeddings.internal.detect;

import io.github.simloss.embeddings.VectorFormat;
import io.github.simloss.embeddings.VectorOptions;
import io.github.simloss.embeddings.internal.bytes.VectorSource;
import io.github.simloss.embeddings.internal.fasttext.FastTextScanner;
import io.github.simloss.embeddings.internal.numpy.NumpyScanner;
import io.github.simloss.embeddings.internal.scan.HeaderLine;
import io.github.simloss.embeddings.internal.scan.RowScanner;
import io.github.simloss.embeddings.internal.text.TextLayout;
import io.github.simloss.embeddings.internal.text.TextScanner;
import io.github.simloss.embeddings.internal.word2vec.Word2VecBinaryScanner;

/**
 * What the beginning of a file says of its format.
 *
 * @param format its layout
 * @param text what is known of a text; {@code null} for other formats
 * @param header the first line of a text or word2vec binary file that has one
 */
public record DetectedFormat(VectorFormat format, TextLayout text, HeaderLine header) {

  /**
   * The scanner of the format.
   *
   * @throws io.github.simloss.SimlossException if the file is damaged, as far as it is read here
   */
  public RowScanner scanner(VectorSource source, VectorOptions options) {
    return switch (format) {
      case TEXT, GLOVE -> new TextScanner(source, text, options);
      case WORD2VEC_BINARY -> new Word2VecBinaryScanner(source, header, options);
      case NUMPY -> new NumpyScanner(source, options);
      case FASTTEXT, FASTTEXT_2016, FASTTEXT_QUANTIZED ->
          FastTextScanner.open(source, format, options);
    };
  }
}
