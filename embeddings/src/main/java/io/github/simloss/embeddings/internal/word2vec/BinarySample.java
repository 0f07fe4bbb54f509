package io.github.simloss.embeddings.internal.word2vec;

import io.github.simloss.embeddings.internal.scan.HeaderLine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The beginning of what may be a word2vec binary file. */
public final class BinarySample {
  private static final int LONGEST_LOOK = 1 << 12;

  private final byte[] bytes;
  private final HeaderLine header;
  private final boolean whole;

  public BinarySample(byte[] bytes, HeaderLine header, boolean whole) {
    this.bytes = bytes;
    this.header = header;
    this.whole = whole;
  }

  /**
   * Whether it holds what no text does, or its rows end exactly where the file does and their
   * numbers are those of vectors: a row of text may be as long as a row of floats.
   */
  public boolean isBinary() {
    return holdsControls() || (whole && endsExactly());
  }

  private boolean holdsControls() {
    int end = Math.min(bytes.length, header.end() + LONGEST_LOOK);
    for (int i = header.end(); i < end; i++) {
      int b = bytes[i];
      if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r') {
        return true;
      }
    }
    return false;
  }

  private boolean endsExactly() {
    long position = header.end();
    long row = header.dimension() * Float.BYTES;
    long likely = 0;
    for (long word = 0; word < header.words(); word++) {
      int i = (int) position;
      while (i < bytes.length && bytes[i] != ' ') {
        i++;
      }
      position = i + 1 + row;
      if (i == bytes.length || position > bytes.length) {
        return false;
      }
      likely += likely(i + 1, (int) position);
      if (position < bytes.length && bytes[(int) position] == '\n') {
        position++;
      }
    }
    long values = header.words() * header.dimension();
    return header.words() > 0 && position == bytes.length && 2 * likely > values;
  }

  /** How many floats are neither tiny nor huge, as digits, signs and blanks of a text would be. */
  private int likely(int from, int to) {
    ByteBuffer floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int likely = 0;
    for (int at = from; at < to; at += Float.BYTES) {
      float size = Math.abs(floats.getFloat(at));
      likely += size == 0 || (size > 1e-3f && size < 1e4f) ? 1 : 0;
    }
    return likely;
  }
}
