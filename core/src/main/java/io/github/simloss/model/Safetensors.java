package io.github.simloss.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.simloss.SimlossException;
import io.github.simloss.io.AtomicFiles;
import io.github.simloss.io.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The safetensors format: eight bytes with the header's length, a JSON header, the tensors' bytes.
 * What is read is checked as the format demands (offsets in range, no holes, no overlaps, sizes
 * that agree with shapes), and memory is bounded by the size of the file. Tensors are 32-bit
 * floats.
 */
public final class Safetensors {
  private static final String METADATA = "__metadata__";
  private static final int LARGEST_HEADER = 16 << 20;
  private static final int CHUNK = 1 << 16;

  private Safetensors() {}

  /** A tensor as the header tells of it. */
  private record Entry(String name, long[] shape, long begin, long end) {}

  /**
   * Writes tensors; the file is there whole or not at all.
   *
   * @param file the file
   * @param tensors written in their order
   * @param metadata texts beside them
   */
  public static void write(Path file, NamedTensors tensors, Map<String, String> metadata) {
    Map<String, Object> header = new LinkedHashMap<>();
    if (!metadata.isEmpty()) {
      header.put(METADATA, new TreeMap<>(metadata));
    }
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : tensors.asMap().entrySet()) {
      long end = offset + (long) entry.getValue().data().length * Float.BYTES;
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("dtype", "F32");
      fields.put("shape", entry.getValue().shape());
      fields.put("data_offsets", new long[] {offset, end});
      header.put(entry.getKey(), fields);
      offset = end;
    }
    String json = Json.line(header);
    int length = json.getBytes(StandardCharsets.UTF_8).length;
    // The data begin at a multiple of eight, so that they can be mapped.
    String padded = json + " ".repeat((8 - length % 8) % 8);
    AtomicFiles.write(
        file,
        out -> {
          byte[] bytes = padded.getBytes(StandardCharsets.UTF_8);
          out.write(
              ByteBuffer.allocate(Long.BYTES)
                  .order(ByteOrder.LITTLE_ENDIAN)
                  .putLong(bytes.length)
                  .array());
          out.write(bytes);
          for (Tensor tensor : tensors.asMap().values()) {
            writeData(out, tensor.data());
          }
        });
  }

  private static void writeData(OutputStream out, float[] data) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < data.length; from += CHUNK) {
      int count = Math.min(CHUNK, data.length - from);
      chunk.asFloatBuffer().put(data, from, count);
      out.write(chunk.array(), 0, count * Float.BYTES);
    }
  }

  /**
   * Reads tensors, in the order of their data.
   *
   * @throws SimlossException if the file breaks a rule of the format; names the file and the tensor
   */
  public static NamedTensors read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new SimlossException("there is no file " + file);
    }
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      if (size < Long.BYTES) {
        throw bad(file, "is too short for a header");
      }
      long length = bytes(channel, 0, Long.BYTES).getLong();
      if (length < 2 || length > LARGEST_HEADER || length > size - Long.BYTES) {
        throw bad(file, "claims a header of " + length + " bytes; the file has " + size);
      }
      String json = utf8(file, bytes(channel, Long.BYTES, (int) length));
      long start = Long.BYTES + length;
      NamedTensors tensors = new NamedTensors();
      for (Entry entry : entries(file, json, size - start)) {
        tensors.put(
            entry.name(), new Tensor(entry.shape(), floats(channel, start + entry.begin(), entry)));
      }
      return tensors;
    } catch (IOException e) {
      throw new SimlossException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static List<Entry> entries(Path file, String json, long dataSize) {
    if (!json.startsWith("{")) {
      throw bad(file, "has a header that does not begin with '{'");
    }
    JsonNode header = Json.parse(json, JsonNode.class, file + " (header)");
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : header.properties()) {
      if (field.getKey().equals(METADATA)) {
        checkMetadata(file, field.getValue());
      } else {
        entries.add(entry(file, field.getKey(), field.getValue()));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    long expected = 0;
    for (Entry entry : entries) {
      if (entry.begin() != expected) {
        throw bad(
            file,
            "has a "
                + (entry.begin() > expected ? "hole before" : "neighbour that overlaps")
                + " tensor '"
                + entry.name()
                + "'");
      }
      expected = entry.end();
    }
    if (expected != dataSize) {
      throw bad(file, "holds " + dataSize + " bytes of data, its header tells of " + expected);
    }
    return entries;
  }

  private static void checkMetadata(Path file, JsonNode metadata) {
    boolean texts = metadata.isObject();
    for (JsonNode value : metadata) {
      texts &= value.isTextual();
    }
    if (!texts) {
      throw bad(file, "has metadata that are no texts by name");
    }
  }

  private static Entry entry(Path file, String name, JsonNode fields) {
    String tensor = "tensor '" + name + "' ";
    JsonNode dtype = fields.path("dtype");
    long[] shape = numbers(fields.path("shape"));
    long[] offsets = numbers(fields.path("data_offsets"));
    if (fields.size() != 3
        || !dtype.isTextual()
        || shape == null
        || offsets == null
        || offsets.length != 2) {
      throw bad(file, tensor + "needs exactly dtype, shape and two data_offsets");
    }
    if (!dtype.asText().equals("F32")) {
      throw bad(file, tensor + "has dtype " + dtype.asText() + "; only F32 is read, convert it");
    }
    long bytes = Float.BYTES;
    try {
      for (long dimension : shape) {
        bytes = Math.multiplyExact(bytes, dimension);
      }
    } catch (ArithmeticException e) {
      throw bad(file, tensor + "has a shape beyond all bounds");
    }
    if (offsets[0] > offsets[1] || offsets[1] - offsets[0] != bytes) {
      throw bad(
          file,
          tensor
              + "has offsets "
              + offsets[0]
              + " to "
              + offsets[1]
              + ", its shape needs "
              + bytes
              + " bytes");
    }
    if (bytes / Float.BYTES > Integer.MAX_VALUE - 8) {
      throw bad(file, tensor + "has more values than an array can hold");
    }
    return new Entry(name, shape, offsets[0], offsets[1]);
  }

  /** Whole numbers from 0, or null for anything else. */
  private static long[] numbers(JsonNode array) {
    if (!array.isArray()) {
      return null;
    }
    long[] numbers = new long[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      JsonNode value = array.get(i);
      if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
        return null;
      }
      numbers[i] = value.asLong();
    }
    return numbers;
  }

  private static float[] floats(FileChannel channel, long position, Entry entry)
      throws IOException {
    // Offsets were checked against the file's size before, so this is no more than the file holds.
    float[] values = new float[(int) ((entry.end() - entry.begin()) / Float.BYTES)];
    for (int from = 0; from < values.length; from += CHUNK) {
      int count = Math.min(CHUNK, values.length - from);
      bytes(channel, position + (long) from * Float.BYTES, count * Float.BYTES)
          .asFloatBuffer()
          .get(values, from, count);
    }
    return values;
  }

  private static ByteBuffer bytes(FileChannel channel, long position, int count)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new IOException("it ends at byte " + (position + buffer.position()));
      }
    }
    return buffer.flip();
  }

  private static String utf8(Path file, ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw bad(file, "has a header that is not UTF-8");
    }
  }

  private static SimlossException bad(Path file, String problem) {
    return new SimlossException(
        file + " is no sound safetensors file: " + problem + "; take it from its source again");
  }
}
