package io.github.simloss.run.export.onnx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A protobuf message to be written: field after field, in the order they are put. Written here and
 * not by a library, because core depends on Jackson only, and of protobuf's format the files of
 * ONNX need two kinds of fields. Large arrays are not copied.
 *
 * <p>Format: each field begins with a number {@code field << 3 | type}; numbers are written seven
 * bits a byte, the lowest first (type 0), everything else as its length and its bytes (type 2).
 */
final class ProtoMessage {
  private static final int NUMBER = 0;
  private static final int BYTES = 2;
  private static final int CHUNK_FLOATS = 1 << 14;

  /** Bytes, arrays of floats and messages, in their order. */
  private final List<Object> parts = new ArrayList<>();

  private long size;

  /** Adds a number; a negative one takes ten bytes, as protobuf has it. */
  ProtoMessage number(int field, long value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    varint(bytes, (long) field << 3 | NUMBER);
    varint(bytes, value);
    return part(bytes.toByteArray(), bytes.size());
  }

  /** Adds a text. */
  ProtoMessage text(int field, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    length(field, bytes.length);
    return part(bytes, bytes.length);
  }

  /** Adds floats as little-endian bytes; the array is read when the message is written. */
  ProtoMessage floats(int field, float[] values) {
    long bytes = (long) Float.BYTES * values.length;
    length(field, bytes);
    return part(values, bytes);
  }

  /** Adds whole numbers as little-endian bytes, eight each. */
  ProtoMessage longs(int field, long[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    length(field, bytes.capacity());
    return part(bytes.array(), bytes.capacity());
  }

  /** Adds a message, which is whole by now. */
  ProtoMessage message(int field, ProtoMessage message) {
    length(field, message.size);
    return part(message, message.size);
  }

  /** Adds the fields of another message as this one's own. */
  ProtoMessage append(ProtoMessage other) {
    parts.addAll(other.parts);
    size += other.size;
    return this;
  }

  /** How many bytes it takes. */
  long size() {
    return size;
  }

  /** Writes it. */
  void writeTo(OutputStream out) throws IOException {
    for (Object part : parts) {
      if (part instanceof ProtoMessage message) {
        message.writeTo(out);
      } else if (part instanceof float[] floats) {
        write(floats, out);
      } else {
        out.write((byte[]) part);
      }
    }
  }

  private static void write(float[] values, OutputStream out) throws IOException {
    byte[] bytes = new byte[CHUNK_FLOATS * Float.BYTES];
    ByteBuffer chunk = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int done = 0; done < values.length; ) {
      int count = Math.min(CHUNK_FLOATS, values.length - done);
      chunk.asFloatBuffer().put(values, done, count);
      out.write(bytes, 0, count * Float.BYTES);
      done += count;
    }
  }

  private void length(int field, long bytes) {
    ByteArrayOutputStream start = new ByteArrayOutputStream();
    varint(start, (long) field << 3 | BYTES);
    varint(start, bytes);
    part(start.toByteArray(), start.size());
  }

  private ProtoMessage part(Object part, long bytes) {
    parts.add(part);
    size += bytes;
    return this;
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
