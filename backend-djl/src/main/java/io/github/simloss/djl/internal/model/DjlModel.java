package io.github.simloss.djl.internal.model;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.DecoderState;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Gradients;
import io.github.simloss.backend.LossSum;
import io.github.simloss.backend.StepResult;
import io.github.simloss.backend.skeleton.AbstractModel;
import io.github.simloss.backend.support.StepClock;
import io.github.simloss.batch.Batch;
import io.github.simloss.batch.TimeMajorBatch;
import io.github.simloss.djl.internal.array.ArrayScope;
import io.github.simloss.djl.internal.array.NamedArrays;
import io.github.simloss.djl.internal.array.NativeArrays;
import io.github.simloss.djl.internal.loss.LossKernel;
import io.github.simloss.djl.internal.lstm.LstmPath;
import io.github.simloss.djl.internal.optimizer.AdamOptimizer;
import io.github.simloss.djl.internal.runtime.PyTorchRuntime;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.Parameters;
import io.github.simloss.tensor.NamedTensors;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The model on PyTorch: two native LSTM calls, a chunked projection with its loss, and Adam. */
final class DjlModel extends AbstractModel {
  private final LstmPath path;
  private final ModelSpec spec;
  private final ReconstructionLoss loss;
  private final NDManager manager;
  private final NamedArrays parameters;
  private final PtNDArray embedding;
  private final AdamOptimizer optimizer;
  private final EncoderDecoder network;
  private LossKernel kernel;

  /**
   * @param path how the LSTMs run
   * @param spec the shapes
   * @param weights every tensor
   * @param loss over V words
   * @param settings of Adam
   * @param device where
   */
  DjlModel(
      LstmPath path,
      ModelSpec spec,
      NamedTensors weights,
      ReconstructionLoss loss,
      AdamSettings settings,
      Device device) {
    super(spec, device);
    this.spec = spec;
    this.loss = loss;
    this.path = path;
    manager = PyTorchRuntime.manager(device);
    Map<String, long[]> shapes = spec.trainable();
    parameters = new NamedArrays(manager, shapes);
    embedding = NativeArrays.zeros(manager, spec.vocabularySize(), spec.dimension());
    write(weights);
    optimizer = new AdamOptimizer(manager, shapes, settings);
    network = new EncoderDecoder(manager, spec, path.inference(), parameters::get);
  }

  @Override
  protected void write(NamedTensors weights) {
    parameters.write(weights);
    NativeArrays.write(weights.get(Parameters.EMBEDDING).data(), embedding);
  }

  @Override
  protected StepResult step(Batch batch, double learningRate) {
    optimizer.allocate();
    return backpropagate(
        batch,
        gradients -> {
          StepClock.turn(StepClock.Part.OPTIMIZER);
          double norm = optimizer.norm(gradients.tensors());
          StepResult result = new StepResult(gradients.loss(), norm);
          if (result.isFinite()) {
            optimizer.update(parameters, gradients.tensors(), norm, learningRate);
          }
          StepClock.stop();
          return result;
        });
  }

  @Override
  protected Gradients backpropagate(Batch batch) {
    return backpropagate(batch, one -> new Gradients(one.loss(), NamedArrays.read(one.tensors())));
  }

  @Override
  protected double apply(NamedTensors gradients, double learningRate) {
    optimizer.allocate();
    try (ArrayScope scope = new ArrayScope()) {
      scope.record(false);
      Map<String, PtNDArray> arrays = new LinkedHashMap<>();
      spec.trainable()
          .forEach(
              (name, shape) ->
                  arrays.put(
                      name, NativeArrays.floats(manager, gradients.get(name).data(), shape)));
      double norm = optimizer.norm(arrays);
      if (Double.isFinite(norm)) {
        optimizer.update(parameters, arrays, norm, learningRate);
      }
      return norm;
    }
  }

  /** Hands loss and gradients of a batch to {@code use}, inside the step. */
  private <R> R backpropagate(Batch batch, Function<Backpropagation.Gradients, R> use) {
    TimeMajorBatch positions = new TimeMajorBatch(batch, spec.embedding().paddingId());
    long divisor = divisor(batch, positions);
    LossKernel kernel = kernel();
    try (ArrayScope step = new ArrayScope()) {
      step.record(false);
      return use.apply(
          new Backpropagation(manager, spec, path.training(), parameters, embedding, kernel)
              .run(step, positions, divisor));
    }
  }

  private long divisor(Batch batch, TimeMajorBatch positions) {
    return loss.reduction()
        .divisor(positions.targets().length, (long) batch.size() * batch.maxLength());
  }

  @Override
  protected LossSum loss(Batch batch) {
    TimeMajorBatch positions = new TimeMajorBatch(batch, spec.embedding().paddingId());
    int[] targets = positions.targets();
    LossKernel kernel = kernel();
    double sum = 0;
    try (ArrayScope step = new ArrayScope()) {
      step.record(false);
      if (targets.length > 0) {
        PtNDArray codes =
            network.encode(positions, network.rows(embedding, positions.encoderInputs()));
        PtNDArray hidden =
            network.decode(
                positions,
                codes,
                network.rows(embedding, positions.decoderInputs(spec.embedding().startId())));
        int chunk = kernel.chunkRows();
        for (int from = 0; from < targets.length; from += chunk) {
          int to = Math.min(targets.length, from + chunk);
          try (ArrayScope part = new ArrayScope()) {
            part.record(false);
            PtNDArray z = network.project(JniUtils.slice(hidden, 0, from, to, 1));
            sum += kernel.run(z, targets, from, 0, false).loss();
          }
        }
      }
    }
    return new LossSum(sum, divisor(batch, positions));
  }

  /** The loss's tables, made at first use and outside any step, which would free them. */
  private LossKernel kernel() {
    if (kernel == null) {
      kernel = new LossKernel(loss, manager);
    }
    return kernel;
  }

  @Override
  protected float[] codes(Batch batch, float[] extraVectors) {
    TimeMajorBatch positions = new TimeMajorBatch(batch, -1);
    try (ArrayScope step = new ArrayScope()) {
      step.record(false);
      return NativeArrays.read(
          network.encode(positions, embed(positions.encoderInputs(), extraVectors)));
    }
  }

  /** The vectors of ids, those at V and above from the extra ones. */
  private PtNDArray embed(long[] ids, float[] extraVectors) {
    int size = spec.vocabularySize();
    int dimension = spec.dimension();
    long[] known = new long[ids.length];
    boolean all = true;
    for (int k = 0; k < ids.length; k++) {
      known[k] = ids[k] < size ? ids[k] : 0;
      all &= ids[k] < size;
    }
    PtNDArray rows = network.rows(embedding, known);
    if (all) {
      return rows;
    }
    float[] values = NativeArrays.read(rows);
    for (int k = 0; k < ids.length; k++) {
      if (ids[k] >= size) {
        int from = Math.toIntExact((ids[k] - size) * dimension);
        System.arraycopy(extraVectors, from, values, k * dimension, dimension);
      }
    }
    return NativeArrays.floats(manager, values, ids.length, dimension);
  }

  @Override
  protected DecoderState decode(float[] codes) {
    return new DjlDecoder(this, manager, network, codes);
  }

  /** The vectors of all words, (V, d). */
  PtNDArray embedding() {
    return embedding;
  }

  @Override
  protected NamedTensors readTrained() {
    return parameters.read();
  }

  @Override
  protected float[] readEmbedding() {
    return NativeArrays.read(embedding);
  }

  @Override
  protected AdamOptimizer optimizer() {
    return optimizer;
  }

  @Override
  protected void free() {
    manager.close();
  }
}
