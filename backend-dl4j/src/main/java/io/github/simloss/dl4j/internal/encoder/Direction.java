package io.github.simloss.dl4j.internal.encoder;

import io.github.simloss.batch.PackedRows;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.FlatParameters;
import io.github.simloss.dl4j.internal.array.Matrix;
import io.github.simloss.dl4j.internal.lstm.LstmWeights;
import io.github.simloss.dl4j.internal.lstm.PackedLstm;
import io.github.simloss.model.LstmSpec;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One LSTM of an encoder: a layer in one direction. It starts from zeros. */
final class Direction implements AutoCloseable {
  private final LstmSpec spec;
  private final boolean reverse;
  private final FlatParameters parameters;
  private final LstmWeights weights;
  private final PackedLstm lstm;

  Direction(ComputePath memory, LstmSpec spec, boolean reverse, FlatParameters parameters) {
    this.spec = spec;
    this.reverse = reverse;
    this.parameters = parameters;
    weights = LstmWeights.of(parameters, spec.names());
    lstm = new PackedLstm(memory, spec.hiddenSize());
  }

  /** Whether each sentence is read from its last word to its first; its rows then stand so. */
  boolean isReverse() {
    return reverse;
  }

  /** The states, N x H. */
  Matrix outputs() {
    return lstm.hidden();
  }

  /** dL/d{@link #outputs}: to be filled before {@link #backward}. */
  Matrix outputGradient(int tokens) {
    return lstm.hiddenGradient(tokens);
  }

  void forward(PackedRows packed, Matrix x) {
    lstm.initial(packed.tokenCount()).zero(0, packed.size());
    lstm.forward(packed, x, weights, LstmWeights.bias(parameters, spec.names()));
  }

  void backward(PackedRows packed, Matrix x, FlatParameters gradients, INDArray ones) {
    lstm.backward(packed, x, weights, LstmWeights.of(gradients, spec.names()), ones);
  }

  /** Adds dL/dx to {@code beta into}. */
  void inputGradient(int tokens, Matrix into, double beta) {
    lstm.inputGradient(tokens, weights, into, beta);
  }

  @Override
  public void close() {
    lstm.close();
  }
}
