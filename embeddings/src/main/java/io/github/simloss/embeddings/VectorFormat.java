package io.github.simloss.embeddings;

/**
 * The layouts of vector files that are read. Any of them but tables of NumPy may be gzipped.
 *
 * @since 0.1.0
 */
public enum VectorFormat {
  /**
   * Text with a first line of two numbers, words and dimension: word2vec, fastText {@code .vec}.
   */
  TEXT("text with a header"),
  /** Text without a header: GloVe. */
  GLOVE("text without a header"),
  /** The binary layout of word2vec.c and of gensim. */
  WORD2VEC_BINARY("word2vec binary"),
  /** A table of NumPy, and its words one a line in a file beside it, {@code .words.txt}. */
  NUMPY("NumPy table with words beside"),
  /** A fastText model of version 11 or 12. */
  FASTTEXT("fastText model"),
  /** A fastText model of 2016, which has no magic number. */
  FASTTEXT_2016("fastText model of 2016"),
  /** A quantized fastText model, usually {@code .ftz}. */
  FASTTEXT_QUANTIZED("quantized fastText model");

  /** What is added to the name of a table of NumPy for that of its words. */
  public static final String NUMPY_WORDS = ".words.txt";

  private final String description;

  VectorFormat(String description) {
    this.description = description;
  }

  /** A few words for people. */
  public String description() {
    return description;
  }

  /** Whether it is a fastText model, which may hold n-grams. */
  public boolean isFastText() {
    return this == FASTTEXT || this == FASTTEXT_2016 || this == FASTTEXT_QUANTIZED;
  }
}
