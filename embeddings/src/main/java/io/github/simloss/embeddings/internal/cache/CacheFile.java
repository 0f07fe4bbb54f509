package io.github.simloss.embeddings.internal.cache;

import io.github.simloss.embeddings.internal.bytes.MappedFile;
import io.github.simloss.embeddings.internal.read.RowTable;
import io.github.simloss.embeddings.internal.scan.ScanCounts;
import io.github.simloss.io.AtomicFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * What was read from a vector file, in a file of its own; all little-endian:
 *
 * <pre>
 * magic "SIMVEC01"                                          8 bytes
 * fingerprint of the source, of the request                 2 x 16
 * duplicates, rows, rows without a word, malformed words    int64 x 4
 * dimension, rows kept, entries, bytes of entries           int32 x 4
 * entries                                                   as who asks needs them
 * zeros up to a multiple of 4
 * rows kept                                                 float32, row by row
 * CRC-32C of all before                                     int64
 * </pre>
 */
final class CacheFile {
  private static final byte[] MAGIC = "SIMVEC01".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = 8 + 2 * Fingerprint.BYTES + 4 * Long.BYTES + 4 * Integer.BYTES;
  private static final int CHECKED_AT_ONCE = 1 << 30;

  private CacheFile() {}

  /** A cache cannot be used; the message says why, without the file's name. */
  static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableException(String message) {
      super(message);
    }
  }

  /**
   * What a cache holds.
   *
   * @param counts what was counted
   * @param duplicates rows left out for their word had one before
   * @param count entries
   * @param entries their bytes, little-endian
   * @param rows the rows, in the mapped file
   */
  record Content(
      ScanCounts counts, long duplicates, int count, ByteBuffer entries, RowTable rows) {}

  /**
   * Writes a cache.
   *
   * @param entry the bytes of an entry, by its number
   */
  static void write(
      Path file,
      byte[] source,
      byte[] request,
      ScanCounts counts,
      long duplicates,
      int count,
      IntFunction<byte[]> entry,
      RowTable rows) {
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      bytes += entry.apply(i).length;
    }
    if (bytes > Integer.MAX_VALUE - 8) {
      return;
    }
    ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.put(MAGIC).put(source).put(request);
    header.putLong(duplicates).putLong(counts.rows());
    header.putLong(counts.emptyWords()).putLong(counts.malformedWords());
    header.putInt(rows.dimension()).putInt(rows.size()).putInt(count).putInt((int) bytes);
    int padding = padding(bytes);
    AtomicFiles.write(
        file,
        plain -> {
          CheckedOutputStream out = new CheckedOutputStream(plain, new CRC32C());
          out.write(header.array());
          for (int i = 0; i < count; i++) {
            out.write(entry.apply(i));
          }
          out.write(new byte[padding]);
          rows(out, rows);
          long checksum = out.getChecksum().getValue();
          plain.write(little(Long.BYTES).putLong(checksum).array());
        });
  }

  private static void rows(OutputStream out, RowTable rows) throws IOException {
    byte[] bytes = new byte[rows.dimension() * Float.BYTES];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < rows.size(); i++) {
      buffer.asFloatBuffer().put(rows.row(i));
      out.write(bytes);
    }
  }

  /**
   * Opens a cache.
   *
   * @throws UnusableException if it is damaged or belongs to another state of the source
   */
  static Content read(Path file, byte[] source, byte[] request)
      throws IOException, UnusableException {
    MappedFile mapped = new MappedFile(file);
    if (mapped.size() < HEADER + Long.BYTES) {
      throw new UnusableException("is damaged");
    }
    byte[] head = new byte[HEADER];
    mapped.get(0, head);
    ByteBuffer header = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    if (!Arrays.equals(MAGIC, take(header, MAGIC.length))) {
      throw new UnusableException("is damaged or of another version");
    }
    boolean sameSource = Arrays.equals(source, take(header, Fingerprint.BYTES));
    boolean sameRequest = Arrays.equals(request, take(header, Fingerprint.BYTES));
    if (checksum(file, mapped.size() - Long.BYTES) != stated(mapped)) {
      throw new UnusableException("is damaged");
    }
    if (!sameSource || !sameRequest) {
      throw new UnusableException("is of an earlier state of the file");
    }
    final long duplicates = header.getLong();
    ScanCounts counts = new ScanCounts(header.getLong(), header.getLong(), header.getLong());
    int dimension = header.getInt();
    int rows = header.getInt();
    int count = header.getInt();
    int bytes = header.getInt();
    long start = (long) HEADER + bytes + padding(bytes);
    boolean sound = dimension > 0 && rows >= 0 && count >= 0 && bytes >= 0;
    sound = sound && dimension <= MappedFile.OVERLAP / Float.BYTES;
    long end = start + (long) rows * dimension * Float.BYTES + Long.BYTES;
    if (!sound || end != mapped.size()) {
      throw new UnusableException("is damaged");
    }
    RowTable table = new MappedRows(mapped, start, dimension, rows);
    requireFinite(file, start, (long) rows * dimension);
    return new Content(counts, duplicates, count, entries(file, bytes), table);
  }

  /**
   * A checksum guards against chance; numbers that no vector file may hold are not let in by it.
   */
  private static void requireFinite(Path file, long start, long count)
      throws IOException, UnusableException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long end = start + count * Float.BYTES;
      for (long at = start; at < end; at += CHECKED_AT_ONCE) {
        FloatBuffer values =
            channel
                .map(FileChannel.MapMode.READ_ONLY, at, Math.min(CHECKED_AT_ONCE, end - at))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        for (int i = 0; i < values.capacity(); i++) {
          if (!Float.isFinite(values.get(i))) {
            throw new UnusableException("holds a number that is not finite");
          }
        }
      }
    }
  }

  private static ByteBuffer entries(Path file, int bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return channel
          .map(FileChannel.MapMode.READ_ONLY, HEADER, bytes)
          .order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  private static long checksum(Path file, long length) throws IOException {
    CRC32C checksum = new CRC32C();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (long at = 0; at < length; at += CHECKED_AT_ONCE) {
        long part = Math.min(CHECKED_AT_ONCE, length - at);
        checksum.update(channel.map(FileChannel.MapMode.READ_ONLY, at, part));
      }
    }
    return checksum.getValue();
  }

  private static long stated(MappedFile mapped) {
    byte[] bytes = new byte[Long.BYTES];
    // One by one: the end may lie across two windows.
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = mapped.get(mapped.size() - Long.BYTES + i);
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  /** Some bytes of a buffer. */
  static byte[] take(ByteBuffer buffer, int count) throws UnusableException {
    if (count < 0 || count > buffer.remaining()) {
      throw new UnusableException("is damaged");
    }
    byte[] bytes = new byte[count];
    buffer.get(bytes);
    return bytes;
  }

  static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int padding(long bytes) {
    return (int) (-(HEADER + bytes) & 3);
  }
}
