package io.github.simloss.djl.internal.array;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.similarity.ExactNeighbours;
import io.github.simloss.similarity.NeighbourTable;
import java.nio.FloatBuffer;

/** The exact N nearest words of every word, from blocks of cosines that are one product each. */
public final class BlockedNeighbours {
  /** Values of a block of cosines: 16 MB. */
  private static final int BLOCK_VALUES = 4_000_000;

  private final NDManager manager;
  private final UnitVectors vectors;
  private final ExactNeighbours table;

  public BlockedNeighbours(NDManager manager, UnitVectors vectors, int neighbours) {
    this.manager = manager;
    this.vectors = vectors;
    table = new ExactNeighbours(vectors, neighbours);
  }

  public NeighbourTable run() {
    int count = vectors.count();
    int block = Math.max(1, Math.min(count, BLOCK_VALUES / count));
    PtNDArray unit = NativeArrays.floats(manager, vectors.data(), count, vectors.dimension());
    PtNDArray transposed = JniUtils.transpose(unit, 0, 1);
    for (int from = 0; from < count; from += block) {
      int to = Math.min(count, from + block);
      try (ArrayScope step = new ArrayScope()) {
        step.record(false);
        PtNDArray rows = JniUtils.slice(unit, 0, from, to, 1);
        FloatBuffer cosines = NativeArrays.memory(JniUtils.matmul(rows, transposed));
        table.addRows(from, to - from, (row, into) -> cosines.get(row * count, into));
      }
    }
    return table.build();
  }
}
