package io.github.simloss.djl.internal.model;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.simloss.backend.LossSum;
import io.github.simloss.backend.support.StepClock;
import io.github.simloss.batch.TimeMajorBatch;
import io.github.simloss.djl.internal.array.ArrayScope;
import io.github.simloss.djl.internal.array.NamedArrays;
import io.github.simloss.djl.internal.array.NativeArrays;
import io.github.simloss.djl.internal.loss.LossKernel;
import io.github.simloss.djl.internal.lstm.LstmForm;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Loss and gradients of a batch. The V-sized part is in closed form, chunk by chunk; PyTorch's
 * autograd goes back only through the LSTMs.
 *
 * @param manager of the model's device
 * @param spec the shapes
 * @param form how the LSTMs run forward
 * @param parameters all that is trained
 * @param embedding (V, d)
 * @param kernel the loss
 */
record Backpropagation(
    NDManager manager,
    ModelSpec spec,
    LstmForm form,
    NamedArrays parameters,
    PtNDArray embedding,
    LossKernel kernel) {

  /**
   * What a batch costs, and how that changes with the parameters.
   *
   * @param loss not yet divided
   * @param tensors the gradient of the reduced loss by name; they belong to the step
   */
  record Gradients(LossSum loss, Map<String, PtNDArray> tensors) {}

  /**
   * Runs forward and back.
   *
   * @param step owns the results
   * @param positions the batch
   * @param divisor what the reduction divides by
   */
  Gradients run(ArrayScope step, TimeMajorBatch positions, long divisor) {
    Map<String, PtNDArray> gradients = new LinkedHashMap<>();
    if (positions.targets().length == 0) {
      spec.trainable()
          .forEach((name, shape) -> gradients.put(name, NativeArrays.zeros(manager, shape)));
      return new Gradients(new LossSum(0, divisor), gradients);
    }
    StepClock.turn(StepClock.Part.LSTM);
    Map<String, PtNDArray> leaves = leaves();
    EncoderDecoder network = new EncoderDecoder(manager, spec, form, leaves::get);
    PtNDArray sources = network.rows(embedding, positions.encoderInputs());
    PtNDArray inputs = network.rows(embedding, positions.decoderInputs(spec.embedding().startId()));
    step.record(true);
    PtNDArray states = network.decode(positions, network.encode(positions, sources), inputs);
    step.record(false);
    StepClock.turn(StepClock.Part.PROJECTION);
    PtNDArray hidden = JniUtils.detachGradient(states);
    int count = positions.targets().length;
    boolean single = count <= kernel.chunkRows();
    PtNDArray dHidden = single ? null : NativeArrays.zeros(manager, hidden.getShape().getShape());
    PtNDArray dWeight = null;
    PtNDArray dBias = null;
    double sum = 0;
    for (int from = 0; from < count; from += kernel.chunkRows()) {
      int to = Math.min(count, from + kernel.chunkRows());
      try (ArrayScope chunk = new ArrayScope()) {
        chunk.record(false);
        PtNDArray h = single ? hidden : JniUtils.slice(hidden, 0, from, to, 1);
        PtNDArray z = network.project(h);
        StepClock.turn(StepClock.Part.LOSS);
        LossKernel.Result result = kernel.run(z, positions.targets(), from, 1.0 / divisor, true);
        StepClock.turn(StepClock.Part.PROJECTION);
        sum += result.loss();
        PtNDArray dz = result.gradient();
        PtNDArray weightPart = JniUtils.matmul(JniUtils.transpose(dz, 0, 1), h);
        PtNDArray biasPart = JniUtils.sum(dz, new long[] {0}, false);
        PtNDArray hiddenPart = JniUtils.matmul(dz, parameters.get(Parameters.PROJECTION_WEIGHT));
        if (from == 0) {
          // The first chunk's results are the sums so far: nothing is filled with zeros.
          dWeight = chunk.keep(weightPart);
          dBias = chunk.keep(biasPart);
        } else {
          JniUtils.addi(dWeight, weightPart);
          JniUtils.addi(dBias, biasPart);
        }
        if (single) {
          dHidden = chunk.keep(hiddenPart);
        } else {
          JniUtils.addi(JniUtils.slice(dHidden, 0, from, to, 1), hiddenPart);
        }
      }
    }
    step.own(dWeight);
    step.own(dBias);
    if (single) {
      step.own(dHidden);
    }
    Map<String, PtNDArray> ofProjection =
        Map.of(Parameters.PROJECTION_WEIGHT, dWeight, Parameters.PROJECTION_BIAS, dBias);
    StepClock.turn(StepClock.Part.LSTM);
    JniUtils.backward(states, dHidden, false, false);
    leaves.forEach(
        (name, leaf) ->
            gradients.put(
                name,
                ofProjection.containsKey(name)
                    ? ofProjection.get(name)
                    : JniUtils.getGradient(leaf)));
    return new Gradients(new LossSum(sum, divisor), gradients);
  }

  /**
   * The parameters over the same memory, those of the LSTMs as fresh leaves of a graph: gradients
   * of earlier steps cannot linger in them.
   */
  private Map<String, PtNDArray> leaves() {
    Map<String, PtNDArray> leaves = new LinkedHashMap<>();
    parameters
        .all()
        .forEach(
            (name, array) -> {
              PtNDArray leaf = JniUtils.detachGradient(array);
              if (!name.equals(Parameters.PROJECTION_WEIGHT)
                  && !name.equals(Parameters.PROJECTION_BIAS)) {
                JniUtils.attachGradient(leaf, true);
              }
              leaves.put(name, leaf);
            });
    return leaves;
  }
}
