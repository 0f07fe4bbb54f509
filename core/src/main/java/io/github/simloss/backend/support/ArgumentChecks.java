package io.github.simloss.backend.support;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Device;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.AutoencoderSpec;
import io.github.simloss.model.Parameters;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What engines refuse, each in one line that names the value and its range. */
public final class ArgumentChecks {
  private ArgumentChecks() {}

  /** A learning rate is above 0 and finite. */
  public static void learningRate(double rate) {
    if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the learning rate is " + rate + "; it must be above 0 and finite");
    }
  }

  /** A number of threads is at least 1. */
  public static void threads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + "; it must be at least 1");
    }
  }

  /** A loss is over the words of its model. */
  public static void lossFits(AutoencoderSpec spec, ReconstructionLoss loss) {
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

  /**
   * Checks gradients: one for every trainable tensor, each of its shape, and no other.
   *
   * @throws IllegalArgumentException naming the first that is missing, misshapen or unknown
   */
  public static void gradients(NamedTensors gradients, AutoencoderSpec spec) {
    Map<String, long[]> shapes = Parameters.trainable(spec);
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
}
