package io.github.simloss.embeddings.internal.fasttext;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The beginning of what may be a fastText model.
 *
 * @param head the first bytes
 */
public record FastTextSample(byte[] head) {
  /** More is no dimension of a model. */
  static final int MOST_DIMENSION = 1_000_000;

  private static final int MAGIC = 0x2f4f16ba;

  /** Whether it begins as a model with a magic number does. */
  public boolean hasMagic() {
    return head.length >= Integer.BYTES && ints().getInt() == MAGIC;
  }

  /** Whether it begins as a model of 2016 does: every setting is one that fastText allows. */
  public boolean looksOld() {
    if (head.length < 12 * Integer.BYTES) {
      return false;
    }
    ByteBuffer ints = ints();
    // dim ws epoch minCount neg wordNgrams loss model bucket minn maxn lrUpdateRate
    int[] most = {
      MOST_DIMENSION,
      1 << 16,
      1 << 20,
      Integer.MAX_VALUE,
      1 << 20,
      1 << 10,
      3,
      3,
      Integer.MAX_VALUE,
      1 << 10,
      1 << 10,
      Integer.MAX_VALUE
    };
    int[] least = {1, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0};
    for (int i = 0; i < most.length; i++) {
      int value = ints.getInt();
      if (value < least[i] || value > most[i]) {
        return false;
      }
    }
    return true;
  }

  private ByteBuffer ints() {
    return ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
  }
}
