package io.github.simloss.contract;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.DecoderState;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.StepResult;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.backend.java.JavaAdam;
import io.github.simloss.backend.java.ReferenceModel;
import io.github.simloss.batch.Batch;
import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.tensor.NamedTensors;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How far an engine is from the model in double precision at a hidden size, over a sentence alone
 * and two batches: of 1..65 sentences with lengths of 1..30. Over all sizes every number of
 * sentences and every longest length comes up. A NaN anywhere makes the error NaN.
 *
 * @param codes the largest difference of a code, whose values lie in -1..1
 * @param logits the largest difference of a decoder's logit, relative to the largest of its row
 * @param loss the relative difference of a dev loss
 * @param training the largest difference of a gradient, relative to the largest of its tensor; or
 *     of a step's loss or gradient norm, relative
 */
record SizeErrors(double codes, double logits, double loss, double training) {
  /** What an engine of single precision may be off by. */
  static final double TOLERANCE = 1e-5;

  static final List<Integer> HIDDEN_SIZES =
      IntStream.concat(IntStream.rangeClosed(1, 70), IntStream.of(100, 128, 200, 256, 300, 512))
          .boxed()
          .toList();

  private static final int VOCABULARY = 13;
  private static final int DIMENSION = 5;
  private static final int ROWS = 65;
  private static final int LENGTHS = 30;

  /**
   * So many sentences of a batch are different ones, which keeps the reference affordable; odd, so
   * that blocks of any even number of rows hold different ones.
   */
  private static final int DISTINCT = 5;

  private static final int DECODED = 3;

  /** The errors at a hidden size. */
  static SizeErrors of(Engine engine, int hidden) {
    // Both numbers are prime to what they are reduced by: no value is left out.
    int rows = 1 + 37 * hidden % ROWS;
    int longest = 1 + 7 * hidden % LENGTHS;
    // One of the two batches is large and one is long; inputs as wide as the states are fused.
    return of(engine, toy(hidden, DIMENSION), 1, longest)
        .with(of(engine, toy(hidden, DIMENSION), rows, 1 + (longest + 14) % LENGTHS))
        .with(of(engine, toy(hidden, hidden), ROWS + 1 - rows, longest));
  }

  private static Toy toy(int hidden, int dimension) {
    return Toy.scaled(VOCABULARY, dimension, hidden, LENGTHS, hidden);
  }

  private static SizeErrors of(Engine engine, Toy toy, int rows, int longest) {
    int[][] distinct = sentences(toy, Math.min(rows, DISTINCT), longest);
    int[][] sentences = new int[rows][];
    Arrays.setAll(sentences, row -> distinct[row % distinct.length]);
    Batch batch = batch(toy, sentences);
    try (TrainableModel model =
        engine.trainable(toy.spec(), toy.weights(), toy.crossEntropy(), AdamSettings.DEFAULT)) {
      double[] codes = toy.reference().encode(batch(toy, distinct).source(), new double[0]);
      double ofCodes = difference(codes, model.encode(batch), rows * toy.spec().codeSize(), 1);
      double ofLogits = logits(toy, model, codes, rows);
      Expected expected = Expected.of(toy, distinct, rows);
      double ofLoss = relative(expected.loss(), model.evaluate(batch).mean());
      double ofTraining = 0;
      NamedTensors gradients = model.differentiate(batch).tensors();
      for (Map.Entry<String, double[]> entry : expected.gradients().entrySet()) {
        double[] want = entry.getValue();
        float[] got = gradients.get(entry.getKey()).data();
        ofTraining =
            Math.max(ofTraining, difference(want, got, want.length, Numbers.largest(want)));
      }
      StepResult step = model.train(batch, 1e-3);
      ofTraining = Math.max(ofTraining, relative(expected.loss(), step.loss().mean()));
      double norm = JavaAdam.norm(expected.gradients());
      ofTraining = Math.max(ofTraining, relative(norm, step.gradientNorm()));
      return new SizeErrors(ofCodes, ofLogits, ofLoss, ofTraining);
    }
  }

