package io.github.simloss.dl4j.internal.encoder;

import io.github.simloss.batch.PackedRows;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.FlatParameters;
import io.github.simloss.dl4j.internal.array.LinearLayer;
import io.github.simloss.dl4j.internal.array.Matrix;
import io.github.simloss.dl4j.internal.array.OnesVector;
import io.github.simloss.model.EncoderSpec;
import io.github.simloss.model.LstmSpec;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * LSTMs layer by layer, their outputs pooled, and a linear layer where there is one. Rows of codes
 * stand in the sorted order of the sentences. Buffers are kept and reused.
 */
public final class Encoder implements AutoCloseable {
  private final EncoderSpec spec;
  private final int dimension;
  private final List<EncoderLayer> layers = new ArrayList<>();
  private final List<OutputPooling> poolings = new ArrayList<>();
  private final LinearLayer codeLayer;
  private final Matrix words;
  private final Matrix pooled;
  private final Matrix dPooled;
  private final Matrix dCodes;
  private Sentences sentences;

  /** By direction; {@code null} where nothing is averaged. */
  private float[][] shares;

  /**
   * @param memory where
   * @param model its shape
   * @param parameters its weights
   */
  public Encoder(ComputePath memory, ModelSpec model, FlatParameters parameters) {
    spec = model.encoder();
    dimension = model.dimension();
    List<LstmSpec> lstms = model.encoderLstms();
    for (int n = 0; n < lstms.size(); n += spec.directions()) {
      layers.add(new EncoderLayer(memory, lstms.subList(n, n + spec.directions()), parameters));
    }
    for (Direction direction : top().directions()) {
      poolings.add(OutputPooling.of(memory, spec, direction.isReverse()));
    }
    codeLayer =
        spec.codeSize() > 0
            ? new LinearLayer(memory, parameters, Parameters.CODE, spec.codeSize(), false)
            : null;
    words = memory.matrix(dimension);
    pooled = memory.matrix(spec.pooledSize(dimension));
    dPooled = memory.matrix(spec.pooledSize(dimension));
    dCodes = memory.matrix(model.codeSize());
  }

  private EncoderLayer top() {
    return layers.get(layers.size() - 1);
  }

  /**
   * Encodes; {@link #codes} then holds the result.
   *
   * @param rows ids
   * @param embedding vectors and weights of words
   * @param extraVectors row-major k x d: id V + j has row j
   * @return the rows without padding, whose sorted order the codes have
   */
  public PackedRows forward(TokenRows rows, FrozenEmbedding embedding, float[] extraVectors) {
    sentences = Sentences.of(rows, spec.bidirectional(), extraVectors);
    float[] vectors = read(embedding);
    Matrix x = words;
    for (EncoderLayer layer : layers) {
      if (layer == layers.get(0)) {
        layer.forward(sentences, x);
      } else {
        layer.forwardAbove(sentences, x);
      }
      if (layer != top()) {
        x = layer.joinOutputs(sentences);
      }
    }
    pool(embedding, vectors);
    if (codeLayer != null) {
      codeLayer.forward(pooled, 0, sentences.packed().size());
    }
    return sentences.packed();
  }

  /** The vectors of all words, for one direction and the other. */
  private float[] read(FrozenEmbedding embedding) {
    PackedRows packed = sentences.packed();
    int tokens = packed.tokenCount();
    float[] vectors = embedding.vectors(packed.ids(), sentences.extraVectors());
    words.ensure(tokens);
    words.write(0, vectors, 0, tokens);
    if (spec.bidirectional()) {
      float[] turned = embedding.vectors(sentences.turnedIds(), sentences.extraVectors());
      layers.get(0).turned(tokens).write(0, turned, 0, tokens);
    }
    return vectors;
  }

  private void pool(FrozenEmbedding embedding, float[] vectors) {
    PackedRows packed = sentences.packed();
    shares = new float[2][];
    if (spec.pooling().hasMean() || spec.wordVectors()) {
      shares[0] = sentences.shares(spec.weightedMean() ? embedding : null);
      shares[1] = spec.bidirectional() ? sentences.turned(shares[0]) : null;
    }
    pooled.ensure(packed.size());
    for (int n = 0; n < poolings.size(); n++) {
      poolings.get(n).forward(packed, top().directions().get(n).outputs(), shares[n], pooled);
    }
    if (spec.wordVectors()) {
      averageWords(vectors);
    }
  }

  /** The last columns: the mean of the word vectors, which nothing is learned from. */
  private void averageWords(float[] vectors) {
    PackedRows packed = sentences.packed();
    float[] mean = new float[dimension];
    for (int r = 0; r < packed.size(); r++) {
      Arrays.fill(mean, 0);
      for (int t = 0; t < packed.lengths()[r]; t++) {
        int k = packed.offset(t) + r;
        for (int j = 0; j < dimension; j++) {
          mean[j] += shares[0][k] * vectors[k * dimension + j];
        }
      }
      pooled.writePart(r, pooled.columns() - dimension, mean, dimension);
    }
  }

  /** The codes, B x C in sorted order, after {@link #forward}. */
  public Matrix codes() {
    return codeLayer == null ? pooled : codeLayer.out();
  }

  /** dL/d{@link #codes}: to be filled before {@link #backward}, and overwritten by it. */
  public Matrix codeGradient() {
    dCodes.ensure(sentences.packed().size());
    return dCodes;
  }

  /**
   * Runs back from {@link #codeGradient}.
   *
   * @param gradients receives those of all tensors of the encoder
   * @param ones of any length
   */
  public void backward(FlatParameters gradients, OnesVector ones) {
    PackedRows packed = sentences.packed();
    int tokens = packed.tokenCount();
    Matrix d = dCodes;
    if (codeLayer != null) {
      dPooled.ensure(packed.size());
      codeLayer.backward(pooled, 0, packed.size(), dCodes, dPooled, gradients, 0, ones);
      d = dPooled;
    }
    for (int n = 0; n < poolings.size(); n++) {
      Direction direction = top().directions().get(n);
      Matrix dOutputs = direction.outputGradient(tokens);
      poolings.get(n).backward(packed, direction.outputs(), shares[n], pooled, d, dOutputs);
    }
    INDArray allOnes = ones.of(tokens);
    for (int n = layers.size() - 1; n >= 0; n--) {
      EncoderLayer layer = layers.get(n);
      if (n == 0) {
        layer.backward(sentences, words, gradients, allOnes);
        continue;
      }
      EncoderLayer below = layers.get(n - 1);
      layer.backward(sentences, below.outputs(), gradients, allOnes);
      layer.inputGradient(sentences, below.outputGradient(tokens));
      below.takeGradient(sentences);
    }
  }

  @Override
  public void close() {
    layers.forEach(EncoderLayer::close);
    poolings.forEach(OutputPooling::close);
    if (codeLayer != null) {
      codeLayer.close();
    }
    for (Matrix matrix : new Matrix[] {words, pooled, dPooled, dCodes}) {
      matrix.close();
    }
  }
}
