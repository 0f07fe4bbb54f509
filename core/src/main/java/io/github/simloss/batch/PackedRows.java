package io.github.simloss.batch;

import java.util.stream.IntStream;

/**
 * Sentences with the padding taken out, in the layout of PyTorch's {@code PackedSequence}: rows
 * sorted by falling length (equal lengths keep their order), then time-major, so that the rows
 * alive at time {@code t} are the contiguous range {@code [offset(t), offset(t) + alive(t))} of
 * every packed array. A recurrent step then works on one contiguous block, and nothing is computed
 * for padding. Immutable: nobody writes to the arrays that are handed out.
 *
 * @since 0.2.0
 */
public final class PackedRows {
  private final int[] order;
  private final int[] places;
  private final int[] offsets;
  private final int[] ids;
  private final int[] lengths;

  /**
   * @param rows what to pack
   */
  public PackedRows(TokenRows rows) {
    int size = rows.size();
    order =
        IntStream.range(0, size)
            .boxed()
            .sorted((a, b) -> rows.lengths()[b] - rows.lengths()[a])
            .mapToInt(Integer::intValue)
            .toArray();
    places = new int[size];
    lengths = new int[size];
    for (int r = 0; r < size; r++) {
      places[order[r]] = r;
      lengths[r] = rows.lengths()[order[r]];
    }
    int longest = rows.longest();
    offsets = new int[longest + 1];
    int k = 0;
    for (int t = 0; t < longest; t++) {
      offsets[t] = k;
      for (int r = 0; r < size && lengths[r] > t; r++) {
        k++;
      }
    }
    offsets[longest] = k;
    ids = pack(rows);
  }

  /**
   * The ids of sentences of these lengths, packed.
   *
   * @param rows as many, each as long
   * @throws IllegalArgumentException if they are not
   */
  public int[] pack(TokenRows rows) {
    requireSameLengths(rows);
    int[] packed = new int[tokenCount()];
    int k = 0;
    for (int t = 0; t < steps(); t++) {
      for (int r = 0; r < alive(t); r++, k++) {
        packed[k] = rows.token(order[r], t);
      }
    }
    return packed;
  }

  /**
   * What a decoder is fed with, packed: {@code <start>}, then the id before.
   *
   * @param previous sentences of these lengths
   * @param startId the id of {@code <start>}
   * @throws IllegalArgumentException if they are of other lengths
   */
  public int[] shifted(TokenRows previous, int startId) {
    requireSameLengths(previous);
    int[] packed = new int[tokenCount()];
    int k = 0;
    for (int t = 0; t < steps(); t++) {
      for (int r = 0; r < alive(t); r++, k++) {
        packed[k] = t == 0 ? startId : previous.token(order[r], t - 1);
      }
    }
    return packed;
  }

  private void requireSameLengths(TokenRows rows) {
    boolean same = rows.size() == size();
    for (int r = 0; same && r < order.length; r++) {
      same = rows.lengths()[order[r]] == lengths[r];
    }
    if (!same) {
      throw new IllegalArgumentException("the sentences have other lengths than those packed");
    }
  }

  /**
   * Where each packed row stands if every sentence is read from its last token to its first; its
   * own inverse.
   */
  public int[] reversed() {
    int[] rows = new int[tokenCount()];
    int k = 0;
    for (int t = 0; t < steps(); t++) {
      for (int r = 0; r < alive(t); r++, k++) {
        rows[k] = offsets[lengths[r] - 1 - t] + r;
      }
    }
    return rows;
  }

  /** The number of sentences. */
  public int size() {
    return order.length;
  }

  /** The number of time steps: the longest length. */
  public int steps() {
    return offsets.length - 1;
  }

  /** The number of packed rows: all real tokens. */
  public int tokenCount() {
    return offsets[offsets.length - 1];
  }

  /** {@code order()[r]} is the sentence that stands at sorted place {@code r}. */
  public int[] order() {
    return order;
  }

  /** {@code places()[b]} is the sorted place of sentence {@code b}. */
  public int[] places() {
    return places;
  }

  /** The real length of the sentence at sorted place {@code r}; falling. */
  public int[] lengths() {
    return lengths;
  }

  /**
   * The first packed row of time {@code t}, in 0..steps(); {@code offset(steps())} is the total.
   */
  public int offset(int t) {
    return offsets[t];
  }

  /** How many sentences are still alive at time {@code t}; falling with {@code t}. */
  public int alive(int t) {
    return offsets[t + 1] - offsets[t];
  }

  /** The packed row of the last real token of the sentence at sorted place {@code r}. */
  public int lastRow(int r) {
    return offsets[lengths[r] - 1] + r;
  }

  /** The real ids, packed. */
  public int[] ids() {
    return ids;
  }
}
