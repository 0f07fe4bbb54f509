package io.github.simloss.dl4j.internal.array;

import io.github.simloss.backend.support.BlockedNeighbours;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.similarity.ExactNeighbours;
import io.github.simloss.similarity.NeighbourTable;

/** Cosines of some words with all, by ND4J's matrix product. */
public final class CosineBlocks {
  private CosineBlocks() {}

  /** The exact N nearest words of every word. */
  public static NeighbourTable neighbours(ComputePath path, UnitVectors vectors, int neighbours) {
    int count = vectors.count();
    try (Matrix unit = path.matrix(count, vectors.dimension(), vectors.data());
        Matrix cosines = path.matrix(count)) {
      return BlockedNeighbours.find(
          vectors,
          neighbours,
          (from, rows, use) -> {
            cosines.ensure(rows);
            MatrixProducts.multiply(
                unit.rows(from, rows), false, unit.rows(0, count), true, cosines.rows(0, rows), 0);
            use.accept(cosines.isHost() ? cosines::read : copied(cosines, rows));
          });
    }
  }

  /** A block from a GPU in one transfer. */
  private static ExactNeighbours.CosineRows copied(Matrix cosines, int rows) {
    int width = cosines.columns();
    float[] values = new float[rows * width];
    cosines.read(0, values, 0, rows);
    return (row, into) -> System.arraycopy(values, row * width, into, 0, width);
  }
}
