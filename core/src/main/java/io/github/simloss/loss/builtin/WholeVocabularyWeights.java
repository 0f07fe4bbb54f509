package io.github.simloss.loss.builtin;

import io.github.simloss.SimlossException;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.TargetWeights;
import io.github.simloss.similarity.ListedSimilarities;
import io.github.simloss.similarity.NeighbourTable;
import io.github.simloss.similarity.Shaping;
import io.github.simloss.similarity.SimilarityTable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The similarity of every word as its weight: what losses over the whole vocabulary share. */
final class WholeVocabularyWeights {
  /** The most bytes of a table that is made here. */
  private static final long MOST_BYTES = 512L << 20;

  private WholeVocabularyWeights() {}

  /**
   * Factored if similarities are cosines as they are, dense if they are shaped or a whole table was
   * given, sparse if some were listed. One-hot targets weigh themselves alone; beside factors that
   * is a structure of its own, to be added.
   *
   * @param loss its name, for the message
   * @throws SimlossException if a table would be larger than 512 MB
   */
  static List<TargetWeights> of(String loss, LossContext context, Shaping shaping) {
    int size = context.vocabularySize();
    OneHotTargets oneHot = new OneHotTargets(context);
    if (context.given() instanceof ListedSimilarities listed) {
      requireFits(loss, "listed", size, listed.width(), Float.BYTES + Integer.BYTES);
      return List.of(sparse(listed, shaping, oneHot));
    }
    if (context.given() instanceof SimilarityTable given) {
      return List.of(new TargetWeights.Dense(size, shaped(given, shaping, oneHot)));
    }
    UnitVectors vectors = context.vectors();
    if (shaping.isIdentity()) {
      TargetWeights cosines = oneHot.product(vectors.dimension(), vectors.data());
      return oneHot.isEmpty() ? List.of(cosines) : List.of(cosines, oneHot.weights());
    }
    requireFits(loss, "shaped", size, size, Float.BYTES);
    return List.of(new TargetWeights.Dense(size, shaped(vectors, shaping, oneHot)));
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

  private static TargetWeights sparse(
      ListedSimilarities listed, Shaping shaping, OneHotTargets oneHot) {
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
        boolean empty = k > 0 && (ids[at] == word || oneHot.contains(word));
        weights[at] = empty ? 0 : (float) shaping.apply(word, ids[at], table.similarity(word, k));
      }
    }
    return new TargetWeights.Sparse(size, width, ids, weights);
  }

  private static float[] shaped(SimilarityTable given, Shaping shaping, OneHotTargets oneHot) {
    if (shaping.isIdentity() && oneHot.isEmpty()) {
      return given.table();
    }
    int size = given.count();
    float[] table = new float[given.table().length];
    for (int k = 0; k < table.length; k++) {
      table[k] = (float) shaping.apply(k / size, k % size, given.table()[k]);
    }
    return isolate(table, oneHot, size);
  }

  /** Leaves the rows of one-hot targets nothing but their own 1. */
  private static float[] isolate(float[] table, OneHotTargets oneHot, int size) {
    for (int word = 0; word < size; word++) {
      if (oneHot.contains(word)) {
        Arrays.fill(table, word * size, (word + 1) * size, 0);
        table[word * size + word] = 1;
      }
    }
    return table;
  }

  private static float[] shaped(UnitVectors vectors, Shaping shaping, OneHotTargets oneHot) {
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
    return isolate(table, oneHot, size);
  }
}
