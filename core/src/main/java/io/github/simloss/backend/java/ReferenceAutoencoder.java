package io.github.simloss.backend.java;

import io.github.simloss.backend.LossSum;
import io.github.simloss.batch.Batch;
import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.model.AutoencoderSpec;
import io.github.simloss.model.Parameters;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The model in double precision, one sentence a thread: obvious before fast, and what engines are
 * compared with. Results do not depend on the number of threads. Its own gradients are checked by
 * finite differences.
 *
 * <p>Holds the weights it is made with, not copies. Safe for use by several threads as long as
 * nobody writes to the weights.
 */
public final class ReferenceAutoencoder {
  static final String ENCODER = Parameters.LSTMS.get(0);
  static final String DECODER = Parameters.LSTMS.get(1);
  static final double[] NONE = {};

  /** So many sentences are held at once with all that their backward passes need. */
  private static final int GROUP = 16;

  private final AutoencoderSpec spec;
  private final Map<String, double[]> weights;

  /**
   * What a batch costs.
   *
   * @param sum the loss, not yet divided
   * @param divisor what its reduction divides by
   * @param gradients of the reduced loss, by name
   */
  public record Result(double sum, long divisor, Map<String, double[]> gradients) {
    /** The reduced loss. */
    public double mean() {
      return sum / divisor;
    }
  }

  /**
   * @param spec the shape
   * @param weights every trainable tensor and the embedding, row-major, as {@link Parameters} names
   *     them; used, not copied: writing to them changes the model
   */
  public ReferenceAutoencoder(AutoencoderSpec spec, Map<String, double[]> weights) {
    this.spec = spec;
    this.weights = weights;
  }

  /** The model of some tensors, which are copied. */
  public static ReferenceAutoencoder of(AutoencoderSpec spec, NamedTensors tensors) {
    return new ReferenceAutoencoder(spec, doubles(tensors));
  }

  /** The shape. */
  AutoencoderSpec spec() {
    return spec;
  }

  /** The model's own arrays. */
  public Map<String, double[]> weights() {
    return weights;
  }

  /** Copies tensors to double. */
  public static Map<String, double[]> doubles(NamedTensors tensors) {
    Map<String, double[]> copies = new LinkedHashMap<>();
    tensors.asMap().forEach((name, tensor) -> copies.put(name, Doubles.of(tensor.data())));
    return copies;
  }

  /** Rounds arrays to tensors of the model's shapes. */
  public static NamedTensors tensors(AutoencoderSpec spec, Map<String, double[]> arrays) {
    Map<String, long[]> shapes = Parameters.trainable(spec);
    shapes.put(Parameters.EMBEDDING, new long[] {spec.vocabularySize(), spec.embeddingDimension()});
    NamedTensors tensors = new NamedTensors();
    arrays.forEach(
        (name, values) -> tensors.put(name, new Tensor(shapes.get(name), Doubles.floats(values))));
    return tensors;
  }

  /** Zeros for every trainable tensor. */
  public Map<String, double[]> zeros() {
    Map<String, double[]> zeros = new LinkedHashMap<>();
    for (String name : Parameters.trainable(spec).keySet()) {
      zeros.put(name, new double[weights.get(name).length]);
    }
    return zeros;
  }

  /** One of the LSTMs, by a name of {@link Parameters#LSTMS}. */
  public ReferenceLstm lstm(String name) {
    return new ReferenceLstm(name, weights, spec.embeddingDimension(), spec.hiddenSize());
  }

  /** The vector of a token; ids from V on are rows of {@code extra}. */
  public double[] vector(int id, double[] extra) {
    int d = spec.embeddingDimension();
    boolean known = id < spec.vocabularySize();
    double[] vector = new double[d];
    System.arraycopy(
        known ? weights.get(Parameters.EMBEDDING) : extra,
        (known ? id : id - spec.vocabularySize()) * d,
        vector,
        0,
        d);
    return vector;
  }

  List<ReferenceLstm.Step> run(String name, int[] tokens, double[] h, double[] extra) {
    ReferenceLstm lstm = lstm(name);
    List<ReferenceLstm.Step> steps = new ArrayList<>();
    double[] c = new double[spec.hiddenSize()];
    for (int token : tokens) {
      ReferenceLstm.Step step = lstm.forward(vector(token, extra), h, c);
      steps.add(step);
      h = step.h();
      c = step.c();
    }
    return steps;
  }

  /**
   * The codes of a batch.
   *
   * @param batch ids in [0, V + k)
   * @param extra row-major k x d: the vectors of ids from V on
   * @return row-major B x H
   */
  public double[] encode(Batch batch, double[] extra) {
    int hidden = spec.hiddenSize();
    double[] codes = new double[batch.size() * hidden];
    Workers.run(
        batch.size(),
        b -> {
          int[] tokens = tokens(batch, b);
          List<ReferenceLstm.Step> steps = run(ENCODER, tokens, new double[hidden], extra);
          System.arraycopy(steps.get(tokens.length - 1).h(), 0, codes, b * hidden, hidden);
        });
    return codes;
  }

  /** The V logits of one decoder output of H values. */
  public double[] project(double[] h) {
    double[] weight = weights.get(Parameters.PROJECTION_WEIGHT);
    double[] logits = weights.get(Parameters.PROJECTION_BIAS).clone();
    for (int i = 0; i < logits.length; i++) {
      logits[i] += Doubles.dot(weight, i * h.length, h);
    }
    return logits;
  }

  /** The V logits after each of some decoder inputs, from one code of H values. */
  public List<double[]> decode(double[] code, int[] inputs) {
    return run(DECODER, inputs, code, NONE).stream().map(step -> project(step.h())).toList();
  }

  /** The loss of a batch, teacher-forced, not yet divided. */
  public LossSum loss(Batch batch, ReferenceLoss loss) {
    double[] losses = new double[batch.size()];
    Workers.run(
        batch.size(), b -> losses[b] = SentencePass.forward(this, tokens(batch, b), loss).loss());
    return new LossSum(sum(losses), divisor(batch, loss));
  }

  /** Loss and gradient of a batch, teacher-forced. */
  public Result gradients(Batch batch, ReferenceLoss loss) {
    Map<String, double[]> gradients = zeros();
    double[] losses = new double[batch.size()];
    for (int from = 0; from < batch.size(); from += GROUP) {
      int first = from;
      SentencePass[] passes = new SentencePass[Math.min(GROUP, batch.size() - from)];
      Workers.run(
          passes.length,
          k -> {
            passes[k] = SentencePass.forward(this, tokens(batch, first + k), loss).backward();
            losses[first + k] = passes[k].loss();
          });
      SentencePass.addGradients(this, List.of(passes), gradients);
    }
    long divisor = divisor(batch, loss);
    for (double[] gradient : gradients.values()) {
      for (int k = 0; k < gradient.length; k++) {
        gradient[k] /= divisor;
      }
    }
    return new Result(sum(losses), divisor, gradients);
  }

  private static long divisor(Batch batch, ReferenceLoss loss) {
    return loss.reduction().divisor(batch.tokenCount(), (long) batch.size() * batch.maxLength());
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  private static int[] tokens(Batch batch, int row) {
    int[] tokens = new int[batch.lengths()[row]];
    System.arraycopy(batch.tokens(), row * batch.maxLength(), tokens, 0, tokens.length);
    return tokens;
  }
}
