package io.github.simloss.dl4j.internal.decoder;

import io.github.simloss.batch.Batch;
import io.github.simloss.batch.PackedRows;
import io.github.simloss.batch.WordBags;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.FlatParameters;
import io.github.simloss.dl4j.internal.array.LinearLayer;
import io.github.simloss.dl4j.internal.array.Matrix;
import io.github.simloss.dl4j.internal.array.OnesVector;
import io.github.simloss.dl4j.internal.encoder.FrozenEmbedding;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.Parameters;

/** Without order: one vector a sentence, charged for each of its words. */
public final class BagDecoder implements Decoder {
  private final ModelSpec spec;
  private final LinearLayer layer;
  private final Matrix dVectors;
  private int rows;

  /**
   * @param memory where
   * @param spec the model's shape
   * @param parameters its weights
   */
  public BagDecoder(ComputePath memory, ModelSpec spec, FlatParameters parameters) {
    this.spec = spec;
    int size = spec.decoder().hiddenSize();
    layer = new LinearLayer(memory, parameters, Parameters.BAG, size, true);
    dVectors = memory.matrix(size);
  }

  @Override
  public WordBags forward(Batch batch, PackedRows source, Matrix codes, FrozenEmbedding embedding) {
    forward(codes, batch.size());
    float[] weights = spec.decoder().weightedTargets() ? embedding.weights() : null;
    WordBags bags = WordBags.of(batch.target(), spec.embedding().paddingId(), weights);
    return sorted(bags, source.order());
  }

  /** Runs forward without targets. */
  public void forward(Matrix codes, int count) {
    rows = count;
    layer.forward(codes, 0, count);
  }

  /** Bags in another order: bag k is the one that was {@code order[k]}. */
  static WordBags sorted(WordBags bags, int[] order) {
    int[] starts = new int[order.length + 1];
    int[] ids = new int[bags.ids().length];
    float[] weights = new float[ids.length];
    for (int k = 0; k < order.length; k++) {
      int from = bags.starts()[order[k]];
      int count = bags.starts()[order[k] + 1] - from;
      System.arraycopy(bags.ids(), from, ids, starts[k], count);
      System.arraycopy(bags.weights(), from, weights, starts[k], count);
      starts[k + 1] = starts[k] + count;
    }
    return new WordBags(starts, ids, weights);
  }

  @Override
  public Matrix vectors() {
    return layer.out();
  }

  @Override
  public Matrix vectorGradient() {
    dVectors.ensure(rows);
    return dVectors;
  }

  @Override
  public void backward(Matrix codes, Matrix dCodes, FlatParameters gradients, OnesVector ones) {
    layer.backward(codes, 0, rows, dVectors, dCodes, gradients, 0, ones);
  }

  @Override
  public void close() {
    layer.close();
    dVectors.close();
  }
}
