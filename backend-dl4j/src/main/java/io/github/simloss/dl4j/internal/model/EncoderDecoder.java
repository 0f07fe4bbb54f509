package io.github.simloss.dl4j.internal.model;

import io.github.simloss.batch.PackedRows;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.FlatParameters;
import io.github.simloss.dl4j.internal.array.Matrix;
import io.github.simloss.dl4j.internal.array.MatrixProducts;
import io.github.simloss.dl4j.internal.lstm.LstmCell;
import io.github.simloss.dl4j.internal.lstm.LstmWeights;
import io.github.simloss.dl4j.internal.lstm.PackedLstm;
import io.github.simloss.model.LstmNames;
import io.github.simloss.model.ModelSpec;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Both LSTMs: the encoder, whose state at a sentence's last token is its code, and the
 * teacher-forced decoder that starts from the code.
 */
final class EncoderDecoder implements AutoCloseable {
  private static final LstmNames ENCODER = LstmNames.encoder(0, false);
  private static final LstmNames DECODER = LstmNames.DECODER;

  private final FlatParameters parameters;
  private final LstmCell cell;
  private final PackedLstm encoder;
  private final PackedLstm decoder;
  private final LstmWeights encoderWeights;
  private final LstmWeights decoderWeights;

  EncoderDecoder(ComputePath memory, ModelSpec spec, FlatParameters parameters) {
    this.parameters = parameters;
    cell = LstmCell.of(memory, spec.codeSize());
    encoder = new PackedLstm(memory, spec.dimension(), spec.codeSize());
    decoder = new PackedLstm(memory, spec.dimension(), spec.codeSize());
    encoderWeights = LstmWeights.of(parameters, ENCODER);
    decoderWeights = LstmWeights.of(parameters, DECODER);
  }

  /** Runs the encoder over the sentences; their words may be extra ones. */
  void encode(PackedRows packed, FrozenEmbedding embedding, float[] extraVectors) {
    int tokens = packed.tokenCount();
    embedding.gather(packed.ids(), extraVectors, encoder.inputs(tokens));
    encoder.initial(tokens).zero(0, packed.size());
    encoder.forward(packed, encoderWeights, bias(ENCODER));
  }

  /** The codes after {@link #encode}, row-major B x H, in the order of the batch. */
  float[] codes(PackedRows packed) {
    int size = encoder.hidden().columns();
    float[] sorted = new float[packed.size() * size];
    lastRows(
        packed, (place, row, count) -> encoder.hidden().read(row, sorted, place * size, count));
    float[] codes = new float[sorted.length];
    for (int r = 0; r < packed.size(); r++) {
      System.arraycopy(sorted, r * size, codes, packed.order()[r] * size, size);
    }
    return codes;
  }

  /** Runs both LSTMs; {@link #hidden} then holds what is projected. */
  void forward(PackedRows packed, int[] inputs, FrozenEmbedding embedding) {
    encode(packed, embedding, new float[0]);
    int tokens = packed.tokenCount();
    Matrix initial = decoder.initial(tokens);
    lastRows(packed, (place, row, count) -> initial.copy(place, encoder.hidden(), row, count));
    embedding.gather(inputs, decoder.inputs(tokens));
    decoder.forward(packed, decoderWeights, bias(DECODER));
  }

  /** The decoder's hidden states, N x H. */
  Matrix hidden() {
    return decoder.hidden();
  }

  /** dL/d{@link #hidden}, N x H: to be filled before {@link #backward}. */
  Matrix hiddenGradient(int tokens) {
    return decoder.hiddenGradient(tokens);
  }

  /**
   * Runs both LSTMs back.
   *
   * @param packed the batch of {@link #forward}
   * @param gradients receives those of both LSTMs
   * @param ones N ones
   */
  void backward(PackedRows packed, FlatParameters gradients, INDArray ones) {
    int tokens = packed.tokenCount();
    decoder.backward(packed, decoderWeights, LstmWeights.of(gradients, DECODER), ones);
    Matrix dHidden = encoder.hiddenGradient(tokens);
    dHidden.zero(0, tokens);
    lastRows(
        packed, (place, row, count) -> dHidden.copy(row, decoder.initialGradient(), place, count));
    encoder.backward(packed, encoderWeights, LstmWeights.of(gradients, ENCODER), ones);
  }

  /**
   * One step of the decoder alone.
   *
   * @param x the inputs, rows x d
   * @param gates work space, rows x 4H
   * @param c the cells, rows x H, updated
   * @param tanhC work space, rows x H
   * @param h the hidden states, rows x H, updated
   * @param rows how many
   */
  void step(Matrix x, Matrix gates, Matrix c, Matrix tanhC, Matrix h, int rows) {
    INDArray sums = gates.rows(0, rows);
    MatrixProducts.multiply(x.rows(0, rows), false, decoderWeights.input(), true, sums, 0);
    MatrixProducts.multiply(h.rows(0, rows), false, decoderWeights.hidden(), true, sums, 1);
    cell.forward(gates, bias(DECODER), c, 0, tanhC, h, 0, rows);
  }

  private float[] bias(LstmNames lstm) {
    float[] sum = parameters.values(lstm.inputBias());
    float[] second = parameters.values(lstm.hiddenBias());
    for (int k = 0; k < sum.length; k++) {
      sum[k] += second[k];
    }
    return sum;
  }

  /** Some sentences of one length: their first place in the sorted batch and their last rows. */
  private interface LastRows {
    void accept(int place, int row, int count);
  }

  /** Sentences that end at the same time stand side by side, both sorted and packed. */
  private static void lastRows(PackedRows packed, LastRows action) {
    for (int t = 0; t < packed.steps(); t++) {
      int staying = t + 1 < packed.steps() ? packed.alive(t + 1) : 0;
      if (packed.alive(t) > staying) {
        action.accept(staying, packed.offset(t) + staying, packed.alive(t) - staying);
      }
    }
  }

  @Override
  public void close() {
    encoder.close();
    decoder.close();
  }
}
