package io.github.simloss.dl4j.internal.decoder;

import io.github.simloss.batch.Batch;
import io.github.simloss.batch.PackedRows;
import io.github.simloss.batch.WordBags;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.FlatParameters;
import io.github.simloss.dl4j.internal.array.LinearLayer;
import io.github.simloss.dl4j.internal.array.Matrix;
import io.github.simloss.dl4j.internal.array.MatrixProducts;
import io.github.simloss.dl4j.internal.array.OnesVector;
import io.github.simloss.dl4j.internal.encoder.FrozenEmbedding;
import io.github.simloss.dl4j.internal.loss.LossKernel;
import io.github.simloss.dl4j.internal.lstm.LstmCell;
import io.github.simloss.dl4j.internal.lstm.LstmWeights;
import io.github.simloss.dl4j.internal.lstm.PackedLstm;
import io.github.simloss.model.LstmNames;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.Parameters;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Word by word: an LSTM started from the code, teacher-forced, charged at each position. */
public final class LstmDecoder implements Decoder {
  private final ModelSpec spec;
  private final FlatParameters parameters;
  private final LstmWeights weights;
  private final LstmCell cell;
  private final PackedLstm lstm;
  private final Matrix x;

  /** {@code null} where the code is the first state. */
  private final LinearLayer bridge;

  /** Codes, and their gradients, in the sorted order of the targets where it is another. */
  private final Matrix ordered;

  private final Matrix dOrdered;
  private PackedRows packed;

  /** Where the code of each sorted target stands; {@code null} if in the same place. */
  private int[] places;

  /**
   * @param memory where
   * @param spec the model's shape
   * @param parameters its weights
   */
  public LstmDecoder(ComputePath memory, ModelSpec spec, FlatParameters parameters) {
    this.spec = spec;
    this.parameters = parameters;
    int size = spec.decoder().hiddenSize();
    weights = LstmWeights.of(parameters, LstmNames.DECODER);
    cell = LstmCell.of(memory, size);
    lstm = new PackedLstm(memory, size);
    x = memory.matrix(spec.dimension());
    bridge =
        spec.hasBridge()
            ? new LinearLayer(memory, parameters, Parameters.BRIDGE, size, true)
            : null;
    ordered = memory.matrix(spec.codeSize());
    dOrdered = memory.matrix(spec.codeSize());
  }

  @Override
  public WordBags forward(Batch batch, PackedRows source, Matrix codes, FrozenEmbedding embedding) {
    packed = batch.target() == batch.source() ? source : new PackedRows(batch.target());
    places = places(source, packed);
    lstm.initial(packed.tokenCount()).copy(0, start(inOrder(codes)), 0, packed.size());
    int[] inputs = packed.shifted(batch.previous(), spec.embedding().startId());
    embedding.gather(inputs, x);
    lstm.forward(packed, x, weights, LstmWeights.bias(parameters, LstmNames.DECODER));
    return LossKernel.positions(targets(batch));
  }

  private static int[] places(PackedRows source, PackedRows target) {
    if (Arrays.equals(source.order(), target.order())) {
      return null;
    }
    int[] places = new int[target.size()];
    for (int k = 0; k < places.length; k++) {
      places[k] = source.places()[target.order()[k]];
    }
    return places;
  }

  private Matrix inOrder(Matrix codes) {
    if (places == null) {
      return codes;
    }
    ordered.ensure(places.length);
    ordered.gather(0, codes, 0, codes.columns(), places);
    return ordered;
  }

  private Matrix start(Matrix codes) {
    return start(codes, packed.size());
  }

  /**
   * The first states.
   *
   * @param codes rows of C
   * @param count how many
   * @return rows of K; may be the codes themselves
   */
  public Matrix start(Matrix codes, int count) {
    if (bridge == null) {
      return codes;
    }
    bridge.forward(codes, 0, count);
    return bridge.out();
  }

  /** The ids of all positions, {@link LossKernel#PADDED} for padding. */
  private int[] targets(Batch batch) {
    int[] targets = packed.pack(batch.target());
    for (int k = 0; k < targets.length; k++) {
      if (targets[k] == spec.embedding().paddingId()) {
        targets[k] = LossKernel.PADDED;
      }
    }
    return targets;
  }

  @Override
  public Matrix vectors() {
    return lstm.hidden();
  }

  @Override
  public Matrix vectorGradient() {
    return lstm.hiddenGradient(packed.tokenCount());
  }

  @Override
  public void backward(Matrix codes, Matrix dCodes, FlatParameters gradients, OnesVector ones) {
    LstmWeights ofWeights = LstmWeights.of(gradients, LstmNames.DECODER);
    lstm.backward(packed, x, weights, ofWeights, ones.of(packed.tokenCount()));
    Matrix d = dCodes;
    if (places != null) {
      dOrdered.ensure(places.length);
      d = dOrdered;
    }
    if (bridge == null) {
      d.copy(0, lstm.initialGradient(), 0, packed.size());
    } else {
      Matrix in = places == null ? codes : ordered;
      bridge.backward(in, 0, packed.size(), lstm.initialGradient(), d, gradients, 0, ones);
    }
    if (places != null) {
      dCodes.gather(0, d, 0, d.columns(), inverse(places));
    }
  }

  private static int[] inverse(int[] places) {
    int[] inverse = new int[places.length];
    for (int k = 0; k < places.length; k++) {
      inverse[places[k]] = k;
    }
    return inverse;
  }

  /**
   * One step alone.
   *
   * @param inputs rows x d
   * @param gates work space, rows x 4K
   * @param c the cells, rows x K, updated
   * @param tanhC work space, rows x K
   * @param h the hidden states, rows x K, updated
   * @param rows how many
   */
  public void step(Matrix inputs, Matrix gates, Matrix c, Matrix tanhC, Matrix h, int rows) {
    INDArray sums = gates.rows(0, rows);
    MatrixProducts.multiply(inputs.rows(0, rows), false, weights.input(), true, sums, 0);
    MatrixProducts.multiply(h.rows(0, rows), false, weights.hidden(), true, sums, 1);
    cell.forward(gates, LstmWeights.bias(parameters, LstmNames.DECODER), c, 0, tanhC, h, 0, rows);
  }

  @Override
  public void close() {
    lstm.close();
    x.close();
    if (bridge != null) {
      bridge.close();
    }
    ordered.close();
    dOrdered.close();
  }
}
