package io.github.simloss.selftest;

import io.github.simloss.backend.DecoderState;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.backend.java.ReferenceModel;
import io.github.simloss.batch.Batch;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.tensor.NamedTensors;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Compares a model on an engine with plain Java in double precision, at given sizes: codes and
 * decoding, and, apart from them, a dev loss and gradients. Each of both takes some tens of
 * milliseconds at the usual sizes in a process that has just started, and holds the weights of one
 * LSTM in double precision.
 *
 * <p>The engine makes a model of {@link #spec} and {@link #weights} with {@link #loss}, and hands
 * it in. Not safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class ModelCheck {
  /**
   * How far a single-precision value may be off on a CPU: several times what is lost at the usual
   * sizes.
   */
  private static final double TOLERANCE = 1e-5;

  /** The same for gradients, whose entries are sums of terms that cancel. */
  private static final double GRADIENT_TOLERANCE = 1e-4;

  /** On a GPU products may run in a format of 10 bits (TF32): only gross faults show. */
  private static final double GPU_TOLERANCE = 1e-2;

  /** Sums of more numbers than this lose more. */
  private static final double FEW_NUMBERS = 2048;

  /** Large, and with many divisors: libraries cut such batches into blocks. */
  private static final int MANY_ROWS = 144;

  private final ProbeModel probe;
  private final Device device;
  private final double scale;

  /**
   * @param inputs d, at least 1
   * @param hidden H, at least 1
   * @param device where the engine computes; on a GPU more is tolerated
   */
  public ModelCheck(int inputs, int hidden, Device device) {
    this.probe = ProbeModel.of(inputs, hidden);
    this.device = device;
    this.scale = Math.max(1, Math.sqrt((inputs + hidden) / FEW_NUMBERS));
  }

  /** The shape of the model to make. */
  public ModelSpec spec() {
    return probe.spec();
  }

  /** Its weights. */
  public NamedTensors weights() {
    return probe.tensors();
  }

  /** Its loss, cross entropy. */
  public ReconstructionLoss loss() {
    return ReconstructionLoss.crossEntropy(spec().vocabularySize());
  }

  private double tolerance(double onCpu) {
    return device.kind() == Device.Kind.CPU ? onCpu * scale : GPU_TOLERANCE;
  }

  /**
   * Codes of a word, a sentence, a few sentences and many, and the logits of two decoding steps
   * from them.
   *
   * @param model of this check's spec and weights
   * @return the worse of both: codes absolute, logits relative to the largest of their row
   */
  public Finding inference(TrainableModel model) {
    int hidden = spec().codeSize();
    double[] codes =
        probe.reference().encode(probe.batch(probe.sentences()).source(), new double[0]);
    double ofCodes = 0;
    // Of two words and of one; the third adds no other shape.
    for (int s = 0; s < 2; s++) {
      double[] code = Arrays.copyOfRange(codes, s * hidden, (s + 1) * hidden);
      ofCodes = Math.max(ofCodes, Differences.worst(code, model.encode(probe.sentence(s)), hidden));
    }
    for (int rows : new int[] {probe.sentences(), MANY_ROWS}) {
      float[] got = model.encode(probe.batch(rows));
      ofCodes = Math.max(ofCodes, Differences.worst(codes, got, rows * hidden));
    }
    double ofLogits = logits(model, codes);
    return new Finding("codes", ofCodes, tolerance(TOLERANCE))
        .or(new Finding("logits", ofLogits, tolerance(TOLERANCE)));
  }

  private double logits(TrainableModel model, double[] codes) {
    int hidden = spec().codeSize();
    int[] inputs = {spec().embedding().startId(), 3};
    double[][][] expected = new double[probe.sentences()][][];
    float[] rounded = new float[codes.length];
    for (int k = 0; k < codes.length; k++) {
      rounded[k] = (float) codes[k];
    }
    for (int s = 0; s < expected.length; s++) {
      double[] code = new double[hidden];
      int from = s * hidden;
      Arrays.setAll(code, k -> rounded[from + k]);
      expected[s] = probe.reference().decode(code, inputs).toArray(double[][]::new);
    }
    double worst = 0;
    for (int rows : new int[] {1, MANY_ROWS}) {
      float[] start = new float[rows * hidden];
      for (int k = 0; k < start.length; k++) {
        start[k] = rounded[k % rounded.length];
      }
      try (DecoderState decoder = model.decoder(start)) {
        for (int t = 0; t < inputs.length; t++) {
          int[] tokens = new int[rows];
          Arrays.fill(tokens, inputs[t]);
          float[] got = decoder.step(tokens);
          for (int row = 0; row < rows; row++) {
            double[] want = expected[row % expected.length][t];
            float[] there = Arrays.copyOfRange(got, row * want.length, (row + 1) * want.length);
            worst = Math.max(worst, Differences.relative(want, there));
          }
        }
      }
    }
    return worst;
  }

  /**
   * The dev loss of a few sentences, and the gradients of a few and of many.
   *
   * @param model of this check's spec, weights and loss
   * @return the worse of both: the loss relative, gradients relative to the largest of their tensor
   */
  public Finding training(TrainableModel model) {
    Batch few = probe.batch(probe.sentences());
    // Many rows hold each sentence as often: their mean has the same loss and gradients.
    ReferenceModel.Result expected = probe.reference().gradients(few, ReferenceLoss.of(loss()));
    double ofLoss = Math.abs(model.evaluate(few).mean() - expected.mean()) / expected.mean();
    double ofGradients = 0;
    for (Batch batch : List.of(few, probe.batch(MANY_ROWS))) {
      NamedTensors got = model.differentiate(batch).tensors();
      for (Map.Entry<String, double[]> entry : expected.gradients().entrySet()) {
        double error = Differences.relative(entry.getValue(), got.get(entry.getKey()).data());
        ofGradients = Math.max(ofGradients, error);
      }
    }
    return new Finding("dev losses", ofLoss, tolerance(TOLERANCE))
        .or(new Finding("gradients", ofGradients, tolerance(GRADIENT_TOLERANCE)));
  }
}
