package io.github.simloss.dl4j.internal.array;

import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.similarity.ExactNeighbours;
import io.github.simloss.similarity.NeighbourTable;

/** The exact N nearest words of every word, from blocks of cosines that are one product each. */
public final class BlockedNeighbours {
  /** Values of a block of cosines: 16 MB. */
  private static final int BLOCK_VALUES = 4_000_000;

  private final ComputePath memory;
  private final UnitVectors vectors;
  private final ExactNeighbours table;

  public BlockedNeighbours(ComputePath memory, UnitVectors vectors, int neighbours) {
    this.memory = memory;
    this.vectors = vectors;
    table = new ExactNeighbours(vectors, neighbours);
  }

  public NeighbourTable run() {
    int count = vectors.count();
    int block = Math.max(1, Math.min(count, BLOCK_VALUES / count));
    try (Matrix unit = memory.matrix(count, vectors.dimension(), vectors.data());
        Matrix cosines = memory.matrix(count)) {
      cosines.ensure(block);
      for (int from = 0; from < count; from += block) {
        int rows = Math.min(block, count - from);
        MatrixProducts.multiply(
            unit.rows(from, rows), false, unit.rows(0, count), true, cosines.rows(0, rows), 0);
        table.addRows(from, rows, cosines.isHost() ? cosines::read : copied(cosines, rows));
      }
    }
    return table.build();
  }

  /** A block from a GPU in one transfer. */
  private static ExactNeighbours.CosineRows copied(Matrix cosines, int rows) {
    int width = cosines.columns();
    float[] values = new float[rows * width];
    cosines.read(0, values, 0, rows);
    return (row, into) -> System.arraycopy(values, row * width, into, 0, width);
  }
}
