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
import java.util.ArrayList;
import java.util.List;
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
   * The outputs of an LSTM over sentences of one length.
   *
   * @param lstm which
   * @param x its inputs, (T * B, inputs), time-major
   * @param h at first, (1, B, H)
   * @return (T * B, H)
   */
  PtNDArray states(LstmSpec lstm, PtNDArray x, PtNDArray h) {
    int rows = Math.toIntExact(h.getShape().get(1));
    int steps = Math.toIntExact(x.getShape().get(0)) / rows;
    return states(lstm, x, h, List.of(new SegmentedRows.Segment(0, steps, rows)));
  }

  /**
   * The outputs of an LSTM over segments, in one native call for each.
   *
   * @param lstm which
   * @param x its inputs, all rows of the segments
   * @param h at first, (1, B, H)
   * @param segments the first one of all B rows
   * @return as many rows, of H values
   */
  PtNDArray states(LstmSpec lstm, PtNDArray x, PtNDArray h, List<SegmentedRows.Segment> segments) {
    int size = lstm.hiddenSize();
    List<PtNDArray> outputs = new ArrayList<>();
    PtNDArray hidden = h;
    PtNDArray cell = NativeArrays.zeros(manager, 1, h.getShape().get(1), size);
    for (SegmentedRows.Segment segment : segments) {
      PtNDArray inputs = x;
      if (segments.size() > 1) {
        inputs = JniUtils.slice(x, 0, segment.first(), segment.end(), 1);
        hidden = JniUtils.slice(hidden, 1, 0, segment.rows(), 1);
        cell = JniUtils.slice(cell, 1, 0, segment.rows(), 1);
      }
      long[] shape = {segment.steps(), segment.rows(), lstm.inputs()};
      NDList result = run(lstm.names(), JniUtils.reshape(inputs, shape), hidden, cell);
      outputs.add(JniUtils.reshape((PtNDArray) result.get(0), new long[] {-1, size}));
      hidden = (PtNDArray) result.get(1);
      cell = (PtNDArray) result.get(2);
    }
    return outputs.size() == 1
        ? outputs.get(0)
        : JniUtils.cat(outputs.toArray(new PtNDArray[0]), 0);
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
