package io.github.simloss.tensor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.simloss.io.Utf8;
import io.github.simloss.io.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The bytes of a safetensors file. */
final class SafetensorsWriter {
  private static final int CHUNK_FLOATS = 1 << 14;

  private SafetensorsWriter() {}

  /**
   * The header, padded with spaces to a multiple of 8 bytes, so that the data can be mapped as
   * numbers.
   */
  static byte[] header(NamedTensors tensors, Map<String, String> metadata) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    if (!metadata.isEmpty()) {
      ObjectNode texts = root.putObject(SafetensorsHeader.METADATA);
      new TreeMap<>(metadata).forEach(texts::put);
    }
    long at = 0;
    for (Map.Entry<String, Tensor> entry : tensors.asMap().entrySet()) {
      if (entry.getKey().equals(SafetensorsHeader.METADATA)) {
        throw new IllegalArgumentException("no tensor may be named " + SafetensorsHeader.METADATA);
      }
      ObjectNode node = root.putObject(entry.getKey()).put("dtype", DataType.F32.name());
      ArrayNode shape = node.putArray("shape");
      for (long size : entry.getValue().shape()) {
        shape.add(size);
      }
      long end = at + (long) Float.BYTES * entry.getValue().data().length;
      node.putArray("data_offsets").add(at).add(end);
      at = end;
    }
    byte[] json;
    try {
      json = Utf8.encode(Json.toLine(root));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "a name or a text of the metadata holds half of a surrogate pair", e);
    }
    int padded = (json.length + 7) / 8 * 8;
    if (padded > Safetensors.MAX_HEADER) {
      throw new IllegalArgumentException(
          "the header would be longer than " + Safetensors.MAX_HEADER + " bytes");
    }
    byte[] header = Arrays.copyOf(json, padded);
    Arrays.fill(header, json.length, padded, (byte) ' ');
    return header;
  }

  /** Writes the file: the header's length, the header, the data. */
  static void write(OutputStream out, byte[] header, NamedTensors tensors) throws IOException {
    byte[] bytes = new byte[CHUNK_FLOATS * Float.BYTES];
    ByteBuffer chunk = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    chunk.putLong(0, header.length);
    out.write(bytes, 0, Long.BYTES);
    out.write(header);
    for (Tensor tensor : tensors.asMap().values()) {
      float[] data = tensor.data();
      for (int done = 0; done < data.length; ) {
        int count = Math.min(CHUNK_FLOATS, data.length - done);
        chunk.asFloatBuffer().put(data, done, count);
        out.write(bytes, 0, count * Float.BYTES);
        done += count;
      }
    }
  }
}
