package io.github.simloss.dl4j.internal.array;

import io.github.simloss.SimlossException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A row-major float matrix in the engine's memory whose rows grow on demand and are reused. On the
 * CPU, loops reach it through {@link #read} and {@link #write}, which are plain copies.
 */
public final class Matrix implements AutoCloseable {
  private final int columns;
  private final boolean host;
  private long capacity;
  private INDArray array;
  private FloatBuffer buffer;

  /** Made by {@link ComputePath}. */
  Matrix(int columns, boolean host) {
    this.columns = columns;
    this.host = host;
  }

  public int columns() {
    return columns;
  }

  /** Whether it lies in the machine's own memory, so that reading a row is a plain copy. */
  public boolean isHost() {
    return host;
  }

  /** Makes room for rows. Growing loses what was in it. */
  public void ensure(int rows) {
    if (rows > capacity) {
      close();
      if (host && 4L * rows * columns > Integer.MAX_VALUE) {
        throw new SimlossException(
            "a matrix of "
                + rows
                + " x "
                + columns
                + " is beyond 2 GB: use a smaller batch, vocabulary or hidden size");
      }
      // 'Detached': never in an ND4J workspace that a caller of ours may have open.
      array = Nd4j.createUninitializedDetached(DataType.FLOAT, 'c', rows, columns);
      buffer = host ? array.data().asNioFloat() : null;
      capacity = rows;
    }
  }

  /** The rows {@code [from, from + count)} as an array over the same memory. */
  public INDArray rows(int from, int count) {
    return view((long) from * columns, count, columns);
  }

  /** A matrix of any shape over this memory, from an offset counted in values. */
  public INDArray view(long offset, long rows, long width) {
    return Nd4j.create(array.data(), new long[] {rows, width}, new long[] {width, 1}, offset, 'c');
  }

  /** A vector over this memory, from an offset counted in values. */
  public INDArray vector(long offset, long length) {
    return Nd4j.create(array.data(), new long[] {length}, new long[] {1}, offset, 'c');
  }

  /** Copies one row out; CPU: cheap. */
  public void read(int row, float[] into) {
    read(row, into, 0, 1);
  }

  /** Copies rows out, to a place in an array counted in values. */
  public void read(int row, float[] into, int at, int count) {
    if (host) {
      buffer.get(row * columns, into, at, count * columns);
    } else {
      try (INDArray copy = rows(row, count).dup('c')) {
        System.arraycopy(copy.data().asFloat(), 0, into, at, count * columns);
      }
    }
  }

  /** Copies one row in. */
  public void write(int row, float[] values) {
    write(row, values, 0, 1);
  }

  /** Copies rows in, from a place in an array counted in values. */
  public void write(int row, float[] values, int at, int count) {
    if (host) {
      buffer.put(row * columns, values, at, count * columns);
    } else {
      float[] part = Arrays.copyOfRange(values, at, at + count * columns);
      try (INDArray copy = Nd4j.create(part, count, columns)) {
        rows(row, count).assign(copy);
      }
    }
  }

  /** Copies rows of another matrix of the same width. */
  public void copy(int row, Matrix source, int sourceRow, int count) {
    if (count == 0) {
      return;
    }
    if (host) {
      buffer.put(row * columns, source.buffer, sourceRow * columns, count * columns);
    } else {
      rows(row, count).assign(source.rows(sourceRow, count));
    }
  }

  /** Copies a part of one row in, from a column on. */
  public void writePart(int row, int column, float[] values, int count) {
    if (host) {
      buffer.put(row * columns + column, values, 0, count);
    } else {
      try (INDArray copy = Nd4j.create(Arrays.copyOf(values, count), count)) {
        vector((long) row * columns + column, count).assign(copy);
      }
    }
  }

  /** Copies a part of one row out, from a column on. */
  public void readPart(int row, int column, float[] into, int count) {
    if (host) {
      buffer.get(row * columns + column, into, 0, count);
    } else {
      try (INDArray copy = vector((long) row * columns + column, count).dup('c')) {
        System.arraycopy(copy.data().asFloat(), 0, into, 0, count);
      }
    }
  }

  /** Some columns of the rows {@code [from, from + count)}, over the same memory. */
  public INDArray block(int from, int count, int column, int width) {
    return Nd4j.create(
        array.data(),
        new long[] {count, width},
        new long[] {columns, 1},
        (long) from * columns + column,
        'c');
  }

  /**
   * Copies columns of a range of rows of another matrix.
   *
   * @param row the first row that receives
   * @param column the first column that receives
   * @param source another matrix
   * @param sourceRow its first row
   * @param sourceColumn its first column
   * @param width how many columns
   * @param count how many rows
   */
  public void copyBlock(
      int row, int column, Matrix source, int sourceRow, int sourceColumn, int width, int count) {
    if (host) {
      for (int k = 0; k < count; k++) {
        copyPart(row + k, column, source, sourceRow + k, sourceColumn, width);
      }
    } else if (count > 0) {
      block(row, count, column, width).assign(source.block(sourceRow, count, sourceColumn, width));
    }
  }

  /**
   * Copies columns of chosen rows of another matrix: row k receives those of row {@code rows[k]}.
   *
   * @param column the first column that receives
   * @param source another matrix
   * @param sourceColumn its first column
   * @param width how many columns
   * @param rows of the source, at least one
   */
  public void gather(int column, Matrix source, int sourceColumn, int width, int[] rows) {
    if (host) {
      for (int k = 0; k < rows.length; k++) {
        copyPart(k, column, source, rows[k], sourceColumn, width);
      }
    } else {
      int sourceRows = 1 + Arrays.stream(rows).max().getAsInt();
      try (INDArray chosen = Nd4j.pullRows(source.rows(0, sourceRows), 1, rows)) {
        block(0, rows.length, column, width)
            .assign(
                chosen.get(
                    NDArrayIndex.all(), NDArrayIndex.interval(sourceColumn, sourceColumn + width)));
      }
    }
  }

  private void copyPart(
      int row, int column, Matrix source, int sourceRow, int sourceColumn, int width) {
    buffer.put(
        row * columns + column, source.buffer, sourceRow * source.columns + sourceColumn, width);
  }

  /** Sets rows to zero. */
  public void zero(int row, int count) {
    if (host) {
      float[] zeros = new float[columns];
      for (int k = 0; k < count; k++) {
        write(row + k, zeros);
      }
    } else {
      rows(row, count).assign(0);
    }
  }

  /** Frees the memory; {@link #ensure} may be called again. */
  @Override
  public void close() {
    if (array != null) {
      array.close();
      array = null;
      buffer = null;
      capacity = 0;
    }
  }
}
