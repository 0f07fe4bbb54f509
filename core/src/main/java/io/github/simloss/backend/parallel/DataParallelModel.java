package io.github.simloss.backend.parallel;

import io.github.simloss.backend.DecoderState;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Gradients;
import io.github.simloss.backend.LossSum;
import io.github.simloss.backend.StepResult;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.batch.Batch;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.OptimizerState;
import io.github.simloss.tensor.NamedTensors;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A model that several workers train at once, each with a copy of it. Every worker is handed the
 * same batch and computes its own rows; a step is what one machine would make of the whole batch:
 *
 * <pre>
 * gradient = sum_r divisor_r gradient_r / sum_r divisor_r        loss likewise
 * </pre>
 *
 * <p>where divisor_r is what the loss of worker r's rows is divided by, whatever the reduction.
 * Then each worker clips and updates its copy by the same numbers. A worker without rows has
 * divisor 0 and still takes part. {@link #train}, {@link #evaluate} and {@link #differentiate} wait
 * for all workers; everything else is the worker's own copy.
 *
 * <p>Not safe for use by several threads.
 *
 * @since 0.2.0
 */
public final class DataParallelModel implements TrainableModel {
  private final TrainableModel own;
  private final Collective workers;
  private final BooleanSupplier stop;
  private final FlatGradients flat;
  private boolean stopping;

  /**
   * A worker's copy of a model.
   *
   * @param own the copy; closed with this
   * @param workers all of them
   * @param stop asked in each step; see {@link #stopping}
   */
  public DataParallelModel(TrainableModel own, Collective workers, BooleanSupplier stop) {
    this.own = own;
    this.workers = workers;
    this.stop = stop;
    this.flat = new FlatGradients(own.spec());
  }

  /**
   * Whether the worker of rank 0 was asked to stop before the last step: the same answer at each
   * worker, without another exchange.
   */
  public boolean stopping() {
    return stopping;
  }

  @Override
  public StepResult train(Batch batch, double learningRate) {
    if (workers.size() == 1) {
      stopping = stop.getAsBoolean();
      return own.train(batch, learningRate);
    }
    Gradients all = gradients(batch, workers.rank() == 0 && stop.getAsBoolean());
    if (!Double.isFinite(all.loss().sum())) {
      return new StepResult(all.loss(), Double.NaN);
    }
    return new StepResult(all.loss(), own.update(all.tensors(), learningRate));
  }

  @Override
  public LossSum evaluate(Batch batch) {
    LossSum mine = share(batch).map(own::evaluate).orElse(LossSum.ZERO);
    double[] numbers = {mine.sum(), mine.divisor()};
    workers.sum(new float[0], numbers);
    return new LossSum(numbers[0], numbers[1]);
  }

  @Override
  public Gradients differentiate(Batch batch) {
    return gradients(batch, false);
  }

  private Gradients gradients(Batch batch, boolean stopNow) {
    LossSum mine = LossSum.ZERO;
    Optional<Batch> rows = share(batch);
    if (rows.isPresent()) {
      Gradients part = own.differentiate(rows.get());
      mine = part.loss();
      flat.set(part.tensors(), mine.divisor());
    } else {
      flat.clear();
    }
    double[] numbers = {mine.sum(), mine.divisor(), stopNow ? 1 : 0};
    workers.sum(flat.values(), numbers);
    stopping = numbers[2] != 0;
    return new Gradients(new LossSum(numbers[0], numbers[1]), flat.get(numbers[1]));
  }

  /** The rows of this worker, as even as can be; none if there are fewer rows than workers. */
  private Optional<Batch> share(Batch batch) {
    int from = bound(batch.size(), workers.rank());
    int to = bound(batch.size(), workers.rank() + 1);
    return from == to ? Optional.empty() : Optional.of(batch.rows(from, to));
  }

  private int bound(int rows, int rank) {
    return (int) ((long) rows * rank / workers.size());
  }

  @Override
  public double update(NamedTensors gradients, double learningRate) {
    return own.update(gradients, learningRate);
  }

  @Override
  public void setWeights(NamedTensors weights) {
    own.setWeights(weights);
  }

  @Override
  public OptimizerState optimizerState() {
    return own.optimizerState();
  }

  @Override
  public void setOptimizerState(OptimizerState state) {
    own.setOptimizerState(state);
  }

  @Override
  public ModelSpec spec() {
    return own.spec();
  }

  @Override
  public Device device() {
    return own.device();
  }

  @Override
  public float[] encode(TokenRows sentences, float[] extraVectors) {
    return own.encode(sentences, extraVectors);
  }

  @Override
  public DecoderState decoder(float[] codes) {
    return own.decoder(codes);
  }

  @Override
  public float[] wordLogits(float[] codes) {
    return own.wordLogits(codes);
  }

  @Override
  public NamedTensors weights() {
    return own.weights();
  }

  @Override
  public void close() {
    own.close();
  }
}
