package io.github.simloss.dl4j;

import io.github.simloss.similarity.NeighbourTable;
import io.github.simloss.similarity.UnitVectors;

/**
 * The exact N nearest words of every word. A block of cosines comes from one float product; a
 * running threshold over each row keeps what may be among the N, and those few are compared by
 * their cosines in double precision, so that equal vectors tie exactly.
 */
final class BlockedNeighbours {
  /** Values of a block of cosines: 16 MB. */
  private static final int BLOCK_VALUES = 4_000_000;

  private final Memory memory;
  private final UnitVectors vectors;
  private final int neighbours;
  private final int[] ids;
  private final float[] similarities;

  BlockedNeighbours(Memory memory, UnitVectors vectors, int neighbours) {
    if (neighbours < 1 || neighbours > vectors.count()) {
      throw new IllegalArgumentException(
          "neighbours is " + neighbours + "; it must be in 1.." + vectors.count());
    }
    this.memory = memory;
    this.vectors = vectors;
    this.neighbours = neighbours;
    ids = new int[Math.multiplyExact(vectors.count(), neighbours)];
    similarities = new float[ids.length];
  }

  NeighbourTable run() {
    int count = vectors.count();
    int block = Math.max(1, Math.min(count, BLOCK_VALUES / count));
    try (Matrix unit = memory.matrix(count, vectors.dimension(), vectors.data());
        Matrix cosines = memory.matrix(count)) {
      cosines.ensure(block);
      for (int from = 0; from < count; from += block) {
        int first = from;
        int rows = Math.min(block, count - from);
        Products.multiply(
            unit.rows(from, rows), false, unit.rows(0, count), true, cosines.rows(0, rows), 0);
        RowWorkers.run(
            rows,
            1 + 65536 / count,
            (start, end) -> {
              float[] row = new float[count];
              NearestRow nearest = new NearestRow(vectors, neighbours - 1);
              for (int r = start; r < end; r++) {
                cosines.read(r, row);
                store(first + r, nearest, row);
              }
            });
      }
    }
    return new NeighbourTable(count, neighbours, ids, similarities);
  }

  private void store(int word, NearestRow nearest, float[] row) {
    int at = word * neighbours;
    ids[at] = word;
    similarities[at] = vectors.isZero(word) ? 0 : 1;
    nearest.find(word, row, ids, similarities, at + 1);
  }
}
