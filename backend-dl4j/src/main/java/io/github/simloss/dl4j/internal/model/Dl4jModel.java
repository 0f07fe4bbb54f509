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
import io.github.simloss.dl4j.internal.array.OnesVector;
import io.github.simloss.dl4j.internal.loss.LossKernel;
import io.github.simloss.dl4j.internal.optimizer.AdamOptimizer;
import io.github.simloss.dl4j.internal.runtime.Nd4jRuntime;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.Parameters;
import io.github.simloss.selftest.CheckedEngine;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The model on ND4J: packed LSTMs, a chunked projection and loss, and Adam over flat vectors. */
final class Dl4jModel extends AbstractModel {
  private final ModelSpec spec;
  private final CheckedEngine.Way<ComputePath> way;
  private final ReconstructionLoss loss;
  private final ComputePath memory;
  private final FlatParameters parameters;
  private final AdamOptimizer optimizer;
  private final EncoderDecoder network;
  private final OnesVector ones;
  private FrozenEmbedding embedding;
  private FlatParameters gradients;
  private Projection projection;

  Dl4jModel(
      ModelSpec spec,
      NamedTensors weights,
      ReconstructionLoss loss,
      AdamSettings settings,
      CheckedEngine.Way<ComputePath> way) {
    super(spec, way.config().device());
    this.spec = spec;
    this.way = way;
    this.loss = loss;
    this.memory = way.path();
    Map<String, long[]> shapes = spec.trainable();
    parameters = new FlatParameters(memory, shapes);
    parameters.write(weights);
    embedding = embedding(weights);
    optimizer = new AdamOptimizer(memory, shapes, settings);
    network = new EncoderDecoder(memory, spec, parameters);
    ones = new OnesVector(memory);
  }

  private static FrozenEmbedding embedding(NamedTensors weights) {
    Tensor tensor = weights.get(Parameters.EMBEDDING);
    return new FrozenEmbedding(Math.toIntExact(tensor.shape()[1]), tensor.data().clone());
  }

  @Override
  protected StepResult step(Batch batch, double learningRate) {
    LossSum sum = lossAndGradients(batch);
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
    PackedRows packed = new PackedRows(batch.source());
    network.forward(packed, inputs(packed, batch), embedding);
    int[] targets = targets(packed, batch);
    double sum =
        projection().evaluate(network.hidden(), projectionWeight(), projectionBias(), targets);
    return new LossSum(sum, divisor(batch, targets));
  }

  @Override
  protected Gradients backpropagate(Batch batch) {
    LossSum sum = lossAndGradients(batch);
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
      gradients = new FlatParameters(memory, spec.trainable());
    }
    return gradients;
  }

  private double divisor(Batch batch, int[] targets) {
    long tokens = 0;
    for (int target : targets) {
      tokens += target == LossKernel.PADDED ? 0 : 1;
    }
    return loss.reduction().divisor(tokens, (long) batch.size() * batch.target().maxLength());
  }

  private int[] inputs(PackedRows packed, Batch batch) {
    return packed.shifted(batch.previous(), spec.embedding().startId());
  }

  /** The targets of all positions, {@link LossKernel#PADDED} for padding. */
  private int[] targets(PackedRows packed, Batch batch) {
    int[] targets = packed.pack(batch.target());
    for (int k = 0; k < targets.length; k++) {
      if (targets[k] == spec.embedding().paddingId()) {
        targets[k] = LossKernel.PADDED;
      }
    }
    return targets;
  }

  /** Loss and gradients of a batch; the gradients are then in {@link #gradients}. */
  private LossSum lossAndGradients(Batch batch) {
    PackedRows packed = new PackedRows(batch.source());
    gradients();
    StepClock.turn(StepClock.Part.LSTM);
    network.forward(packed, inputs(packed, batch), embedding);
    int tokens = packed.tokenCount();
    int[] targets = targets(packed, batch);
    double divisor = divisor(batch, targets);
    double sum =
        projection()
            .train(
                network.hidden(),
                projectionWeight(),
                projectionBias(),
                targets,
                divisor == 0 ? 0 : 1.0 / divisor,
                network.hiddenGradient(tokens),
                gradients.view(Parameters.PROJECTION_WEIGHT),
                gradients.view(Parameters.PROJECTION_BIAS),
                ones);
    StepClock.turn(StepClock.Part.LSTM);
    network.backward(packed, gradients, ones.of(tokens));
    return new LossSum(sum, divisor);
  }

  @Override
  protected float[] codes(TokenRows sentences, float[] extraVectors) {
    PackedRows packed = new PackedRows(sentences);
    network.encode(packed, embedding, extraVectors);
    return network.codes(packed);
  }

  @Override
  protected DecoderState decode(float[] codes) {
    return new Dl4jDecoder(memory, this, codes);
  }

  @Override
  protected float[] logits(float[] codes) {
    throw new UnsupportedOperationException("not yet");
  }

  /** Both LSTMs, for a decoder to step. */
  EncoderDecoder network() {
    return network;
  }

  /** The vectors of the words. */
  FrozenEmbedding embedding() {
    return embedding;
  }

  /** The map to logits, (V, H). */
  INDArray projectionWeight() {
    return parameters.view(Parameters.PROJECTION_WEIGHT);
  }

  /** The bias of the logits, V. */
  float[] projectionBias() {
    return parameters.values(Parameters.PROJECTION_BIAS);
  }

  private Projection projection() {
    if (projection == null) {
      projection =
          new Projection(
              memory,
              LossKernel.of(loss, memory, way.config().memory().tableBytes()),
              spec.vocabularySize(),
              way.config().memory().chunkRows(spec.vocabularySize()));
    }
    return projection;
  }

  @Override
  protected AdamOptimizer optimizer() {
    return optimizer;
  }

  @Override
  protected NamedTensors readFrozen() {
    NamedTensors frozen = new NamedTensors();
    frozen.put(
        Parameters.EMBEDDING,
        Tensor.matrix(spec.vocabularySize(), spec.dimension(), embedding.values().clone()));
    return frozen;
  }

  @Override
  protected NamedTensors readTrained() {
    return parameters.read();
  }

  @Override
  protected void write(NamedTensors weights) {
    parameters.write(weights);
    embedding = embedding(weights);
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
    ones.close();
    if (gradients != null) {
      gradients.close();
    }
    if (projection != null) {
      projection.close();
    }
  }
}
