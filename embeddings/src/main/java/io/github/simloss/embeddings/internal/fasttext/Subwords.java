package io.github.simloss.embeddings.internal.fasttext;

import java.util.Arrays;

/**
 * The n-grams of a word as fastText takes them: of {@code <word>}, from {@code minN} to {@code
 * maxN} characters of UTF-8, but not a single character at either end; hashed over their bytes by
 * FNV-1a with signed bytes.
 *
 * @param minN the least number of characters
 * @param maxN the greatest; 0 for no n-grams
 * @param buckets n-grams with the same hash modulo this share a row
 * @param pruned the rows that were kept; {@code null} if all were
 */
record Subwords(int minN, int maxN, int buckets, PrunedRows pruned) {
  private static final int FNV_OFFSET = 0x811c9dc5;
  private static final int FNV_PRIME = 0x01000193;

  /** Whether there are any n-grams. */
  boolean any() {
    return maxN > 0 && buckets > 0 && (pruned == null || pruned.size() > 0);
  }

  /** The hash of some bytes, unsigned in 32 bits. */
  static int hash(byte[] bytes, int from, int to) {
    int hash = FNV_OFFSET;
    for (int i = from; i < to; i++) {
      // A byte is signed here and was in fastText: its upper bits flip those of the hash.
      hash = (hash ^ bytes[i]) * FNV_PRIME;
    }
    return hash;
  }

  /** The rows of a word's n-grams, counted from the first n-gram row, in fastText's order. */
  int[] rows(byte[] word) {
    if (!any()) {
      return new int[0];
    }
    byte[] marked = new byte[word.length + 2];
    marked[0] = '<';
    System.arraycopy(word, 0, marked, 1, word.length);
    marked[marked.length - 1] = '>';
    int[] rows = new int[16];
    int count = 0;
    for (int start = 0; start < marked.length; start++) {
      if (isContinuation(marked[start])) {
        continue;
      }
      int hash = FNV_OFFSET;
      int end = start;
      for (int n = 1; n <= maxN && end < marked.length; n++) {
        do {
          hash = (hash ^ marked[end++]) * FNV_PRIME;
        } while (end < marked.length && isContinuation(marked[end]));
        boolean atEnd = n == 1 && (start == 0 || end == marked.length);
        if (n < minN || atEnd) {
          continue;
        }
        int row = Integer.remainderUnsigned(hash, buckets);
        if (pruned != null) {
          row = pruned.row(row);
        }
        if (row >= 0) {
          if (count == rows.length) {
            rows = Arrays.copyOf(rows, 2 * count);
          }
          rows[count++] = row;
        }
      }
    }
    return Arrays.copyOf(rows, count);
  }

  private static boolean isContinuation(byte b) {
    return (b & 0xc0) == 0x80;
  }
}
