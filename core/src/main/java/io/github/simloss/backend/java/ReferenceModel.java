package io.github.simloss.backend.java;

import io.github.simloss.backend.LossSum;
import io.github.simloss.batch.Batch;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.model.LstmSpec;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.OutputLayer;
import io.github.simloss.model.Parameters;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The model in double precision, one sentence a thread: obvious before fast, and what engines are
 * compared with. Results do not depend on the number of threads. Its own gradients are checked by
 * finite differences.
 *
 * <p>Holds the weights it is made with, not copies. Safe for use by several threads as long as
 * nobody writes to the weights.
 *
 * @since 0.2.0
 */
public final class ReferenceModel {
  static final double[] NONE = {};

  /** So many sentences are held at once with all that their backward passes need. */
  private static final int GROUP = 16;

  /** At most so many sentences go through an encoder step by step together. */
  private static final int TOGETHER = 8;

  private final ModelSpec spec;
  private final Map<String, double[]> weights;

  /** The unit word vectors under a tied output layer; the embedding is frozen. */
  private final double @Nullable [] units;

  /**
   * What a batch costs.
   *
   * @param sum the loss, not yet divided
   * @param divisor what its reduction divides by
   * @param gradients of the reduced loss, by name
   */
  public record Result(double sum, double divisor, Map<String, double[]> gradients) {
    /** The reduced loss; 0 if there is nothing to divide by. */
    public double mean() {
      return divisor == 0 ? 0 : sum / divisor;
    }
  }

  /**
   * @param spec the shape
   * @param weights every tensor of {@link ModelSpec#tensors}, row-major; used, not copied: writing
   *     to them changes the model
   */
  public ReferenceModel(ModelSpec spec, Map<String, double[]> weights) {
    this.spec = spec;
    this.weights = weights;
    units =
        spec.decoder().outputLayer() == OutputLayer.TIED
            ? TiedLogits.units(
                Objects.requireNonNull(weights.get(Parameters.EMBEDDING)), spec.dimension())
            : null;
  }

  /** The model of some tensors, which are copied. */
  public static ReferenceModel of(ModelSpec spec, NamedTensors tensors) {
    return new ReferenceModel(spec, doubles(tensors));
  }

