package io.github.simloss.embeddings.internal.fasttext;

import io.github.simloss.SimlossException;
import io.github.simloss.embeddings.internal.bytes.ByteInput;
import java.io.IOException;

/**
 * The settings and counts that a model begins with.
 *
 * @param version 11 or 12; 0 for the layout of 2016
 * @param dimension d
 * @param model which kind, 3 is supervised
 * @param buckets rows for n-grams
 * @param minN the shortest n-gram
 * @param maxN the longest
 * @param entries words and labels
 * @param words words
 * @param pruned n-grams that were kept; -1 if none were dropped
 */
record FastTextHeader(
    int version,
    int dimension,
    int model,
    int buckets,
    int minN,
    int maxN,
    int entries,
    int words,
    long pruned) {
  private static final int NEWEST = 12;
  private static final int OLDEST = 11;
  private static final int SUPERVISED = 3;

  /** More than the mean of any language's words, with what stands beside them. */
  private static final long ENTRY_BYTES = 1000;

  private static final int CENTROIDS = 256;
  private static final long OTHER_BYTES = 1 << 20;

  /**
   * Reads it.
   *
   * @param name of the file, for messages
   * @throws SimlossException if the file is cut off, or no fastText begins so
   */
  static FastTextHeader read(ByteInput in, String name, boolean old) throws IOException {
    int version = 0;
    if (!old) {
      in.skip(Integer.BYTES);
      version = in.readInt();
      if (version < OLDEST || version > NEWEST) {
        throw new SimlossException(
            name
                + " is a fastText model of version "
                + version
                + "; versions 11 and 12 are read: save it again with fastText 0.9.2");
      }
    }
    int dimension = in.readInt();
    in.skip(6 * Integer.BYTES);
    int model = in.readInt();
    int buckets = in.readInt();
    int minN = in.readInt();
    int maxN = in.readInt();
    in.skip(Integer.BYTES + Double.BYTES);
    int entries = in.readInt();
    int words = in.readInt();
    int labels = in.readInt();
    in.skip(Long.BYTES);
    long pruned = old ? -1 : in.readLong();
    require(
        dimension >= 1 && dimension <= FastTextSample.MOST_DIMENSION,
        in,
        name,
        "dimension " + dimension);
    require(
        words >= 0 && labels >= 0 && (long) words + labels == entries, in, name, "counts of words");
    require(words > 0, in, name, "number of words: there is none");
    require(buckets >= 0 && minN >= 0 && maxN <= 1 << 10, in, name, "n-gram settings");
    require(pruned >= -1 && pruned <= Integer.MAX_VALUE, in, name, "number of pruned n-grams");
    return new FastTextHeader(
        version, dimension, model, buckets, minN, maxN, entries, words, pruned);
  }

  /** Old supervised models have the setting but no n-grams (so fastText itself). */
  boolean withoutSubwords() {
    return model == SUPERVISED && version < NEWEST;
  }

  /**
   * No model of these counts has more bytes: two matrices or their centroids, the words, the pairs.
   */
  long mostBytes() {
    double rows = 2.0 * entries + buckets + 2 * CENTROIDS;
    double bytes =
        rows * dimension * Float.BYTES
            + (double) entries * ENTRY_BYTES
            + 2.0 * Integer.BYTES * Math.max(0, pruned)
            + OTHER_BYTES;
    return (long) bytes;
  }

  /**
   * Checks something of a model.
   *
   * @throws SimlossException naming the place
   */
  static void require(boolean condition, ByteInput in, String name, String what) {
    if (!condition) {
      throw new SimlossException(
          name
              + ": byte "
              + in.position()
              + ": not a sound fastText model: "
              + what
              + "; copy or download it again");
    }
  }
}
