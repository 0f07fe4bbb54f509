package io.github.simloss.embeddings.internal.fasttext;

import io.github.simloss.embeddings.internal.bytes.MappedFile;

/** The rows of a fastText model: words, then n-grams. */
interface InputMatrix {
  long rows();

  /** Adds a row to a sum. */
  void add(long row, float[] sum);

  /**
   * Plain floats.
   *
   * @param file the model
   * @param start where the first row is
   * @param rows how many there are
   * @param dimension d
   */
  record Dense(MappedFile file, long start, long rows, int dimension) implements InputMatrix {
    @Override
    public void add(long row, float[] sum) {
      file.add(start + row * dimension * Float.BYTES, sum);
    }
  }

  /**
   * Product-quantized: a row is cut into parts, each of which is one of 256 centroids; optionally
   * its norm is quantized too (Joulin et al., FastText.zip, 2016).
   *
   * @param file the model
   * @param codes where the codes are, a byte for every part of every row
   * @param rows how many there are
   * @param parts parts of a row
   * @param width values in a part; the last may be shorter
   * @param centroids d x 256 values, part by part
   * @param normCodes where the codes of the norms are; -1 if norms are not quantized
   * @param norms 256 norms
   */
  record Quantized(
      MappedFile file,
      long codes,
      long rows,
      int parts,
      int width,
      float[] centroids,
      long normCodes,
      float[] norms)
      implements InputMatrix {
    private static final int CENTROIDS = 256;

    @Override
    public void add(long row, float[] sum) {
      float norm = normCodes < 0 ? 1 : norms[file.get(normCodes + row) & 0xff];
      long code = codes + row * parts;
      for (int part = 0; part < parts; part++) {
        int first = part * width;
        int count = Math.min(width, sum.length - first);
        int at = first * CENTROIDS + (file.get(code + part) & 0xff) * count;
        for (int k = 0; k < count; k++) {
          sum[first + k] += norm * centroids[at + k];
        }
      }
    }
  }
}
