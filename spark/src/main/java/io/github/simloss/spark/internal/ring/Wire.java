package io.github.simloss.spark.internal.ring;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers on a stream, little-endian, by pieces. One direction of one connection. */
final class Wire {
  /** Values a piece: enough to fill a connection, few enough to stay in a cache. */
  private static final int PIECE = 1 << 14;

  private final ByteBuffer buffer =
      ByteBuffer.allocate(PIECE * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);

  /** What is done with a value that arrives. */
  enum Arrival {
    /** Added to the one that is there. */
    ADD,
    /** Put in its place. */
    REPLACE
  }

  void send(OutputStream out, int[] header, double[] numbers) throws IOException {
    buffer.clear();
    for (int value : header) {
      buffer.putInt(value);
    }
    for (double number : numbers) {
      buffer.putDouble(number);
    }
    out.write(buffer.array(), 0, buffer.position());
  }

  void send(OutputStream out, float[] values, int from, int to) throws IOException {
    for (int at = from; at < to; at += PIECE) {
      int count = Math.min(PIECE, to - at);
      buffer.clear();
      buffer.asFloatBuffer().put(values, at, count);
      out.write(buffer.array(), 0, count * Float.BYTES);
    }
  }

  void receive(InputStream in, int[] header) throws IOException {
    read(in, header.length * Integer.BYTES);
    for (int k = 0; k < header.length; k++) {
      header[k] = buffer.getInt();
    }
  }

  void receive(InputStream in, double[] numbers) throws IOException {
    read(in, numbers.length * Double.BYTES);
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = buffer.getDouble();
    }
  }

  void receive(InputStream in, float[] values, int from, int to, Arrival arrival)
      throws IOException {
    for (int at = from; at < to; at += PIECE) {
      int count = Math.min(PIECE, to - at);
      read(in, count * Float.BYTES);
      if (arrival == Arrival.REPLACE) {
        buffer.asFloatBuffer().get(values, at, count);
      } else {
        for (int k = 0; k < count; k++) {
          values[at + k] += buffer.getFloat(k * Float.BYTES);
        }
      }
    }
  }

  private void read(InputStream in, int bytes) throws IOException {
    buffer.clear();
    if (in.readNBytes(buffer.array(), 0, bytes) < bytes) {
      throw new EOFException();
    }
    buffer.limit(bytes);
  }
}
