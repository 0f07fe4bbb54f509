package io.github.simloss.backend.support;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Device;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What engines refuse, each in one line that names the value and its range.
 *
 * @since 0.1.0
 */
public final class ArgumentChecks {
  private ArgumentChecks() {}

  /** A learning rate is above 0 and finite. */
  public static void learningRate(double rate) {
    if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the learning rate is " + rate + "; it must be above 0 and finite");
    }
  }

  /**
   * Checks gradients: one for every trainable tensor, each of its shape, and no other.
   *
   * @throws IllegalArgumentException naming the first that is missing, misshapen or unknown
   */
  public static void gradients(ModelSpec spec, NamedTensors gradients) {
    Map<String, long[]> shapes = spec.trainable();
    for (String name : gradients.names()) {
      if (!shapes.containsKey(name)) {
        throw new IllegalArgumentException("the model trains no tensor '" + name + "'");
      }
    }
    shapes.forEach(
        (name, shape) -> {
          Tensor gradient = gradients.get(name);
          if (!gradient.hasShape(shape)) {
            throw new IllegalArgumentException(
                "the gradient of '"
                    + name
                    + "' is "
                    + gradient
                    + "; the model needs "
                    + Arrays.toString(shape));
          }
        });
  }

  /** A number of threads is at least 1. */
  public static void threads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + "; it must be at least 1");
    }
  }

  /** A loss is over the words of its model. */
  public static void lossFits(ModelSpec spec, ReconstructionLoss loss) {
    if (loss.vocabularySize() != spec.vocabularySize()) {
      throw new IllegalArgumentException(
          "the loss is over "
              + loss.vocabularySize()
              + " words, the model over "
              + spec.vocabularySize());
    }
  }

  /**
   * Extra vectors are whole rows.
   *
   * @param values row-major k x d; may be empty
   * @param dimension d
   * @return k
   */
  public static int extraVectors(float[] values, int dimension) {
    if (values.length % dimension != 0) {
      throw new IllegalArgumentException(
          values.length + " extra values are no rows of " + dimension);
    }
    return values.length / dimension;
  }

  /**
   * Codes are whole rows, at least one.
   *
   * @param codes row-major, rows x H
   * @param hiddenSize H
   * @return the number of rows
   */
  public static int codes(float[] codes, int hiddenSize) {
    if (codes.length == 0 || codes.length % hiddenSize != 0) {
      throw new IllegalArgumentException(codes.length + " values are no codes of " + hiddenSize);
    }
    return codes.length / hiddenSize;
  }

  /**
   * A model's decoder is of a kind.
   *
   * @throws IllegalStateException if not, naming both
   */
  public static void decoder(ModelSpec spec, DecoderKind wanted) {
    DecoderKind there = spec.decoder().kind();
    if (there != wanted) {
      throw new IllegalStateException(
          "the model's decoder is '" + there.label() + "', not '" + wanted.label() + "'");
    }
  }

  /** There is a row of V logits a target, and every target is an id or padding. */
  public static void logits(ReconstructionLoss loss, float[] logits, int[] targets, int paddingId) {
    int size = loss.vocabularySize();
    if (logits.length != (long) targets.length * size) {
      throw new IllegalArgumentException(
          logits.length + " logits are not " + targets.length + " x " + size);
    }
    for (int k = 0; k < targets.length; k++) {
      if (targets[k] != paddingId && (targets[k] < 0 || targets[k] >= size)) {
        throw new IllegalArgumentException(
            "target " + targets[k] + " at position " + k + " is outside [0, " + size + ")");
      }
    }
  }

  /** There are as many words as neighbours are asked for. */
  public static void neighbours(UnitVectors vectors, int neighbours) {
    if (neighbours < 1 || neighbours > vectors.count()) {
      throw new IllegalArgumentException(
          neighbours + " neighbours are not from 1 to " + vectors.count());
    }
  }

  /** An index lies in [0, {@code limit}). */
  public static void index(int index, int limit, String what) {
    if (index < 0 || index >= limit) {
      throw new IllegalArgumentException(what + " " + index + " is outside [0, " + limit + ")");
    }
  }

  /**
   * A label that a user's network hands over as a number is an id.
   *
   * @param label the number
   * @param position where it stands, from 0
   * @param size V
   * @return the id
   */
  public static int label(double label, int position, int size) {
    if (!(label >= 0 && label < size) || label != Math.rint(label)) {
      boolean whole = label == Math.rint(label) && Math.abs(label) < Long.MAX_VALUE;
      throw new IllegalArgumentException(
          "label "
              + (whole ? Long.toString((long) label) : Double.toString(label))
              + " at position "
              + position
              + " is no id in [0, "
              + size
              + ")");
    }
    return (int) label;
  }

  /**
   * A device is there.
   *
   * @param engine the engine's name
   * @param device what is wanted
   * @param devices what is there
   * @param remedy what gives an engine that has only the CPU a GPU
   * @throws SimlossException if not: names those that are
   */
  public static void device(String engine, Device device, List<Device> devices, String remedy) {
    if (!devices.contains(device)) {
      throw new SimlossException(
          engine
              + " has no device "
              + device
              + " here; it has "
              + devices.stream().map(Device::toString).collect(Collectors.joining(", "))
              + (devices.equals(List.of(Device.CPU)) ? " (" + remedy + ")" : ""));
    }
  }
}
