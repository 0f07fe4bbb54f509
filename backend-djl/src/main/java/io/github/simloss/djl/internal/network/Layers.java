package io.github.simloss.djl.internal.network;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.simloss.djl.internal.array.NativeArrays;
import io.github.simloss.djl.internal.lstm.LstmForm;
import io.github.simloss.model.LstmNames;
import io.github.simloss.model.LstmSpec;
import io.github.simloss.model.Parameters;
import java.util.function.Function;

/**
 * The layers of a model on some arrays. Everything they return belongs to the step at hand.
 *
 * @param manager of the device
 * @param form how LSTMs run
 * @param parameters finds a parameter by its name
 */
public record Layers(NDManager manager, LstmForm form, Function<String, PtNDArray> parameters) {

  /** Rows of a matrix; the gradient of a row is added where it came from. */
  public PtNDArray rows(PtNDArray matrix, long[] rows) {
    return JniUtils.embedding(NativeArrays.indices(manager, rows), matrix, false);
  }

  /** W x + b for each row of {@code x}. */
  PtNDArray linear(String layer, PtNDArray x) {
    return JniUtils.linear(
        x, parameters.apply(Parameters.weight(layer)), parameters.apply(Parameters.bias(layer)));
  }

  /**
   * The outputs of an LSTM over whole sequences, in one native call.
   *
   * @param lstm which
   * @param x its inputs, (T * B, inputs), time-major
   * @param h at first, (1, B, H)
   * @param c at first, (1, B, H)
   * @return (T * B, H)
   */
  PtNDArray states(LstmSpec lstm, PtNDArray x, PtNDArray h, PtNDArray c) {
    long rows = h.getShape().get(1);
    long steps = x.getShape().get(0) / rows;
    PtNDArray sequence = JniUtils.reshape(x, new long[] {steps, rows, lstm.inputs()});
    PtNDArray output = (PtNDArray) run(lstm.names(), sequence, h, c).get(0);
    return JniUtils.reshape(output, new long[] {-1, lstm.hiddenSize()});
  }

  /**
   * Runs an LSTM.
   *
   * @param x (T, B, inputs)
   * @param h (1, B, H)
   * @param c (1, B, H)
   * @return outputs, h and c
   */
  public NDList run(LstmNames names, PtNDArray x, PtNDArray h, PtNDArray c) {
    NDList weights =
        new NDList(
            parameters.apply(names.inputWeight()),
            parameters.apply(names.hiddenWeight()),
            parameters.apply(names.inputBias()),
            parameters.apply(names.hiddenBias()));
    return form.run(x, new NDList(h, c), weights);
  }
}
