package io.github.simloss.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * NumPy's {@code .npy} format, version 1.0: little-endian 32-bit floats, rows x columns, C order.
 */
public final class Npy {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;

  private Npy() {}

  /**
   * Starts an array.
   *
   * @param out where to; not closed
   * @param rows how many rows will come
   * @param columns values a row
   */
  public static Writer writer(OutputStream out, long rows, int columns) throws IOException {
    String header =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (" + rows + ", " + columns + "), }";
    int unpadded = MAGIC.length + 2 + header.length() + 1;
    int padding = (ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT;
    String padded = header + " ".repeat(padding) + "\n";
    out.write(MAGIC);
    out.write(padded.length() & 0xff);
    out.write(padded.length() >>> 8);
    out.write(padded.getBytes(StandardCharsets.US_ASCII));
    return new Writer(out, rows * columns);
  }

  /** Writes the values of an array, row after row. */
  public static final class Writer implements AutoCloseable {
    private final OutputStream out;
    private long missing;

    private Writer(OutputStream out, long values) {
      this.out = out;
      this.missing = values;
    }

    /** Writes more values. */
    public void write(float[] values) throws IOException {
      missing -= values.length;
      ByteBuffer bytes =
          ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
              .order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(values);
      out.write(bytes.array());
    }

    /** Checks that all values came. */
    @Override
    public void close() throws IOException {
      if (missing != 0) {
        throw new IOException("an array lacks " + missing + " of the values its header names");
      }
      out.flush();
    }
  }
}
