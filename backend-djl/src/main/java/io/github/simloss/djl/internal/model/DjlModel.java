package io.github.simloss.djl.internal.model;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.DecoderState;
import io.github.simloss.backend.Gradients;
import io.github.simloss.backend.LossSum;
import io.github.simloss.backend.MemoryBudget;
import io.github.simloss.backend.StepResult;
import io.github.simloss.backend.skeleton.AbstractModel;
import io.github.simloss.backend.support.StepClock;
import io.github.simloss.batch.Batch;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.djl.internal.array.ArrayScope;
import io.github.simloss.djl.internal.array.NamedArrays;
import io.github.simloss.djl.internal.array.NativeArrays;
import io.github.simloss.djl.internal.loss.LossKernel;
import io.github.simloss.djl.internal.lstm.LstmPath;
import io.github.simloss.djl.internal.network.Charges;
import io.github.simloss.djl.internal.network.Directions;
import io.github.simloss.djl.internal.network.FrozenWords;
import io.github.simloss.djl.internal.network.Network;
import io.github.simloss.djl.internal.network.SegmentedRows;
import io.github.simloss.djl.internal.optimizer.AdamOptimizer;
import io.github.simloss.djl.internal.runtime.PyTorchRuntime;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.LstmNames;
import io.github.simloss.model.LstmSpec;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.selftest.CheckedEngine;
import io.github.simloss.tensor.NamedTensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The model on PyTorch: native LSTM calls, a chunked output layer with its loss, and Adam. */
final class DjlModel extends AbstractModel {
  private final CheckedEngine.Way<LstmPath> way;
  private final ModelSpec spec;
  private final ReconstructionLoss loss;
  private final NDManager manager;
  private final NamedArrays parameters;
  private final FrozenWords words;
  private final AdamOptimizer optimizer;
  private final Network network;
  private LossKernel kernel;

  /**
   * @param way how the LSTMs run, and where
   * @param spec the shapes
   * @param weights every tensor
   * @param loss over V words
   * @param settings of Adam
   */
  DjlModel(
      CheckedEngine.Way<LstmPath> way,
      ModelSpec spec,
      NamedTensors weights,
      ReconstructionLoss loss,
      AdamSettings settings) {
    super(spec, way.config().device());
    this.spec = spec;
    this.loss = loss;
    this.way = way;
    manager = PyTorchRuntime.manager(way.config().device());
    Map<String, long[]> shapes = spec.trainable();
    parameters = new NamedArrays(manager, shapes, lstms());
    words = new FrozenWords(manager, spec);
    write(weights);
    optimizer = new AdamOptimizer(manager, shapes, settings);
    network = new Network(manager, spec, way.path().inference(), parameters::get, words);
  }

  /** On a GPU the parameters of each LSTM, in cuDNN's order. */
  private List<List<String>> lstms() {
    if (!manager.getDevice().isGpu()) {
      return List.of();
    }
    List<LstmSpec> lstms = new ArrayList<>(spec.encoderLstms());
    if (spec.trainable().containsKey(LstmNames.DECODER.inputWeight())) {
      lstms.add(spec.decoderLstm());
    }
    return lstms.stream().map(LstmSpec::names).map(DjlModel::inOrder).toList();
  }

  private static List<String> inOrder(LstmNames names) {
    return List.of(
        names.inputWeight(), names.hiddenWeight(), names.inputBias(), names.hiddenBias());
  }

  @Override
  protected void write(NamedTensors weights) {
    // First, as it may refuse them.
    words.write(weights);
    parameters.write(weights);
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
    Charges charges = Charges.of(spec, batch, words, loss.reduction());
    LossKernel kernel = kernel();
    try (ArrayScope step = new ArrayScope()) {
      step.record(false);
      return use.apply(
          new Backpropagation(manager, spec, way.path().training(), parameters, words, kernel)
              .run(step, batch, charges));
    }
  }

  @Override
  protected LossSum loss(Batch batch) {
    Charges charges = Charges.of(spec, batch, words, loss.reduction());
    if (charges.areNone()) {
      return new LossSum(0, charges.divisor());
    }
    LossKernel kernel = kernel();
    try (ArrayScope step = new ArrayScope()) {
      step.record(false);
      PtNDArray vectors =
          network.charged(
              network.vectors(batch, charges), charges, new Directions(network.layers()));
      PtNDArray inputs = network.output().forward(vectors).inputs();
      double sum = network.chunks(kernel).loss(inputs, charges.bags());
      return new LossSum(sum, charges.divisor());
    }
  }

  /** The loss's tables, made at first use and outside any step, which would free them. */
  private LossKernel kernel() {
    if (kernel == null) {
      MemoryBudget memory = way.config().memory();
      // Rows of a table would be added up word by word; short factors are added up instead.
      boolean bag = spec.decoder().kind() == DecoderKind.BAG;
      MemoryBudget taken = bag ? new MemoryBudget(0, memory.chunkMegabytes()) : memory;
      kernel = new LossKernel(loss, manager, taken);
    }
    return kernel;
  }

  @Override
  protected float[] codes(TokenRows sentences, float[] extraVectors) {
    SegmentedRows rows = network.encoder().rows(sentences);
    try (ArrayScope step = new ArrayScope()) {
      step.record(false);
      PtNDArray vectors = words.rows(rows.ids(), extraVectors);
      return NativeArrays.read(
          network.encoder().codes(rows, vectors, new Directions(network.layers())));
    }
  }

  @Override
  protected DecoderState decode(float[] codes) {
    return new DjlDecoder(this, manager, network, codes);
  }

  @Override
  protected float[] logits(float[] codes) {
    try (ArrayScope step = new ArrayScope()) {
      step.record(false);
      int size = spec.codeSize();
      PtNDArray given = NativeArrays.floats(manager, codes, codes.length / size, size);
      return NativeArrays.read(network.logits(network.decoder().bag(given)));
    }
  }

  @Override
  protected NamedTensors readTrained() {
    return parameters.read();
  }

  @Override
  protected NamedTensors readFrozen() {
    return words.read();
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
