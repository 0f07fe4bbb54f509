package io.github.simloss.djl.internal.array;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.simloss.backend.support.BlockedNeighbours;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.similarity.NeighbourTable;
import java.nio.FloatBuffer;

/** Cosines of some words with all, by PyTorch's matrix product. */
public final class CosineBlocks {
  private CosineBlocks() {}

  /** The exact N nearest words of every word. */
  public static NeighbourTable neighbours(NDManager manager, UnitVectors vectors, int neighbours) {
    int size = vectors.count();
    PtNDArray unit = NativeArrays.floats(manager, vectors.data(), size, vectors.dimension());
    PtNDArray transposed = JniUtils.transpose(unit, 0, 1);
    return BlockedNeighbours.find(
        vectors,
        neighbours,
        (from, count, use) -> {
          try (ArrayScope scope = new ArrayScope()) {
            scope.record(false);
            PtNDArray rows = JniUtils.slice(unit, 0, from, from + count, 1);
            FloatBuffer cosines = NativeArrays.memory(JniUtils.matmul(rows, transposed));
            use.accept((row, into) -> cosines.get(row * size, into));
          }
        });
  }
}
