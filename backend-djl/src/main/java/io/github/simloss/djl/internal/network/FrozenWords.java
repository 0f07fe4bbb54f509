package io.github.simloss.djl.internal.network;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.simloss.batch.TimeMajorRows;
import io.github.simloss.djl.internal.array.NativeArrays;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.OutputLayer;
import io.github.simloss.model.Parameters;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;

/** What is frozen: the vectors of words, their unit ones for a tied output, weights of words. */
public final class FrozenWords {
  private final NDManager manager;
  private final ModelSpec spec;
  private final PtNDArray embedding;
  private final PtNDArray units;

  /** On the Java heap: they go into small arrays that are made there. */
  private float[] weights;

  /**
   * @param manager frees the arrays
   * @param spec the shapes
   */
  public FrozenWords(NDManager manager, ModelSpec spec) {
    this.manager = manager;
    this.spec = spec;
    embedding =
        NativeArrays.lasting(NativeArrays.zeros(manager, spec.vocabularySize(), spec.dimension()));
    units =
        spec.decoder().outputLayer() == OutputLayer.TIED
            ? NativeArrays.lasting(
                NativeArrays.zeros(manager, spec.vocabularySize(), spec.dimension()))
            : null;
  }

  /** Copies in; names and shapes are checked. */
  public void write(NamedTensors tensors) {
    float[] rows = tensors.get(Parameters.EMBEDDING).data();
    if (units != null) {
      UnitVectors unit = UnitVectors.of(rows, spec.vocabularySize(), spec.dimension());
      NativeArrays.write(unit.data(), units);
    }
    NativeArrays.write(rows, embedding);
    if (spec.hasWordWeights()) {
      weights = tensors.get(Parameters.WORD_WEIGHTS).data().clone();
    }
  }

  /** Copies out. */
  public NamedTensors read() {
    NamedTensors tensors = new NamedTensors();
    tensors.put(
        Parameters.EMBEDDING,
        Tensor.matrix(spec.vocabularySize(), spec.dimension(), NativeArrays.read(embedding)));
    if (weights != null) {
      tensors.put(
          Parameters.WORD_WEIGHTS, new Tensor(new long[] {weights.length}, weights.clone()));
    }
    return tensors;
  }

  /** The unit vectors, (V, d); zero rows stay zero. Only under a tied output layer. */
  PtNDArray units() {
    return units;
  }

  /** The weights of targets; {@code null} where each weighs 1. */
  float[] targetWeights() {
    return spec.decoder().weightedTargets() ? weights : null;
  }

  /**
   * What each row of some sentences weighs in a mean; padding nothing, and a word outside the
   * vocabulary 1.
   */
  float[] weights(TimeMajorRows rows) {
    long[] ids = rows.ids();
    float[] ofRows = new float[ids.length];
    int sentences = rows.sentences();
    for (int k = 0; k < ids.length; k++) {
      if (k / sentences < rows.lengths()[k % sentences]) {
        boolean weighted = spec.encoder().weightedMean() && ids[k] < weights.length;
        ofRows[k] = weighted ? weights[Math.toIntExact(ids[k])] : 1;
      }
    }
    return ofRows;
  }

  /** The vectors of ids. */
  public PtNDArray rows(long[] ids) {
    return JniUtils.embedding(NativeArrays.indices(manager, ids), embedding, false);
  }

  /** The vectors of ids, those at V and above from the extra ones. */
  public PtNDArray rows(long[] ids, float[] extraVectors) {
    int size = spec.vocabularySize();
    int dimension = spec.dimension();
    long[] known = new long[ids.length];
    boolean all = true;
    for (int k = 0; k < ids.length; k++) {
      known[k] = ids[k] < size ? ids[k] : 0;
      all &= ids[k] < size;
    }
    PtNDArray rows = rows(known);
    if (all) {
      return rows;
    }
    float[] values = NativeArrays.read(rows);
    for (int k = 0; k < ids.length; k++) {
      if (ids[k] >= size) {
        int from = Math.toIntExact((ids[k] - size) * dimension);
        System.arraycopy(extraVectors, from, values, k * dimension, dimension);
      }
    }
    return NativeArrays.floats(manager, values, ids.length, dimension);
  }
}
