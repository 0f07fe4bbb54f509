package io.github.simloss.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Files of the format, made by hand, right or wrong. */
final class SafetensorsBytes {
  private SafetensorsBytes() {}

  /** A file whose header's length is true. */
  static byte[] of(String header, int dataBytes) {
    return of(header.getBytes(StandardCharsets.UTF_8), dataBytes);
  }

  /** As {@link #of(String, int)}; the data counts up from 0. */
  static byte[] of(byte[] header, int dataBytes) {
    ByteBuffer file =
        ByteBuffer.allocate(8 + header.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(header.length).put(header);
    for (int i = 0; i < dataBytes; i++) {
      file.put((byte) i);
    }
    return file.array();
  }

  /** An entry of the header. */
  static String entry(String name, String type, String shape, long begin, long end) {
    return entry(name, type, shape, "[" + begin + "," + end + "]");
  }

  /** An entry of the header, its offsets as a text. */
  static String entry(String name, String type, String shape, String offsets) {
    return '"'
        + name
        + "\":{\"dtype\":\""
        + type
        + "\",\"shape\":"
        + shape
        + ",\"data_offsets\":"
        + offsets
        + "}";
  }
}
