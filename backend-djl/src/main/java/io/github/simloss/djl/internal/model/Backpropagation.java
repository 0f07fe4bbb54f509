package io.github.simloss.djl.internal.model;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.simloss.backend.LossSum;
import io.github.simloss.backend.support.StepClock;
import io.github.simloss.batch.Batch;
import io.github.simloss.djl.internal.array.ArrayScope;
import io.github.simloss.djl.internal.array.NamedArrays;
import io.github.simloss.djl.internal.array.NativeArrays;
import io.github.simloss.djl.internal.loss.LossKernel;
import io.github.simloss.djl.internal.lstm.LstmForm;
import io.github.simloss.djl.internal.network.Charges;
import io.github.simloss.djl.internal.network.Directions;
import io.github.simloss.djl.internal.network.FrozenWords;
import io.github.simloss.djl.internal.network.LogitChunks;
import io.github.simloss.djl.internal.network.Network;
import io.github.simloss.djl.internal.network.OutputMap;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.Parameters;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Loss and gradients of a batch. The output layer is in closed form, its V-sized part chunk by
 * chunk; PyTorch's autograd goes back only through what is below it.
 *
 * @param manager of the model's device
 * @param spec the shapes
 * @param form how the LSTMs run forward
 * @param parameters all that is trained
 * @param words what is frozen
 * @param kernel the loss
 */
record Backpropagation(
    NDManager manager,
    ModelSpec spec,
    LstmForm form,
    NamedArrays parameters,
    FrozenWords words,
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
   * @param batch what is read
   * @param charges what it costs
   */
  Gradients run(ArrayScope step, Batch batch, Charges charges) {
    Map<String, PtNDArray> gradients = new LinkedHashMap<>();
    if (charges.areNone()) {
      spec.trainable()
          .forEach((name, shape) -> gradients.put(name, NativeArrays.zeros(manager, shape)));
      return new Gradients(new LossSum(0, charges.divisor()), gradients);
    }
    StepClock.turn(StepClock.Part.LSTM);
    Map<String, PtNDArray> leaves = leaves();
    Network network = new Network(manager, spec, form, leaves::get, words);
    Network.Vectors vectors = network.vectors(batch, charges);
    step.record(true);
    Directions directions = new Directions(network.layers());
    PtNDArray recorded = network.charged(vectors, charges, directions);
    step.record(false);
    StepClock.turn(StepClock.Part.PROJECTION);
    OutputMap output = network.output();
    OutputMap.Pass pass = output.forward(JniUtils.detachGradient(recorded));
    LogitChunks.Result result =
        network
            .chunks(kernel)
            .differentiate(
                step, pass.inputs(), charges.bags(), 1 / charges.divisor(), output.trainsMatrix());
    Map<String, PtNDArray> ofOutput = new HashMap<>();
    if (output.trainsMatrix()) {
      ofOutput.put(Parameters.PROJECTION_WEIGHT, result.matrix());
    }
    ofOutput.put(Parameters.PROJECTION_BIAS, result.bias());
    PtNDArray dVectors = pass.back(result.inputs(), ofOutput);
    StepClock.turn(StepClock.Part.LSTM);
    JniUtils.backward(recorded, dVectors, false, false);
    directions.back();
    leaves.forEach(
        (name, leaf) ->
            gradients.put(
                name,
                ofOutput.containsKey(name) ? ofOutput.get(name) : JniUtils.getGradient(leaf)));
    return new Gradients(new LossSum(result.loss(), charges.divisor()), gradients);
  }

  /**
   * The parameters over the same memory, those below the output layer as fresh leaves of a graph:
   * gradients of earlier steps cannot linger in them.
   */
  private Map<String, PtNDArray> leaves() {
    Map<String, PtNDArray> leaves = new LinkedHashMap<>();
    parameters
        .all()
        .forEach(
            (name, array) -> {
              PtNDArray leaf = JniUtils.detachGradient(array);
              if (!isOfOutput(name)) {
                JniUtils.attachGradient(leaf, true);
              }
              leaves.put(name, leaf);
            });
    return leaves;
  }

  private static boolean isOfOutput(String name) {
    return name.equals(Parameters.PROJECTION_WEIGHT)
        || name.equals(Parameters.PROJECTION_BIAS)
        || name.startsWith(Parameters.OUTPUT + ".");
  }
}
