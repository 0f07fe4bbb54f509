package io.github.simloss.io.npy;

import io.github.simloss.SimlossException;
import io.github.simloss.io.AtomicFiles;
import io.github.simloss.io.InputFiles;
import io.github.simloss.io.IoConsumer;
import io.github.simloss.io.Messages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tables of numbers as NumPy's .npy files: 6 bytes of magic, 2 of version, the header's length, the
 * header (a Python dictionary padded with spaces), then the numbers row by row.
 *
 * <p>Written is version 1.0, float32, little-endian, two dimensions. Read are versions 1.0 to 3.0
 * with little-endian float32 or float64 in C order, two dimensions; anything else is refused with
 * the fix. Nothing is allocated that the file's size does not back.
 *
 * @since 0.1.0
 */
public final class Npy {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int PREFIX_BYTES = 8;

  /** Room for any number of rows; a multiple of 64, as the format asks. */
  private static final int HEADER_BYTES = 128;

  private static final int MAX_HEADER = 1 << 16;
  private static final int CHUNK_BYTES = 1 << 16;

  private Npy() {}

  /** Takes the rows of a table that is being written. */
  public interface RowWriter {
    /**
     * Writes one row or several.
     *
     * @param values row-major, whole rows
     * @throws IOException if writing fails
     * @throws IllegalArgumentException if the values are not whole rows
     */
    void write(float[] values) throws IOException;
  }

  /**
   * Writes a table whose number of rows need not be known before, atomically.
   *
   * @param file where
   * @param columns values in a row, at least 1
   * @param rows hands over the rows; how many they were goes into the header at the end
   * @throws SimlossException if the file cannot be written
   */
  public static void write(Path file, int columns, IoConsumer<RowWriter> rows) {
    if (columns < 1) {
      throw new IllegalArgumentException("a table cannot have " + columns + " columns");
    }
    AtomicFiles.writeChannel(
        file,
        channel -> {
          channel.position(HEADER_BYTES);
          FloatSink sink = new FloatSink(channel, columns);
          rows.accept(sink);
          channel.position(0);
          ByteBuffer header = header(sink.count / columns, columns);
          while (header.hasRemaining()) {
            channel.write(header);
          }
        });
  }

  /** Writes a table, atomically. */
  public static void write(Path file, FloatTable table) {
    write(file, table.columns(), rows -> rows.write(table.values()));
  }

  /**
   * Reads a table; float64 is rounded to float32.
   *
   * @throws SimlossException if the file cannot be read, is damaged, or holds something else,
   *     naming the file and the fix
   */
  public static FloatTable read(Path file) {
    if (Files.isDirectory(file)) {
      throw Messages.isDirectory(file);
    }
    String source = Messages.oneLine(file);
    try (FileChannel channel = InputFiles.channel(file)) {
      NpyHeader header = readHeader(channel, source);
      int width = width(header, source);
      long rows = header.shape().get(0);
      long columns = header.shape().get(1);
      long present = channel.size() - channel.position();
      // In this order, for the product of two sizes of 18 digits does not fit a long.
      boolean fits = columns == 0 || rows <= (Long.MAX_VALUE / width) / columns;
      if (!fits || rows * columns * width != present) {
        throw new SimlossException(
            source
                + ": its header says "
                + rows
                + " x "
                + columns
                + " numbers of "
                + width
                + " bytes, but "
                + present
                + " bytes follow; it is damaged or cut off");
      }
      if (rows > Integer.MAX_VALUE
          || columns > Integer.MAX_VALUE
          || rows * columns > Integer.MAX_VALUE - 8) {
        throw new SimlossException(source + ": 2^31 numbers or more; split the table");
      }
      float[] values = new float[(int) (rows * columns)];
      readValues(channel, values, width, source);
      return new FloatTable((int) rows, (int) columns, values);
    } catch (IOException e) {
      throw Messages.reading(file, e);
    }
  }

