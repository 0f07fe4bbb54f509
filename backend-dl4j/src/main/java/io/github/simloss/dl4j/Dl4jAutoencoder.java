package io.github.simloss.dl4j;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Autoencoder;
import io.github.simloss.backend.DecoderState;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.LossSum;
import io.github.simloss.backend.StepResult;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.AutoencoderSpec;
import io.github.simloss.model.NamedTensors;
import io.github.simloss.model.OptimizerState;
import io.github.simloss.model.Parameters;
import io.github.simloss.model.Tensor;
import io.github.simloss.text.Batch;
import io.github.simloss.text.PackedBatch;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The model on ND4J: packed LSTMs, a chunked projection and loss, and Adam over flat vectors. */
final class Dl4jAutoencoder implements Autoencoder {
  private final AutoencoderSpec spec;
  private final Device device;
  private final ReconstructionLoss loss;
  private final Memory memory;
  private final LstmCell cell;
  private final FlatParameters parameters;
  private final AdamOptimizer optimizer;
  private final PackedLstm encoder;
  private final PackedLstm decoder;
  private final Ones ones;
  private final LstmWeights encoderWeights;
  private final LstmWeights decoderWeights;
  private float[] embedding;
  private FlatParameters gradients;
  private Projection projection;
  private boolean closed;

  Dl4jAutoencoder(
      AutoencoderSpec spec,
      NamedTensors weights,
      ReconstructionLoss loss,
      AdamSettings settings,
      Device device,
      Memory memory) {
    this.spec = spec;
    this.device = device;
    this.loss = loss;
    this.memory = memory;
    Map<String, long[]> shapes = Parameters.trainable(spec);
    cell = memory.cell();
    parameters = new FlatParameters(memory, shapes);
    parameters.write(weights);
    embedding = weights.get(Parameters.EMBEDDING).data().clone();
    optimizer = new AdamOptimizer(memory, shapes, settings);
    encoder = new PackedLstm(memory, spec.embeddingDimension(), spec.hiddenSize());
    decoder = new PackedLstm(memory, spec.embeddingDimension(), spec.hiddenSize());
    ones = new Ones(memory);
    encoderWeights = LstmWeights.of(parameters, "encoder");
    decoderWeights = LstmWeights.of(parameters, "decoder");
  }

  @Override
  public AutoencoderSpec spec() {
    enter();
    return spec;
  }

  @Override
  public Device device() {
    enter();
    return device;
  }