  /** The first as long as asked for, the second of one word, the others of any length. */
  private static int[][] sentences(Toy toy, int count, int longest) {
    SeededRandom random = SeededRandom.derive(toy.seed(), "sizes", 100L * count + longest);
    int[][] sentences = new int[count][];
    for (int s = 0; s < count; s++) {
      int length = s == 0 ? longest : s == 1 ? 1 : 1 + random.nextInt(longest);
      sentences[s] = new int[length];
      Arrays.setAll(sentences[s], t -> random.nextInt(VOCABULARY - 1));
    }
    return sentences;
  }

  private static Batch batch(Toy toy, int[][] sentences) {
    return Batch.of(
        sentences, toy.spec().embedding().maxLength(), toy.spec().embedding().paddingId());
  }

  private static double logits(Toy toy, TrainableModel model, double[] codes, int rows) {
    int hidden = toy.spec().codeSize();
    int count = codes.length / hidden;
    float[] start = new float[rows * hidden];
    for (int k = 0; k < start.length; k++) {
      start[k] = (float) codes[k % codes.length];
    }
    int[] inputs = {toy.spec().embedding().startId(), 3, 7};
    ReferenceModel reference = toy.reference();
    double worst = 0;
    try (DecoderState decoder = model.decoder(start)) {
      float[][] got = new float[DECODED][];
      for (int t = 0; t < DECODED; t++) {
        int[] tokens = new int[rows];
        Arrays.fill(tokens, inputs[t]);
        got[t] = decoder.step(tokens).clone();
      }
      for (int s = 0; s < count; s++) {
        List<double[]> want =
            reference.decode(
                Numbers.doubles(Arrays.copyOfRange(start, s * hidden, (s + 1) * hidden)), inputs);
        for (int t = 0; t < DECODED; t++) {
          for (int row = s; row < rows; row += count) {
            float[] actual = Arrays.copyOfRange(got[t], row * VOCABULARY, (row + 1) * VOCABULARY);
            worst =
                Math.max(
                    worst,
                    difference(want.get(t), actual, VOCABULARY, Numbers.largest(want.get(t))));
          }
        }
      }
    }
    return worst;
  }

  /** What a batch of repeated sentences should cost. */
  private record Expected(double loss, Map<String, double[]> gradients) {
    static Expected of(Toy toy, int[][] distinct, int rows) {
      ReferenceModel reference = toy.reference();
      ReferenceLoss loss = ReferenceLoss.of(toy.crossEntropy());
      Map<String, double[]> gradients = reference.zeros();
      double sum = 0;
      double tokens = 0;
      for (int s = 0; s < distinct.length; s++) {
        int times = (rows - s + distinct.length - 1) / distinct.length;
        ReferenceModel.Result one =
            reference.gradients(batch(toy, new int[][] {distinct[s]}), loss);
        sum += times * one.sum();
        tokens += times * one.divisor();
        one.gradients()
            .forEach(
                (name, gradient) -> {
                  double[] total = gradients.get(name);
                  Arrays.setAll(total, k -> total[k] + times * one.divisor() * gradient[k]);
                });
      }
      double divisor = tokens;
      gradients.values().forEach(total -> Arrays.setAll(total, k -> total[k] / divisor));
      return new Expected(sum / divisor, gradients);
    }
  }

  SizeErrors with(SizeErrors other) {
    return new SizeErrors(
        Math.max(codes, other.codes),
        Math.max(logits, other.logits),
        Math.max(loss, other.loss),
        Math.max(training, other.training));
  }

  /** The largest of all. */
  double worst() {
    return Math.max(Math.max(codes, logits), Math.max(loss, training));
  }

  /**
   * The largest difference over a scale; absolute where the scale is 0.
   *
   * @param expected repeats as often as needed
   * @param count how many values there should be
   */
  private static double difference(double[] expected, float[] actual, int count, double scale) {
    if (actual.length != count) {
      return Double.POSITIVE_INFINITY;
    }
    double worst = 0;
    for (int k = 0; k < count; k++) {
      // Math.max passes NaN on.
      worst = Math.max(worst, Math.abs(expected[k % expected.length] - actual[k]));
    }
    return scale == 0 ? worst : worst / scale;
  }

  private static double relative(double expected, double actual) {
    return Math.abs(expected - actual) / Math.abs(expected);
  }
}
