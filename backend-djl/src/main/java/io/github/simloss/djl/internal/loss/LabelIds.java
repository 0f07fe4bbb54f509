package io.github.simloss.djl.internal.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.simloss.backend.support.ArgumentChecks;
import java.util.Arrays;

/**
 * The labels of a batch that cost something.
 *
 * @param targets their ids
 * @param positions where they stand
 * @param weights what each of them weighs; {@code null} for 1 each
 * @param count of all positions, padding included
 */
public record LabelIds(int[] targets, long[] positions, float[] weights, long count) {

  /**
   * Reads and checks labels.
   *
   * @param labels ids of the shape of the positions, a trailing dimension of 1 allowed; then, if
   *     there are two arrays, a mask of that shape, or for ids (B, T) the B numbers of real ids
   * @param logits the shape of the logits: that of the positions, then V
   * @param paddingId what costs nothing, or {@code null}
   * @throws IllegalArgumentException naming shapes, or position and value, if they do not fit
   */
  public static LabelIds read(NDList labels, Shape logits, Integer paddingId) {
    if (labels.isEmpty() || labels.size() > 2) {
      throw new IllegalArgumentException(
          labels.size() + " arrays of labels: use ids, or ids and a mask or the real lengths");
    }
    int size = Math.toIntExact(logits.get(logits.dimension() - 1));
    Shape shape = logits.slice(0, logits.dimension() - 1);
    if (!fits(labels.get(0).getShape(), shape)) {
      throw new IllegalArgumentException(
          "labels of shape "
              + labels.get(0).getShape()
              + " for logits of shape "
              + logits
              + ": use ids of shape "
              + shape
              + "; one-hot labels are not taken");
    }
    requireExact(labels.get(0).getDataType(), size);
    double[] values = doubles(labels.get(0));
    double[] mask = labels.size() == 1 ? null : mask(labels.get(1), shape);
    int[] targets = new int[values.length];
    long[] positions = new long[values.length];
    float[] weights = new float[values.length];
    int used = 0;
    boolean weighed = false;
    for (int k = 0; k < values.length; k++) {
      double weight = mask == null ? 1 : mask[k];
      if (weight == 0 || (paddingId != null && values[k] == paddingId)) {
        continue;
      }
      targets[used] = ArgumentChecks.label(values[k], k, size);
      weighed |= weight != 1;
      weights[used] = (float) weight;
      positions[used++] = k;
    }
    return new LabelIds(
        Arrays.copyOf(targets, used),
        Arrays.copyOf(positions, used),
        weighed ? Arrays.copyOf(weights, used) : null,
        values.length);
  }

  private static boolean fits(Shape given, Shape wanted) {
    return given.equals(wanted) || given.equals(wanted.add(1));
  }

  /** Float types hold whole numbers exactly up to a point. */
  private static void requireExact(DataType type, int size) {
    int exact =
        switch (type) {
          case FLOAT16 -> 1 << 11;
          case BFLOAT16 -> 1 << 8;
          case FLOAT32 -> 1 << 24;
          default -> Integer.MAX_VALUE;
        };
    if (size - 1 > exact) {
      throw new IllegalArgumentException(
          "label ids of type "
              + type
              + " are exact up to "
              + exact
              + " only, the loss is over "
              + size
              + " words; use whole numbers");
    }
  }

  /** What each position weighs. */
  private static double[] mask(NDArray given, Shape shape) {
    double[] values = doubles(given);
    if (fits(given.getShape(), shape)) {
      for (int k = 0; k < values.length; k++) {
        if (!(values[k] >= 0 && values[k] < Double.POSITIVE_INFINITY)) {
          throw new IllegalArgumentException(
              "the mask is " + values[k] + " at position " + k + "; it must be 0 or above");
        }
      }
      return values;
    }
    if (shape.dimension() != 2 || !fits(given.getShape(), shape.slice(0, 1))) {
      throw new IllegalArgumentException(
          "a mask of shape "
              + given.getShape()
              + " for ids of shape "
              + shape
              + ": use the shape of the ids"
              + (shape.dimension() == 2 ? ", or the real lengths, " + shape.slice(0, 1) : ""));
    }
    int steps = Math.toIntExact(shape.get(1));
    double[] mask = new double[Math.toIntExact(shape.size())];
    for (int b = 0; b < values.length; b++) {
      if (!(values[b] >= 0 && values[b] <= steps) || values[b] != Math.rint(values[b])) {
        throw new IllegalArgumentException(
            "the real length of row " + b + " is " + values[b] + ", not from 0 to " + steps);
      }
      Arrays.fill(mask, b * steps, b * steps + (int) values[b], 1);
    }
    return mask;
  }

  private static double[] doubles(NDArray values) {
    return values.toType(DataType.FLOAT64, false).toDoubleArray();
  }

  /** The sum of the weights of all that cost something. */
  public double total() {
    if (weights == null) {
      return targets.length;
    }
    double sum = 0;
    for (float weight : weights) {
      sum += weight;
    }
    return sum;
  }
}
