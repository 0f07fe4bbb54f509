package io.github.simloss.similarity;

import java.util.Arrays;

/**
 * Collects a {@link NeighbourTable} from blocks of cosines: for every word the best so far, sorted,
 * and the worst of them as a threshold, so that nearly every cosine costs one comparison. Ties go
 * to the lower id whatever the order of the blocks. Rows are independent: threads may fill
 * different rows at once.
 */
public final class TopNeighbours {
  private final UnitVectors vectors;
  private final int width;
  private final int[] ids;
  private final float[] similarities;
  private final int[] filled;

  /**
   * An empty table.
   *
   * @param vectors the words
   * @param neighbours N in 1..V, the word itself included
   * @throws IllegalArgumentException if N is out of range
   */
  public TopNeighbours(UnitVectors vectors, int neighbours) {
    if (neighbours < 1 || neighbours > vectors.count()) {
      throw new IllegalArgumentException(
          neighbours + " neighbours of " + vectors.count() + " words: use 1 to " + vectors.count());
    }
    this.vectors = vectors;
    this.width = neighbours;
    this.ids = new int[Math.multiplyExact(vectors.count(), neighbours)];
    this.similarities = new float[ids.length];
    this.filled = new int[vectors.count()];
    for (int word = 0; word < vectors.count(); word++) {
      ids[word * width] = word;
      similarities[word * width] = vectors.isZero(word) ? 0 : 1;
    }
    Arrays.fill(filled, 1);
  }

  /**
   * Offers the cosines of one word with a run of others.
   *
   * @param word the word
   * @param firstId the id of the first of the others
   * @param cosines where they stand
   * @param offset from here
   * @param count how many
   */
  public void offer(int word, int firstId, float[] cosines, int offset, int count) {
    int last = word * width + width - 1;
    for (int k = 0; k < count; k++) {
      float cosine = cosines[offset + k];
      if (filled[word] == width && cosine < similarities[last]) {
        continue;
      }
      insert(word, firstId + k, cosine);
    }
  }

  private void insert(int word, int id, float cosine) {
    if (id == word || width == 1) {
      return;
    }
    int from = word * width + 1;
    int to = word * width + filled[word];
    int at = to;
    while (at > from
        && (similarities[at - 1] < cosine
            || (similarities[at - 1] == cosine && ids[at - 1] > id))) {
      at--;
    }
    if (at == word * width + width) {
      return;
    }
    int moved = Math.min(to, word * width + width - 1) - at;
    System.arraycopy(ids, at, ids, at + 1, moved);
    System.arraycopy(similarities, at, similarities, at + 1, moved);
    ids[at] = id;
    similarities[at] = cosine;
    filled[word] = Math.min(width, filled[word] + 1);
  }

  /** The table, once every word was offered all others. */
  public NeighbourTable build() {
    for (int word = 0; word < filled.length; word++) {
      if (filled[word] != width) {
        throw new IllegalStateException(
            "word "
                + word
                + " of "
                + vectors.count()
                + " has "
                + filled[word]
                + " of "
                + width
                + " neighbours");
      }
    }
    return new NeighbourTable(vectors.count(), width, ids, similarities);
  }
}
