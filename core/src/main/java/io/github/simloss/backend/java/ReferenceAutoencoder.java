package io.github.simloss.backend.java;

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
 * The model in double precision, one sentence after the other: slow, obvious, and what engines are
 * compared with. Its own gradients are checked by finite differences.
 *
 * <p>Holds the weights it is made with, not copies. Safe for use by several threads as long as
 * nobody writes to the weights.
 */
public final class ReferenceAutoencoder {
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

  /** The model's own arrays. */
  public Map<String, double[]> weights() {
    return weights;
  }

  /** Copies tensors to double. */
  public static Map<String, double[]> doubles(NamedTensors tensors) {
    Map<String, double[]> copies = new LinkedHashMap<>();
    tensors.asMap().forEach((name, tensor) -> copies.put(name, doubles(tensor.data())));
    return copies;
  }

  /** Rounds arrays to tensors of the model's shapes. */
  public static NamedTensors tensors(AutoencoderSpec spec, Map<String, double[]> arrays) {
    Map<String, long[]> shapes = Parameters.trainable(spec);
    shapes.put(Parameters.EMBEDDING, new long[] {spec.vocabularySize(), spec.embeddingDimension()});
    NamedTensors tensors = new NamedTensors();
    arrays.forEach(
        (name, values) -> tensors.put(name, new Tensor(shapes.get(name), floats(values))));
    return tensors;
  }

  private static double[] doubles(float[] values) {
    double[] widened = new double[values.length];
    for (int k = 0; k < values.length; k++) {
      widened[k] = values[k];
    }
    return widened;
  }

  private static float[] floats(double[] values) {
    float[] rounded = new float[values.length];
    for (int k = 0; k < values.length; k++) {
      rounded[k] = (float) values[k];
    }
    return rounded;
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

  private List<ReferenceLstm.Step> run(String name, int[] tokens, double[] h, double[] extra) {
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
    for (int b = 0; b < batch.size(); b++) {
      int[] tokens = tokens(batch, b);
      List<ReferenceLstm.Step> steps = run("encoder", tokens, new double[hidden], extra);
      System.arraycopy(steps.get(tokens.length - 1).h(), 0, codes, b * hidden, hidden);
    }
    return codes;
  }

  /** The V logits of one decoder output of H values. */
  public double[] project(double[] h) {
    double[] weight = weights.get(Parameters.PROJECTION_WEIGHT);
    double[] logits = weights.get(Parameters.PROJECTION_BIAS).clone();
    for (int i = 0; i < logits.length; i++) {
      for (int k = 0; k < h.length; k++) {
        logits[i] += weight[i * h.length + k] * h[k];
      }
    }
    return logits;
  }

  /** The V logits after each of some decoder inputs, from one code of H values. */
  public List<double[]> decode(double[] code, int[] inputs) {
    return run("decoder", inputs, code, new double[0]).stream()
        .map(step -> project(step.h()))
        .toList();
  }

  /** Loss and gradient of a batch, teacher-forced. */
  public Result gradients(Batch batch, ReferenceLoss loss) {
    Map<String, double[]> gradients = zeros();
    double sum = 0;
    for (int b = 0; b < batch.size(); b++) {
      sum += sentence(tokens(batch, b), loss, gradients);
    }
    long divisor =
        loss.reduction().divisor(batch.tokenCount(), (long) batch.size() * batch.maxLength());
    for (double[] gradient : gradients.values()) {
      for (int k = 0; k < gradient.length; k++) {
        gradient[k] /= divisor;
      }
    }
    return new Result(sum, divisor, gradients);
  }

  private double sentence(int[] targets, ReferenceLoss loss, Map<String, double[]> gradients) {
    int hidden = spec.hiddenSize();
    List<ReferenceLstm.Step> encoder = run("encoder", targets, new double[hidden], new double[0]);
    double[] code = encoder.get(targets.length - 1).h();
    int[] inputs = new int[targets.length];
    inputs[0] = spec.startId();
    System.arraycopy(targets, 0, inputs, 1, targets.length - 1);
    List<ReferenceLstm.Step> decoder = run("decoder", inputs, code, new double[0]);

    double sum = 0;
    double[][] dOutputs = new double[targets.length][];
    for (int t = 0; t < targets.length; t++) {
      double[] h = decoder.get(t).h();
      double[] dLogits = new double[spec.vocabularySize()];
      sum += loss.position(project(h), targets[t], dLogits);
      dOutputs[t] = projectBackward(h, dLogits, gradients);
    }
    double[] dCode = backward("decoder", decoder, dOutputs, gradients);
    double[][] dCodes = new double[targets.length][hidden];
    dCodes[targets.length - 1] = dCode;
    backward("encoder", encoder, dCodes, gradients);
    return sum;
  }

  private double[] projectBackward(double[] h, double[] dLogits, Map<String, double[]> gradients) {
    double[] weight = weights.get(Parameters.PROJECTION_WEIGHT);
    double[] dWeight = gradients.get(Parameters.PROJECTION_WEIGHT);
    double[] dBias = gradients.get(Parameters.PROJECTION_BIAS);
    double[] dh = new double[h.length];
    for (int i = 0; i < dLogits.length; i++) {
      dBias[i] += dLogits[i];
      for (int k = 0; k < h.length; k++) {
        dWeight[i * h.length + k] += dLogits[i] * h[k];
        dh[k] += dLogits[i] * weight[i * h.length + k];
      }
    }
    return dh;
  }

  /** Returns the gradient of the initial h. */
  private double[] backward(
      String name,
      List<ReferenceLstm.Step> steps,
      double[][] dOutputs,
      Map<String, double[]> gradients) {
    ReferenceLstm lstm = lstm(name);
    double[] dh = new double[spec.hiddenSize()];
    double[] dc = new double[spec.hiddenSize()];
    for (int t = steps.size() - 1; t >= 0; t--) {
      for (int k = 0; k < dh.length; k++) {
        dh[k] += dOutputs[t][k];
      }
      ReferenceLstm.Before before = lstm.backward(steps.get(t), dh, dc, gradients);
      dh = before.h();
      dc = before.c();
    }
    return dh;
  }

  private static int[] tokens(Batch batch, int row) {
    int[] tokens = new int[batch.lengths()[row]];
    System.arraycopy(batch.tokens(), row * batch.maxLength(), tokens, 0, tokens.length);
    return tokens;
  }
}
