package io.github.simloss.dl4j.internal.model;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.DecoderState;
import io.github.simloss.backend.Gradients;
import io.github.simloss.backend.LossSum;
import io.github.simloss.backend.StepResult;
import io.github.simloss.backend.skeleton.AbstractModel;
import io.github.simloss.backend.support.StepClock;
import io.github.simloss.batch.Batch;
import io.github.simloss.batch.PackedRows;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.FlatParameters;
import io.github.simloss.dl4j.internal.optimizer.AdamOptimizer;
import io.github.simloss.dl4j.internal.runtime.Nd4jRuntime;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.selftest.CheckedEngine;
import io.github.simloss.tensor.NamedTensors;
import java.util.Map;

/** A model on ND4J: its network, and Adam over flat vectors. */
final class Dl4jModel extends AbstractModel {
  private final ModelSpec spec;
  private final CheckedEngine.Way<ComputePath> way;
  private final FlatParameters parameters;
  private final AdamOptimizer optimizer;
  private final Network network;
  private FlatParameters gradients;

  Dl4jModel(
      ModelSpec spec,
      NamedTensors weights,
      ReconstructionLoss loss,
      AdamSettings settings,
      CheckedEngine.Way<ComputePath> way) {
    super(spec, way.config().device());
    this.spec = spec;
    this.way = way;
    Map<String, long[]> shapes = spec.trainable();
    parameters = new FlatParameters(way.path(), shapes);
    parameters.write(weights);
    optimizer = new AdamOptimizer(way.path(), shapes, settings);
    network = new Network(way, spec, parameters, weights, loss);
  }

  @Override
  protected StepResult step(Batch batch, double learningRate) {
    LossSum sum = network.differentiate(batch, gradients());
    StepClock.turn(StepClock.Part.OPTIMIZER);
    StepResult result = new StepResult(sum, optimizer.norm(gradients));
    if (result.isFinite()) {
      optimizer.update(parameters, gradients, result.gradientNorm(), learningRate);
    }
    StepClock.stop();
    return result;
  }

  @Override
  protected LossSum loss(Batch batch) {
    return network.evaluate(batch);
  }

  @Override
  protected Gradients backpropagate(Batch batch) {
    LossSum sum = network.differentiate(batch, gradients());
    return new Gradients(sum, gradients.read());
  }

  @Override
  protected double apply(NamedTensors tensors, double learningRate) {
    gradients().write(tensors);
    double norm = optimizer.norm(gradients);
    if (Double.isFinite(norm)) {
      optimizer.update(parameters, gradients, norm, learningRate);
    }
    return norm;
  }

  private FlatParameters gradients() {
    if (gradients == null) {
      gradients = new FlatParameters(way.path(), spec.trainable());
    }
    return gradients;
  }

  @Override
  protected float[] codes(TokenRows sentences, float[] extraVectors) {
    PackedRows packed = network.encode(sentences, extraVectors);
    int size = spec.codeSize();
    float[] sorted = new float[packed.size() * size];
    network.codes().read(0, sorted, 0, packed.size());
    float[] codes = new float[sorted.length];
    for (int r = 0; r < packed.size(); r++) {
      System.arraycopy(sorted, r * size, codes, packed.order()[r] * size, size);
    }
    return codes;
  }

  @Override
  protected DecoderState decode(float[] codes) {
    return new Dl4jDecoder(way.path(), this, network, codes);
  }

  @Override
  protected float[] logits(float[] codes) {
    return network.wordLogits(codes);
  }

  @Override
  protected AdamOptimizer optimizer() {
    return optimizer;
  }

  @Override
  protected NamedTensors readFrozen() {
    return network.embedding().tensors();
  }

  @Override
  protected NamedTensors readTrained() {
    return parameters.read();
  }

  @Override
  protected void write(NamedTensors weights) {
    network.freeze(weights);
    parameters.write(weights);
  }

  /** ND4J computes on the device of the thread. */
  @Override
  protected void enter() {
    super.enter();
    Nd4jRuntime.use(way.config().device());
  }

  @Override
  protected void free() {
    parameters.close();
    optimizer.close();
    network.close();
    if (gradients != null) {
      gradients.close();
    }
  }
}
