package io.github.simloss.embeddings;

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
final class MappedFile {
  private static final int WINDOW_BITS = 30;
  private static final long WINDOW = 1L << WINDOW_BITS;

  /** The longest row. */
  static final int OVERLAP = 1 << 24;

  private final ByteBuffer[] windows;
  private final long size;

  MappedFile(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      size = channel.size();
      windows = new ByteBuffer[(int) ((size + WINDOW - 1) / WINDOW)];
      for (int w = 0; w < windows.length; w++) {
        long start = w * WINDOW;
        long length = Math.min(size - start, WINDOW + OVERLAP);
        windows[w] =
            channel
                .map(FileChannel.MapMode.READ_ONLY, start, length)
                .order(ByteOrder.LITTLE_ENDIAN);
      }
    }
  }

  long size() {
    return size;
  }

  byte get(long position) {
    return window(position).get(offset(position));
  }

  /** Little-endian floats. */
  void get(long position, float[] values) {
    ByteBuffer window = window(position);
    int at = offset(position);
    for (int k = 0; k < values.length; k++) {
      values[k] = window.getFloat(at + k * Float.BYTES);
    }
  }

  /** Adds little-endian floats. */
  void add(long position, float[] sum) {
    ByteBuffer window = window(position);
    int at = offset(position);
    for (int k = 0; k < sum.length; k++) {
      sum[k] += window.getFloat(at + k * Float.BYTES);
    }
  }

  void get(long position, byte[] bytes) {
    window(position).get(offset(position), bytes);
  }

  private ByteBuffer window(long position) {
    return windows[(int) (position >>> WINDOW_BITS)];
  }

  private static int offset(long position) {
    return (int) (position & (WINDOW - 1));
  }
}