  private static ByteBuffer header(long rows, int columns) {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.put(MAGIC).put((byte) 1).put((byte) 0);
    header.putShort((short) (HEADER_BYTES - PREFIX_BYTES - Short.BYTES));
    header.put(NpyHeader.text(rows, columns).getBytes(StandardCharsets.US_ASCII));
    while (header.remaining() > 1) {
      header.put((byte) ' ');
    }
    return header.put((byte) '\n').flip();
  }

  private static NpyHeader readHeader(FileChannel channel, String source) throws IOException {
    ByteBuffer prefix = take(channel, PREFIX_BYTES, source);
    for (byte expected : MAGIC) {
      if (prefix.get() != expected) {
        throw new SimlossException(
            source + ": not a .npy file; save the table with numpy.save(file, array)");
      }
    }
    int version = prefix.get();
    if (version < 1 || version > 3 || prefix.get() != 0) {
      throw new SimlossException(
          source + ": an unknown version of the .npy format; save it as version 1.0");
    }
    long length =
        version == 1
            ? take(channel, Short.BYTES, source).getShort() & 0xffff
            : take(channel, Integer.BYTES, source).getInt() & 0xffffffffL;
    if (length > MAX_HEADER) {
      throw new SimlossException(
          source + ": its header would have " + length + " bytes; it is damaged");
    }
    // Latin-1 never fails; only ASCII is accepted by the grammar anyway.
    byte[] bytes = take(channel, (int) length, source).array();
    try {
      return NpyHeader.parse(new String(bytes, StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      throw new SimlossException(source + ": the .npy header " + e.getMessage(), e);
    }
  }

  private static int width(NpyHeader header, String source) {
    boolean single = header.type().equals("<f4");
    if (!single && !header.type().equals("<f8")) {
      throw new SimlossException(
          source
              + ": numbers of type "
              + Messages.quote(header.type())
              + "; save it with array.astype('<f4')");
    }
    if (header.shape().size() != 2) {
      throw new SimlossException(
          source + ": " + header.shape().size() + " dimensions; a table of 2 is needed");
    }
    if (header.fortranOrder()) {
      throw new SimlossException(
          source + ": in Fortran order; save it with numpy.ascontiguousarray(array)");
    }
    return single ? Float.BYTES : Double.BYTES;
  }

  private static void readValues(FileChannel channel, float[] values, int width, String source)
      throws IOException {
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int done = 0; done < values.length; ) {
      int count = Math.min(CHUNK_BYTES / width, values.length - done);
      fill(channel, chunk.clear().limit(count * width), source);
      chunk.flip();
      if (width == Float.BYTES) {
        chunk.asFloatBuffer().get(values, done, count);
      } else {
        for (int i = 0; i < count; i++) {
          values[done + i] = (float) chunk.getDouble();
        }
      }
      done += count;
    }
  }

  private static ByteBuffer take(FileChannel channel, int count, String source) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    fill(channel, bytes, source);
    return bytes.flip();
  }

  private static void fill(FileChannel channel, ByteBuffer bytes, String source)
      throws IOException {
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new SimlossException(source + ": not a .npy file, or one that is cut off");
      }
    }
  }

  /** Writes floats through one small buffer and counts them. */
  private static final class FloatSink implements RowWriter {
    private final FileChannel channel;
    private final int columns;
    private final ByteBuffer chunk =
        ByteBuffer.allocateDirect(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long count;

    FloatSink(FileChannel channel, int columns) {
      this.channel = channel;
      this.columns = columns;
    }

    @Override
    public void write(float[] values) throws IOException {
      if (values.length % columns != 0) {
        throw new IllegalArgumentException(
            values.length + " values are not whole rows of " + columns);
      }
      for (int done = 0; done < values.length; ) {
        int part = Math.min(CHUNK_BYTES / Float.BYTES, values.length - done);
        chunk.clear().asFloatBuffer().put(values, done, part);
        chunk.limit(part * Float.BYTES);
        while (chunk.hasRemaining()) {
          channel.write(chunk);
        }
        done += part;
      }
      count += values.length;
    }
  }
}
