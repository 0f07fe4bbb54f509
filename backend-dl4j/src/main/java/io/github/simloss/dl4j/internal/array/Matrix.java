package io.github.simloss.dl4j.internal.array;

import io.github.simloss.SimlossException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

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

  /** Sets rows to zero. */
  public void zero(int row, int count) {
    rows(row, count).assign(0);
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
