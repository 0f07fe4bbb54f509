package io.github.simloss.embeddings.internal.bytes;

import io.github.simloss.SimlossException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads bytes one after the other and knows where it is. */
public final class ByteInput implements AutoCloseable {
  /** Words longer than this are taken for a sign of damage. */
  static final int LONGEST_WORD = 1 << 16;

  private final VectorSource source;
  private final InputStream in;
  private final byte[] buffer = new byte[1 << 18];
  private int next;
  private int limit;
  private long before;

  public ByteInput(VectorSource source, ProgressMeter meter) throws IOException {
    this.source = source;
    this.in = source.open(meter);
  }

  /** Bytes read so far. */
  public long position() {
    return before + next;
  }

  /** Bytes still to come, of a file that is not compressed. */
  public long left() {
    return source.size() - position();
  }

  /** The next byte; -1 at the end. */
  public int peek() throws IOException {
    return next < limit || fill() ? buffer[next] & 0xff : -1;
  }

  /** Passes over bytes. */
  public void skip(long count) throws IOException {
    int part = (int) Math.min(count, limit - next);
    next += part;
    if (part < count) {
      long left = count - part;
      before += limit + left;
      next = 0;
      limit = 0;
      try {
        in.skipNBytes(left);
      } catch (EOFException e) {
        before -= left;
        throw cutOff();
      }
    }
  }

  /** The next byte, 0 to 255. */
  public int readByte() throws IOException {
    int b = peek();
    if (b < 0) {
      throw cutOff();
    }
    next++;
    return b;
  }

  /** A little-endian int. */
  public int readInt() throws IOException {
    return readByte() | readByte() << 8 | readByte() << 16 | readByte() << 24;
  }

  /** A little-endian long. */
  public long readLong() throws IOException {
    return (readInt() & 0xffffffffL) | (long) readInt() << 32;
  }

  /** Fills an array. */
  public void read(byte[] bytes) throws IOException {
    for (int done = 0; done < bytes.length; ) {
      if (next == limit && !fill()) {
        throw cutOff();
      }
      int part = Math.min(bytes.length - done, limit - next);
      System.arraycopy(buffer, next, bytes, done, part);
      next += part;
      done += part;
    }
  }

  /** The bytes up to a delimiter, which is passed over. */
  public byte[] until(byte delimiter) throws IOException {
    byte[] word = {};
    while (true) {
      if (next == limit && !fill()) {
        throw cutOff();
      }
      int end = next;
      while (end < limit && buffer[end] != delimiter) {
        end++;
      }
      int length = word.length;
      if (length + end - next > LONGEST_WORD) {
        throw new SimlossException(
            source.name()
                + ": the word at byte "
                + (position() - length)
                + " is longer than "
                + LONGEST_WORD
                + " bytes; the file is damaged, or of another format");
      }
      word = Arrays.copyOf(word, length + end - next);
      System.arraycopy(buffer, next, word, length, end - next);
      boolean found = end < limit;
      next = found ? end + 1 : end;
      if (found) {
        return word;
      }
    }
  }

  SimlossException cutOff() {
    return new SimlossException(
        source.name()
            + ": the file is cut off at byte "
            + position()
            + "; copy or download it again");
  }

  private boolean fill() throws IOException {
    before += limit;
    next = 0;
    limit = Math.max(0, in.read(buffer, 0, buffer.length));
    return limit > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