  /** The shape. */
  ModelSpec spec() {
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
  public static NamedTensors tensors(ModelSpec spec, Map<String, double[]> arrays) {
    Map<String, long[]> shapes = spec.tensors();
    NamedTensors tensors = new NamedTensors();
    arrays.forEach(
        (name, values) ->
            tensors.put(
                name,
                new Tensor(Objects.requireNonNull(shapes.get(name)), Doubles.floats(values))));
    return tensors;
  }

  /** Zeros for every trainable tensor. */
  public Map<String, double[]> zeros() {
    Map<String, double[]> zeros = new LinkedHashMap<>();
    for (String name : spec.trainable().keySet()) {
      zeros.put(name, new double[Objects.requireNonNull(weights.get(name)).length]);
    }
    return zeros;
  }

  /** One of the LSTMs. */
  public ReferenceLstm lstm(LstmSpec lstm) {
    return new ReferenceLstm(lstm, weights);
  }

  /** How a decoder's vector becomes logits, with the weights of now. */
  LogitMap logitMap() {
    return units == null
        ? new LogitMap.FreeLogits(weights)
        : new TiedLogits(weights, units, spec.dimension());
  }

  /** The vector of a token; ids from V on are rows of {@code extra}. */
  public double[] vector(int id, double[] extra) {
    int d = spec.dimension();
    boolean known = id < spec.vocabularySize();
    double[] vector = new double[d];
    System.arraycopy(
        known ? Objects.requireNonNull(weights.get(Parameters.EMBEDDING)) : extra,
        (known ? id : id - spec.vocabularySize()) * d,
        vector,
        0,
        d);
    return vector;
  }

  /** The vectors of tokens. */
  List<double[]> vectors(int[] ids, double[] extra) {
    return Arrays.stream(ids).mapToObj(id -> vector(id, extra)).toList();
  }

  /** What a word weighs; one outside the vocabulary 1. */
  double wordWeight(int id) {
    return id < spec.vocabularySize()
        ? Objects.requireNonNull(weights.get(Parameters.WORD_WEIGHTS))[id]
        : 1;
  }

  /** What a target of a bag weighs; padding nothing. */
  double targetWeight(int id) {
    if (id == spec.embedding().paddingId()) {
      return 0;
    }
    return spec.decoder().weightedTargets() ? wordWeight(id) : 1;
  }

  /** The first h of an LSTM decoder, K values. */
  double[] start(double[] code) {
    return spec.hasBridge() ? new LinearLayer(Parameters.BRIDGE, weights).tanh(code) : code;
  }

  /** The vector under a bag's softmax, K values. */
  double[] bag(double[] code) {
    return new LinearLayer(Parameters.BAG, weights).tanh(code);
  }

  /** An LSTM decoder over some inputs. */
  LstmRun decoderRun(int[] inputs, double[] start) {
    return LstmRun.forward(lstm(spec.decoderLstm()), vectors(inputs, NONE), start);
  }

  /**
   * The codes of sentences.
   *
   * @param sentences ids in [0, V + k)
   * @param extra row-major k x d: the vectors of ids from V on
   * @return row-major B x C
   */
  public double[] encode(TokenRows sentences, double[] extra) {
    int size = spec.codeSize();
    double[] codes = new double[sentences.size() * size];
    // Sentences of like length stay together to the end.
    int[] order =
        IntStream.range(0, sentences.size())
            .boxed()
            .sorted(Comparator.comparingInt(b -> sentences.row(b).length))
            .mapToInt(Integer::intValue)
            .toArray();
    int together = Math.min(TOGETHER, 1 + (order.length - 1) / Workers.threads());
    Workers.run(
        (order.length + together - 1) / together,
        group -> {
          int from = group * together;
          int[] rows = Arrays.copyOfRange(order, from, Math.min(from + together, order.length));
          List<EncoderPass> passes =
              EncoderPass.forward(
                  this, Arrays.stream(rows).mapToObj(sentences::row).toList(), extra);
          for (int k = 0; k < rows.length; k++) {
            System.arraycopy(passes.get(k).code(), 0, codes, rows[k] * size, size);
          }
        });
    return codes;
  }

  /** The V logits of one decoder output of K values. */
  public double[] project(double[] k) {
    return logitMap().apply(k);
  }

  /** The V logits after each of some inputs of an LSTM decoder, from one code of C values. */
  public List<double[]> decode(double[] code, int[] inputs) {
    return decoderRun(inputs, start(code)).outputs().stream().map(this::project).toList();
  }

  /** The V logits of a bag, from one code of C values. */
  public double[] wordLogits(double[] code) {
    return project(bag(code));
  }

  /** The loss of a batch, not yet divided. */
  public LossSum loss(Batch batch, ReferenceLoss loss) {
    double[] losses = new double[batch.size()];
    Workers.run(batch.size(), b -> losses[b] = SentencePass.forward(this, batch, b, loss).loss());
    return new LossSum(sum(losses), divisor(batch, loss));
  }

  /** Loss and gradient of a batch. */
  public Result gradients(Batch batch, ReferenceLoss loss) {
    Map<String, double[]> gradients = zeros();
    double[] losses = new double[batch.size()];
    for (int from = 0; from < batch.size(); from += GROUP) {
      int first = from;
      SentencePass[] passes = new SentencePass[Math.min(GROUP, batch.size() - from)];
      Workers.run(
          passes.length,
          k -> {
            passes[k] = SentencePass.forward(this, batch, first + k, loss).backward();
            losses[first + k] = passes[k].loss();
          });
      SentencePass.addGradients(this, List.of(passes), gradients);
    }
    double divisor = divisor(batch, loss);
    for (double[] gradient : gradients.values()) {
      for (int k = 0; divisor != 0 && k < gradient.length; k++) {
        gradient[k] /= divisor;
      }
    }
    return new Result(sum(losses), divisor, gradients);
  }

  private double divisor(Batch batch, ReferenceLoss loss) {
    double tokens = 0;
    for (int b = 0; b < batch.size(); b++) {
      for (int id : batch.target().row(b)) {
        tokens += targetWeight(id);
      }
    }
    return loss.reduction().divisor(tokens, (long) batch.size() * batch.target().maxLength());
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
