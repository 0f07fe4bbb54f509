package io.github.simloss.dl4j.internal.encoder;

import io.github.simloss.dl4j.internal.array.Matrix;
import io.github.simloss.model.Parameters;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;

/**
 * What is never trained and of which a batch needs a few rows: the vectors of words, and what words
 * weigh. It stays on the Java heap, whatever the device.
 *
 * @param dimension d
 * @param values row-major, V x d
 * @param weights one a word; {@code null} if words have none
 */
public record FrozenEmbedding(int dimension, float[] values, float[] weights) {

  /** Copies the frozen tensors of a model. */
  public static FrozenEmbedding of(NamedTensors tensors) {
    Tensor vectors = tensors.get(Parameters.EMBEDDING);
    return new FrozenEmbedding(
        Math.toIntExact(vectors.shape()[1]),
        vectors.data().clone(),
        tensors.names().contains(Parameters.WORD_WEIGHTS)
            ? tensors.get(Parameters.WORD_WEIGHTS).data().clone()
            : null);
  }

  /** A copy of the frozen tensors. */
  public NamedTensors tensors() {
    NamedTensors tensors = new NamedTensors();
    tensors.put(Parameters.EMBEDDING, Tensor.matrix(size(), dimension, values.clone()));
    if (weights != null) {
      tensors.put(
          Parameters.WORD_WEIGHTS, new Tensor(new long[] {weights.length}, weights.clone()));
    }
    return tensors;
  }

  private int size() {
    return values.length / dimension;
  }

  /** What a word weighs; one outside the vocabulary 1. */
  float weight(int id) {
    return id < weights.length ? weights[id] : 1;
  }

  /**
   * Vectors of ids, row by row.
   *
   * @param ids below V, or V + j for row j of the extra vectors
   * @param extraVectors row-major, k x d
   */
  float[] vectors(int[] ids, float[] extraVectors) {
    int size = size();
    float[] rows = new float[Math.multiplyExact(ids.length, dimension)];
    for (int k = 0; k < ids.length; k++) {
      boolean known = ids[k] < size;
      System.arraycopy(
          known ? values : extraVectors,
          (known ? ids[k] : ids[k] - size) * dimension,
          rows,
          k * dimension,
          dimension);
    }
    return rows;
  }

  /** Fills the first rows of a matrix with the vectors of words of the vocabulary. */
  public void gather(int[] ids, Matrix into) {
    into.ensure(ids.length);
    into.write(0, vectors(ids, new float[0]), 0, ids.length);
  }
}
