package io.github.simloss.backend.decoding;

import io.github.simloss.model.ModelSpec;
import java.util.Comparator;
import java.util.Objects;
import java.util.PriorityQueue;

/**
 * What an order-free decoder answers: the words it holds most probable. Immutable.
 *
 * @since 0.2.0
 */
public final class MostProbableWords {
  private final ModelSpec spec;

  /**
   * @param spec whose special tokens are no words
   */
  public MostProbableWords(ModelSpec spec) {
    this.spec = spec;
  }

  /** A word and its logit; the better one is the larger, or else the lower id. */
  private record Scored(int id, float logit) {
    static final Comparator<Scored> WORST_FIRST =
        Comparator.comparingDouble(Scored::logit)
            .thenComparing(Comparator.comparingInt(Scored::id).reversed());
  }

  /**
   * The words of one row.
   *
   * @param logits row-major, rows x V
   * @param row which
   * @param count how many words, from 0; fewer if the vocabulary has fewer
   * @return ids by falling probability, ties by rising id
   * @throws IndexOutOfBoundsException if there is no such row
   * @throws IllegalArgumentException if the count is below 0
   */
  public int[] of(float[] logits, int row, int count) {
    PriorityQueue<Scored> best = new PriorityQueue<>(Scored.WORST_FIRST);
    int size = spec.vocabularySize();
    Objects.checkIndex(row, logits.length / size);
    if (count < 0) {
      throw new IllegalArgumentException(count + " words are asked for");
    }
    for (int id = 0; id < size; id++) {
      if (!isSpecial(id)) {
        best.add(new Scored(id, logits[row * size + id]));
        if (best.size() > count) {
          best.remove();
        }
      }
    }
    int[] ids = new int[best.size()];
    for (int k = ids.length - 1; k >= 0; k--) {
      ids[k] = best.remove().id();
    }
    return ids;
  }

  private boolean isSpecial(int id) {
    return id == spec.embedding().startId()
        || id == spec.embedding().unknownId()
        || id == spec.embedding().endId()
        || id == spec.embedding().paddingId();
  }
}
