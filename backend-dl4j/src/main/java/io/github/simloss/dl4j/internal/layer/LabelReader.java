package io.github.simloss.dl4j.internal.layer;

import io.github.simloss.backend.support.ArgumentChecks;
import io.github.simloss.dl4j.internal.loss.LossKernel;
import io.github.simloss.loss.ReconstructionLoss;
import java.util.Arrays;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The labels and mask of a batch, checked.
 *
 * @param targets an id a position, or {@link LossKernel#PADDED}
 * @param weights the mask's value of each position, or {@code null} if it is 1 for all that is not
 *     padded
 */
public record LabelReader(int[] targets, double[] weights) {

  /**
   * Refuses logits that are not the loss's.
   *
   * @throws IllegalArgumentException for another width than V, naming both, another rank, or an
   *     activation that is neither softmax nor identity
   */
  public static void checkLogits(ReconstructionLoss loss, INDArray logits, IActivation activation) {
    if (!(activation instanceof ActivationSoftmax || activation instanceof ActivationIdentity)) {
      throw new IllegalArgumentException(
          "a layer with a similarity loss has the activation "
              + activation
              + "; give it softmax, or identity if its output is to be logits");
    }
    if (logits.rank() != 2) {
      throw new IllegalArgumentException(
          "logits of shape " + Arrays.toString(logits.shape()) + "; they must be positions x V");
    }
    if (logits.size(1) != loss.vocabularySize()) {
      throw new IllegalArgumentException(
          "the layer has "
              + logits.size(1)
              + " outputs, the loss is over "
              + loss.vocabularySize()
              + " words");
    }
  }

  /**
   * Reads labels.
   *
   * @param labels ids [N, 1], or one-hot rows [N, V]
   * @param mask N values, or {@code null}
   * @param rows N
   * @param size V
   * @param paddingId labels of this id cost nothing; {@code null} for none
   * @throws IllegalArgumentException if a label that counts is no id in [0, V) and no one-hot row
   */
  public static LabelReader read(
      INDArray labels, INDArray mask, long rows, int size, Integer paddingId) {
    double[] weights = mask == null ? null : mask(mask, rows);
    if (labels.rank() > 2 || labels.size(0) != rows || (!isIds(labels) && labels.size(1) != size)) {
      throw new IllegalArgumentException(
          "labels of shape "
              + Arrays.toString(labels.shape())
              + " for logits of "
              + rows
              + " x "
              + size
              + "; use ids, ["
              + rows
              + ", 1], or one-hot rows");
    }
    int[] targets =
        isIds(labels)
            ? ids(labels, weights, size, paddingId)
            : oneHot(labels, weights, size, paddingId);
    return new LabelReader(targets, weights == null || isBinary(weights) ? null : weights);
  }

  private static boolean isIds(INDArray labels) {
    return labels.rank() < 2 || labels.size(1) == 1;
  }

  private static double[] mask(INDArray mask, long rows) {
    if (mask.length() != rows) {
      throw new IllegalArgumentException(
          "a label mask of shape "
              + Arrays.toString(mask.shape())
              + " for "
              + rows
              + " positions; it must have one value a position");
    }
    return doubles(mask);
  }

  private static boolean isBinary(double[] weights) {
    for (double weight : weights) {
      if (weight != 0 && weight != 1) {
        return false;
      }
    }
    return true;
  }

  private static int[] ids(INDArray labels, double[] weights, int size, Integer paddingId) {
    int exact = wholeNumbers(labels.dataType());
    if (size - 1 > exact) {
      throw new IllegalArgumentException(
          "label ids of type "
              + labels.dataType()
              + " are exact up to "
              + exact
              + " only, the loss is over "
              + size
              + " words; use one-hot labels or a network in float");
    }
    double[] values = doubles(labels);
    int[] targets = new int[values.length];
    for (int n = 0; n < targets.length; n++) {
      double id = values[n];
      if ((weights != null && weights[n] == 0) || (paddingId != null && id == paddingId)) {
        targets[n] = LossKernel.PADDED;
      } else {
        // Of a vocabulary of one word, a 1 is a one-hot row.
        targets[n] = size == 1 && id == 1 ? 0 : ArgumentChecks.label(id, n, size);
      }
    }
    return targets;
  }

  /** Up to where a type holds every whole number. */
  private static int wholeNumbers(DataType type) {
    return switch (type) {
      case HALF -> 1 << 11;
      case BFLOAT16 -> 1 << 8;
      case FLOAT -> 1 << 24;
      case BYTE -> Byte.MAX_VALUE;
      case UBYTE -> 255;
      case SHORT -> Short.MAX_VALUE;
      case BOOL -> 1;
      default -> Integer.MAX_VALUE;
    };
  }

  private static int[] oneHot(INDArray labels, double[] weights, int size, Integer paddingId) {
    int[] targets = new int[(int) labels.size(0)];
    // One copy from the device, not one a row.
    float[] all = labels.castTo(DataType.FLOAT).dup('c').reshape(labels.length()).toFloatVector();
    for (int n = 0; n < targets.length; n++) {
      targets[n] = LossKernel.PADDED;
      if (weights != null && weights[n] == 0) {
        continue;
      }
      int id = hotId(all, n * size, size);
      if (id < 0) {
        throw new IllegalArgumentException(
            "the label at position "
                + n
                + " is not one-hot: one of its "
                + size
                + " values must be 1 and the others 0");
      }
      if (paddingId == null || id != paddingId) {
        targets[n] = id;
      }
    }
    return targets;
  }

  private static int hotId(float[] all, int from, int size) {
    int id = -1;
    for (int i = 0; i < size; i++) {
      if (all[from + i] == 1 && id < 0) {
        id = i;
      } else if (all[from + i] != 0) {
        return -1;
      }
    }
    return id;
  }

  private static double[] doubles(INDArray values) {
    return values.castTo(DataType.DOUBLE).dup('c').reshape(values.length()).toDoubleVector();
  }
}