  @Override
  public StepResult train(Batch batch, double learningRate) {
    enter();
    if (!(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the learning rate is " + learningRate + "; it must be above 0 and finite");
    }
    LossSum sum = differentiate(batch);
    StepResult result = new StepResult(sum, optimizer.norm(gradients));
    if (result.isFinite()) {
      optimizer.update(parameters, gradients, result.gradientNorm(), learningRate);
    }
    return result;
  }

  @Override
  public LossSum evaluate(Batch batch) {
    enter();
    PackedBatch packed = pack(batch);
    forward(packed);
    int[] targets = projection().targets(packed);
    double sum =
        projection()
            .evaluate(
                decoder.hidden(),
                parameters.view(Parameters.PROJECTION_WEIGHT),
                projectionBias(),
                targets);
    return new LossSum(sum, divisor(batch, targets));
  }

  @Override
  public NamedTensors gradients(Batch batch) {
    enter();
    differentiate(batch);
    return gradients.read();
  }

  private PackedBatch pack(Batch batch) {
    batch.requireIdsBelow(spec.vocabularySize());
    return new PackedBatch(batch, spec.startId());
  }

  private long divisor(Batch batch, int[] targets) {
    long tokens = 0;
    for (int target : targets) {
      tokens += target == LossKernel.PADDED ? 0 : 1;
    }
    return loss.reduction().divisor(tokens, (long) batch.size() * batch.maxLength());
  }

  /** Runs both LSTMs; the hidden states are then in the decoder. */
  private void forward(PackedBatch packed) {
    encode(packed, new float[0]);
    int tokens = packed.tokenCount();
    Matrix initial = decoder.initial(tokens);
    lastRows(packed, (place, row, count) -> initial.copy(place, encoder.hidden(), row, count));
    embed(packed.decoderInputs(), decoder.inputs(tokens));
    decoder.forward(packed, decoderWeights, bias("decoder"));
  }

  private void encode(PackedBatch packed, float[] extraVectors) {
    int tokens = packed.tokenCount();
    embed(packed.targets(), encoder.inputs(tokens), extraVectors);
    encoder.initial(tokens).zero(0, packed.size());
    encoder.forward(packed, encoderWeights, bias("encoder"));
  }

  /** Loss and gradients of a batch; the gradients are then in {@link #gradients}. */
  private LossSum differentiate(Batch batch) {
    PackedBatch packed = pack(batch);
    if (gradients == null) {
      gradients = new FlatParameters(memory, Parameters.trainable(spec));
    }
    forward(packed);
    int tokens = packed.tokenCount();
    int[] targets = projection().targets(packed);
    long divisor = divisor(batch, targets);
    double sum =
        projection()
            .train(
                decoder.hidden(),
                parameters.view(Parameters.PROJECTION_WEIGHT),
                projectionBias(),
                targets,
                divisor == 0 ? 0 : 1.0 / divisor,
                decoder.hiddenGradient(tokens),
                gradients.view(Parameters.PROJECTION_WEIGHT),
                gradients.view(Parameters.PROJECTION_BIAS),
                ones);
    INDArray one = ones.of(tokens);
    decoder.backward(packed, decoderWeights, LstmWeights.of(gradients, "decoder"), one);
    Matrix dHidden = encoder.hiddenGradient(tokens);
    dHidden.zero(0, tokens);
    lastRows(
        packed, (place, row, count) -> dHidden.copy(row, decoder.initialGradient(), place, count));
    encoder.backward(packed, encoderWeights, LstmWeights.of(gradients, "encoder"), one);
    return new LossSum(sum, divisor);
  }

  /** Some sentences of one length: their places in the sorted batch and their last rows. */
  private interface LastRows {
    void accept(int place, int row, int count);
  }

  /** Sentences that end at the same time stand side by side, both sorted and packed. */
  private static void lastRows(PackedBatch packed, LastRows action) {
    for (int t = 0; t < packed.steps(); t++) {
      int staying = t + 1 < packed.steps() ? packed.alive(t + 1) : 0;
      if (packed.alive(t) > staying) {
        action.accept(staying, packed.offset(t) + staying, packed.alive(t) - staying);
      }
    }
  }

  @Override
  public float[] encode(Batch batch, float[] extraVectors) {
    enter();
    int dimension = spec.embeddingDimension();
    if (extraVectors.length % dimension != 0) {
      throw new IllegalArgumentException(
          extraVectors.length + " extra values are no rows of " + dimension);
    }
    batch.requireIdsBelow(spec.vocabularySize() + extraVectors.length / dimension);
    PackedBatch packed = new PackedBatch(batch, spec.startId());
    encode(packed, extraVectors);
    int size = spec.hiddenSize();
    float[] sorted = new float[packed.size() * size];
    lastRows(
        packed, (place, row, count) -> encoder.hidden().read(row, sorted, place * size, count));
    float[] codes = new float[sorted.length];
    for (int r = 0; r < packed.size(); r++) {
      System.arraycopy(sorted, r * size, codes, packed.order()[r] * size, size);
    }
    return codes;
  }

  @Override
  public DecoderState decoder(float[] codes) {
    enter();
    if (codes.length == 0 || codes.length % spec.hiddenSize() != 0) {
      throw new IllegalArgumentException(
          codes.length + " values are no codes of " + spec.hiddenSize());
    }
    return new Dl4jDecoder(memory, this, codes);
  }

  /** One step of a decoder: gates, cell, hidden state and logits without bias. */
  void stepDecoder(Matrix x, Matrix gates, Matrix c, Matrix tanhC, Matrix h, Matrix z, int rows) {
    INDArray sums = gates.rows(0, rows);
    Products.multiply(x.rows(0, rows), false, decoderWeights.input(), true, sums, 0);
    Products.multiply(h.rows(0, rows), false, decoderWeights.hidden(), true, sums, 1);
    cell.forward(gates, bias("decoder"), c, 0, tanhC, h, 0, rows);
    Products.multiply(
        h.rows(0, rows),
        false,
        parameters.view(Parameters.PROJECTION_WEIGHT),
        true,
        z.rows(0, rows),
        0);
  }

  /** Fills the first rows of a matrix with the embeddings of ids in the vocabulary. */
  void embed(int[] ids, Matrix into) {
    embed(ids, into, new float[0]);
  }

  private void embed(int[] ids, Matrix into, float[] extraVectors) {
    int dimension = spec.embeddingDimension();
    float[] rows = new float[Math.multiplyExact(ids.length, dimension)];
    for (int k = 0; k < ids.length; k++) {
      boolean known = ids[k] < spec.vocabularySize();
      System.arraycopy(
          known ? embedding : extraVectors,
          (known ? ids[k] : ids[k] - spec.vocabularySize()) * dimension,
          rows,
          k * dimension,
          dimension);
    }
    into.ensure(ids.length);
    into.write(0, rows, 0, ids.length);
  }

  private float[] bias(String lstm) {
    float[] sum = parameters.values(Parameters.inputBias(lstm));
    float[] second = parameters.values(Parameters.hiddenBias(lstm));
    for (int k = 0; k < sum.length; k++) {
      sum[k] += second[k];
    }
    return sum;
  }

  /** The bias of the logits, V. */
  float[] projectionBias() {
    return parameters.values(Parameters.PROJECTION_BIAS);
  }

  private Projection projection() {
    if (projection == null) {
      projection =
          new Projection(
              memory, LossKernel.of(loss, memory), spec.vocabularySize(), spec.paddingId());
    }
    return projection;
  }

  @Override
  public NamedTensors weights() {
    enter();
    NamedTensors weights = parameters.read();
    return weights.put(
        Parameters.EMBEDDING,
        Tensor.matrix(spec.vocabularySize(), spec.embeddingDimension(), embedding.clone()));
  }

  @Override
  public void setWeights(NamedTensors weights) {
    enter();
    Parameters.check(spec, weights);
    parameters.write(weights);
    embedding = weights.get(Parameters.EMBEDDING).data().clone();
  }

  @Override
  public OptimizerState optimizerState() {
    enter();
    return optimizer.state();
  }

  @Override
  public void setOptimizerState(OptimizerState state) {
    enter();
    optimizer.setState(state);
  }

  /** Every call passes here first: the model must be open, the thread on its device. */
  void enter() {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
    Engine.use(device);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    parameters.close();
    optimizer.close();
    encoder.close();
    decoder.close();
    ones.close();
    if (gradients != null) {
      gradients.close();
    }
    if (projection != null) {
      projection.close();
    }
  }
}
