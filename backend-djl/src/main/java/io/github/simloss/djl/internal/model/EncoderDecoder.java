package io.github.simloss.djl.internal.model;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.simloss.batch.TimeMajorBatch;
import io.github.simloss.djl.internal.array.NativeArrays;
import io.github.simloss.djl.internal.lstm.LstmForm;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.Parameters;
import java.util.function.Function;

/**
 * Both LSTMs, each one native call over the whole sequence, on the arrays of a model. Everything it
 * returns belongs to the step at hand.
 */
final class EncoderDecoder {
  private static final String ENCODER = Parameters.LSTMS.get(0);
  private static final String DECODER = Parameters.LSTMS.get(1);

  private final NDManager manager;
  private final ModelSpec spec;
  private final LstmForm form;
  private final Function<String, PtNDArray> parameters;

  /**
   * @param manager of the device
   * @param spec the shapes
   * @param form how the LSTMs run
   * @param parameters finds a parameter by its name
   */
  EncoderDecoder(
      NDManager manager, ModelSpec spec, LstmForm form, Function<String, PtNDArray> parameters) {
    this.manager = manager;
    this.spec = spec;
    this.form = form;
    this.parameters = parameters;
  }

  /**
   * The codes of a batch.
   *
   * @param positions the batch
   * @param x its embedded tokens, (T * B, d)
   * @return B x H
   */
  PtNDArray encode(TimeMajorBatch positions, PtNDArray x) {
    PtNDArray zero = NativeArrays.zeros(manager, 1, positions.sentences(), spec.codeSize());
    PtNDArray states = states(ENCODER, positions, x, zero, zero);
    return rows(states, positions.lastRows());
  }

  /**
   * The decoder's hidden states at the positions that cost something, n x H.
   *
   * @param positions the batch
   * @param codes B x H
   * @param x the embedded decoder inputs, (T * B, d)
   */
  PtNDArray decode(TimeMajorBatch positions, PtNDArray codes, PtNDArray x) {
    PtNDArray h = JniUtils.reshape(codes, new long[] {1, positions.sentences(), spec.codeSize()});
    PtNDArray c = NativeArrays.zeros(manager, 1, positions.sentences(), spec.codeSize());
    return rows(states(DECODER, positions, x, h, c), positions.targetRows());
  }

  private PtNDArray states(
      String lstm, TimeMajorBatch positions, PtNDArray x, PtNDArray h, PtNDArray c) {
    PtNDArray sequence =
        JniUtils.reshape(
            x, new long[] {positions.steps(), positions.sentences(), spec.dimension()});
    PtNDArray output = (PtNDArray) run(lstm, sequence, h, c).get(0);
    return JniUtils.reshape(output, new long[] {-1, spec.codeSize()});
  }

  /**
   * One step of the decoder.
   *
   * @param x (1, R, d)
   * @param h (1, R, H)
   * @param c (1, R, H)
   * @return output, h and c
   */
  NDList step(PtNDArray x, PtNDArray h, PtNDArray c) {
    return run(DECODER, x, h, c);
  }

  private NDList run(String lstm, PtNDArray x, PtNDArray h, PtNDArray c) {
    NDList weights =
        new NDList(
            parameters.apply(Parameters.inputWeight(lstm)),
            parameters.apply(Parameters.hiddenWeight(lstm)),
            parameters.apply(Parameters.inputBias(lstm)),
            parameters.apply(Parameters.hiddenBias(lstm)));
    return form.run(x, new NDList(h, c), weights);
  }

  /** Rows of a matrix; the gradient of a row is added where it came from. */
  PtNDArray rows(PtNDArray matrix, long[] rows) {
    return JniUtils.embedding(NativeArrays.indices(manager, rows), matrix, false);
  }

  /** The logits of some hidden states, n x V. */
  PtNDArray project(PtNDArray hidden) {
    return JniUtils.linear(
        hidden,
        parameters.apply(Parameters.PROJECTION_WEIGHT),
        parameters.apply(Parameters.PROJECTION_BIAS));
  }
}
