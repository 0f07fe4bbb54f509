package io.github.simloss.similarity;

/** A word with its similarity as one number that rises by falling similarity, then rising id. */
final class RankKeys {
  private RankKeys() {}

  /** There are as many words as neighbours are asked for, and one at least. */
  static void requireNeighbours(int neighbours, int count) {
    if (neighbours < 1 || neighbours > count) {
      throw new IllegalArgumentException(
          neighbours + " neighbours of " + count + " words: use 1 to " + count);
    }
  }

  static long of(int id, float similarity) {
    // + 0f makes -0 an ordinary 0.
    int bits = Float.floatToIntBits(similarity + 0f);
    int rising = bits >= 0 ? bits : bits ^ Integer.MAX_VALUE;
    return (long) ~rising << 32 | id;
  }

  static int id(long key) {
    return (int) key;
  }

  static float similarity(long key) {
    int rising = ~(int) (key >> 32);
    return Float.intBitsToFloat(rising >= 0 ? rising : rising ^ Integer.MAX_VALUE);
  }
}
