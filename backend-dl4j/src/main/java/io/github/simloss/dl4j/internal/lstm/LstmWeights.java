package io.github.simloss.dl4j.internal.lstm;

import io.github.simloss.dl4j.internal.array.FlatParameters;
import io.github.simloss.model.LstmNames;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The four tensors of an LSTM, or of their gradients, as views of one flat vector.
 *
 * @param input (4H, d)
 * @param hidden (4H, H)
 * @param inputBias (4H)
 * @param hiddenBias (4H)
 */
public record LstmWeights(
    INDArray input, INDArray hidden, INDArray inputBias, INDArray hiddenBias) {

  /** The sum of both biases of one LSTM, copied out. */
  public static float[] bias(FlatParameters parameters, LstmNames names) {
    float[] sum = parameters.values(names.inputBias());
    float[] second = parameters.values(names.hiddenBias());
    for (int k = 0; k < sum.length; k++) {
      sum[k] += second[k];
    }
    return sum;
  }

  /** The views of one LSTM. */
  public static LstmWeights of(FlatParameters parameters, LstmNames names) {
    return new LstmWeights(
        parameters.view(names.inputWeight()),
        parameters.view(names.hiddenWeight()),
        parameters.view(names.inputBias()),
        parameters.view(names.hiddenBias()));
  }
}
