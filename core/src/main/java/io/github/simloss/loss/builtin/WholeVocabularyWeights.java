package io.github.simloss.loss.builtin;

import io.github.simloss.SimlossException;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.TargetWeights;
import io.github.simloss.similarity.ListedSimilarities;
import io.github.simloss.similarity.NeighbourTable;
import io.github.simloss.similarity.Shaping;
import io.github.simloss.similarity.SimilarityTable;
import java.util.Locale;
import java.util.stream.IntStream;

/** The similarity of every word as its weight: what losses over the whole vocabulary share. */
final class WholeVocabularyWeights {
  /** The most bytes of a table that is made here. */
  private static final long MOST_BYTES = 512L << 20;

  private WholeVocabularyWeights() {}

  /**
   * Factored if similarities are cosines as they are, dense if they are shaped or a whole table was
   * given, sparse if some were listed. The row of a zero vector is zero whatever the shaping.
   *
   * @param loss its name, for the message
   * @throws SimlossException if a table would be larger than 512 MB
   */
  static TargetWeights of(String loss, LossContext context, Shaping shaping) {
    int size = context.vocabularySize();
    if (context.given() instanceof ListedSimilarities listed) {
      requireFits(loss, "listed", size, listed.width(), Float.BYTES + Integer.BYTES);
      return sparse(listed, shaping);
    }
    if (context.given() instanceof SimilarityTable given) {
      return new TargetWeights.Dense(size, shaped(given, shaping));
    }
    UnitVectors vectors = context.vectors();
    if (shaping.isIdentity()) {
      return new TargetWeights.Factored(size, vectors.dimension(), vectors.data());
    }
    requireFits(loss, "shaped", size, size, Float.BYTES);
    return new TargetWeights.Dense(size, shaped(vectors, shaping));
  }

  private static void requireFits(String loss, String what, int size, int width, int bytes) {
    long needed = (long) size * width * bytes;
    if (needed > MOST_BYTES) {
      throw new SimlossException(
          String.format(
              Locale.ROOT,
              "loss '%s' with %s similarities needs a table of %d x %d for a vocabulary of %d:"
                  + " %d MB, more than %d MB; keep fewer words (--max-vocabulary) or use soft-label",
              loss,
              what,
              size,
              width,
              size,
              needed >> 20,
              MOST_BYTES >> 20));
    }
  }

  private static TargetWeights sparse(ListedSimilarities listed, Shaping shaping) {
    int size = listed.count();
    int width = listed.width();
    NeighbourTable table = listed.neighbours(width);
    int[] ids = new int[size * width];
    float[] weights = new float[ids.length];
    for (int word = 0; word < size; word++) {
      for (int k = 0; k < width; k++) {
        int at = word * width + k;
        ids[at] = table.id(word, k);
        // A row that is not full is filled with the word itself.
        boolean empty = k > 0 && ids[at] == word;
        weights[at] = empty ? 0 : (float) shaping.apply(word, ids[at], table.similarity(word, k));
      }
    }
    return new TargetWeights.Sparse(size, width, ids, weights);
  }

  private static float[] shaped(SimilarityTable given, Shaping shaping) {
    if (shaping.isIdentity()) {
      return given.table();
    }
    int size = given.count();
    float[] table = new float[given.table().length];
    for (int k = 0; k < table.length; k++) {
      table[k] = (float) shaping.apply(k / size, k % size, given.table()[k]);
    }
    return table;
  }

  private static float[] shaped(UnitVectors vectors, Shaping shaping) {
    int size = vectors.count();
    float[] table = new float[Math.multiplyExact(size, size)];
    boolean[] zero = new boolean[size];
    for (int i = 0; i < size; i++) {
      zero[i] = vectors.isZero(i);
    }
    // Each cosine once: (i, j) and (j, i) are one task's.
    IntStream.range(0, size)
        .parallel()
        .filter(i -> !zero[i])
        .forEach(
            i -> {
              table[i * size + i] = 1;
              for (int j = i + 1; j < size; j++) {
                if (!zero[j]) {
                  float cosine = (float) vectors.cosine(i, j);
                  table[i * size + j] = (float) shaping.apply(i, j, cosine);
                  table[j * size + i] = (float) shaping.apply(j, i, cosine);
                }
              }
            });
    return table;
  }
}
