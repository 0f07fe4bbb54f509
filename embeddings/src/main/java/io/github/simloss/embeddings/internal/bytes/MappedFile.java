package io.github.simloss.embeddings.internal.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file in memory, of any size: windows of 1 GiB, each of which reaches a little into the next, so
 * that a row lies in one of them. Safe for use by several threads.
 */
public final class MappedFile {
  private static final int WINDOW_BITS = 30;

  /** The longest row. */
  public static final int OVERLAP = 1 << 24;

  private final ByteBuffer[] windows;
  private final int bits;
  private final long size;

  public MappedFile(Path file) throws IOException {
    this(file, WINDOW_BITS);
  }

  /** With windows of some power of two, for tests. */
  MappedFile(Path file, int bits) throws IOException {
    this.bits = bits;
    long window = 1L << bits;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      size = channel.size();
      windows = new ByteBuffer[(int) ((size + window - 1) / window)];
      for (int w = 0; w < windows.length; w++) {
        long start = w * window;
        long length = Math.min(size - start, window + OVERLAP);
        windows[w] =
            channel
                .map(FileChannel.MapMode.READ_ONLY, start, length)
                .order(ByteOrder.LITTLE_ENDIAN);
      }
    }
  }

  /** Bytes of the file. */
  public long size() {
    return size;
  }

  /** A byte. */
  public byte get(long position) {
    return window(position).get(offset(position));
  }

  /** Little-endian floats. */
  public void get(long position, float[] values) {
    ByteBuffer window = window(position);
    int at = offset(position);
    for (int k = 0; k < values.length; k++) {
      values[k] = window.getFloat(at + k * Float.BYTES);
    }
  }

  /** Adds little-endian floats. */
  public void add(long position, float[] sum) {
    ByteBuffer window = window(position);
    int at = offset(position);
    for (int k = 0; k < sum.length; k++) {
      sum[k] += window.getFloat(at + k * Float.BYTES);
    }
  }

  /** Bytes, as many as the array holds. */
  public void get(long position, byte[] bytes) {
    window(position).get(offset(position), bytes);
  }

  private ByteBuffer window(long position) {
    return windows[(int) (position >>> bits)];
  }

  private int offset(long position) {
    return (int) (position & ((1L << bits) - 1));
  }
}
