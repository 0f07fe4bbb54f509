package io.github.simloss.tensor;

import io.github.simloss.SimlossException;
import io.github.simloss.io.AtomicFiles;
import io.github.simloss.io.Messages;
import io.github.simloss.io.Utf8;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Weights in the safetensors format, which PyTorch and others read: 8 bytes, the header's length N
 * as a little-endian number; N bytes, the header, a JSON object of tensor name to {@code {"dtype",
 * "shape", "data_offsets": [begin, end]}} and {@code "__metadata__"} to a map of texts; then the
 * tensors' bytes, little-endian and row-major, without hole or overlap.
 *
 * <p>Nothing in such a file is believed before it is checked, and nothing is allocated that the
 * file's size does not back.
 *
 * @since 0.1.0
 */
public final class Safetensors {
  /** The longest header, in bytes: the format's own limit. */
  public static final int MAX_HEADER = 100_000_000;

  private static final int LENGTH_BYTES = 8;
  private static final int CHUNK_BYTES = 1 << 16;

  private Safetensors() {}

  /**
   * What a file holds.
   *
   * @param tensors the tensors, in the order of their data
   * @param metadata the texts of {@code __metadata__}, by key; empty if there are none
   */
  public record Contents(NamedTensors tensors, Map<String, String> metadata) {
    /** Copies the map. */
    public Contents {
      metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    }
  }

  /**
   * Reads a file. F32 is read as it is; F16 and BF16 exactly, F64 rounded to float.
   *
   * @throws SimlossException if the file cannot be read or breaks a rule of the format, naming the
   *     file and the tensor
   */
  public static Contents read(Path file) {
    if (Files.isDirectory(file)) {
      throw Messages.isDirectory(file);
    }
    String source = Messages.oneLine(file);
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      long headerBytes = headerLength(channel, size, source);
      ByteBuffer bytes = ByteBuffer.allocate((int) headerBytes);
      fill(channel, bytes, source);
      long dataBytes = size - LENGTH_BYTES - headerBytes;
      SafetensorsHeader header =
          SafetensorsHeader.parse(decode(bytes.array(), source), source, dataBytes);
      NamedTensors tensors = new NamedTensors();
      ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      // The entries follow each other without a hole, so the data is read straight through.
      for (SafetensorsHeader.Entry entry : header.entries()) {
        tensors.put(entry.name(), tensor(channel, entry, chunk, source));
      }
      return new Contents(tensors, header.metadata());
    } catch (IOException e) {
      throw Messages.reading(file, e);
    }
  }

  /**
   * Writes a file, atomically: the same tensors in the same order and the same metadata give the
   * same bytes. The data begins at a multiple of 8.
   *
   * @param file where
   * @param tensors written as F32, in their order
   * @param metadata texts about them; written by key
   * @throws SimlossException if the file cannot be written
   * @throws IllegalArgumentException if a tensor is named {@code __metadata__}
   */
  public static void write(Path file, NamedTensors tensors, Map<String, String> metadata) {
    byte[] header = SafetensorsWriter.header(tensors, metadata);
    AtomicFiles.write(file, out -> SafetensorsWriter.write(out, header, tensors));
  }

  private static long headerLength(FileChannel channel, long size, String source)
      throws IOException {
    if (size < LENGTH_BYTES) {
      throw new SimlossException(
          source + ": not a safetensors file: it has " + size + " bytes, too few for a header");
    }
    ByteBuffer bytes = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    fill(channel, bytes, source);
    long length = bytes.getLong(0);
    if (length < 0 || length > MAX_HEADER) {
      throw new SimlossException(
          source
              + ": not a safetensors file: its header would have "
              + Long.toUnsignedString(length)
              + " bytes; at most "
              + MAX_HEADER
              + " are allowed");
    }
    if (length > size - LENGTH_BYTES) {
      throw new SimlossException(
          source
              + ": its header should have "
              + length
              + " bytes, but the file has "
              + size
              + "; it is cut off or no safetensors file");
    }
    return length;
  }

  private static Tensor tensor(
      FileChannel channel, SafetensorsHeader.Entry entry, ByteBuffer chunk, String source)
      throws IOException {
    float[] data = new float[entry.count()];
    int width = entry.type().bytes();
    for (int done = 0; done < data.length; ) {
      int count = Math.min(chunk.capacity() / width, data.length - done);
      fill(channel, chunk.clear().limit(count * width), source);
      entry.type().read(chunk.flip(), data, done, count);
      done += count;
    }
    return new Tensor(entry.shape(), data);
  }

  private static void fill(FileChannel channel, ByteBuffer bytes, String source)
      throws IOException {
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new SimlossException(source + ": it became shorter while it was read; read it again");
      }
    }
  }

  private static String decode(byte[] bytes, String source) {
    try {
      return Utf8.decode(bytes);
    } catch (CharacterCodingException e) {
      throw new SimlossException(source + ": its header is not valid UTF-8", e);
    }
  }
}
