package io.github.simloss.model;

import io.github.simloss.SimlossException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The memory that a model needs at the least: found out before anything of it is made.
 *
 * @since 0.2.0
 */
public final class MemoryNeed {
  private static final double LARGEST_ARRAY = Integer.MAX_VALUE - 8;
  private static final int BYTES_OF_WEIGHT = Float.BYTES;

  /** A weight and the two moments of Adam. */
  private static final int BYTES_OF_TRAINABLE = 3 * Float.BYTES;

  private MemoryNeed() {}

  /**
   * Checks that a model can be made and trained on this machine, by what every engine holds on the
   * Java heap.
   *
   * @throws SimlossException if a tensor is larger than an array can be, or all are larger than the
   *     heap
   */
  public static void require(ModelSpec spec) {
    require(spec, Runtime.getRuntime().maxMemory());
  }

  static void require(ModelSpec spec, long heap) {
    for (Map.Entry<String, long[]> tensor : spec.tensors().entrySet()) {
      if (size(tensor.getValue()) > LARGEST_ARRAY) {
        throw new SimlossException(
            String.format(
                Locale.ROOT,
                "%s would have %,.0f values, more than an array holds: choose smaller sizes",
                tensor.getKey(),
                size(tensor.getValue())));
      }
    }
    double frozen = spec.frozen().values().stream().mapToDouble(MemoryNeed::size).sum();
    double trainable = spec.trainable().values().stream().mapToDouble(MemoryNeed::size).sum();
    double bytes = frozen * BYTES_OF_WEIGHT + trainable * BYTES_OF_TRAINABLE;
    if (bytes > heap) {
      throw new SimlossException(
          String.format(
              Locale.ROOT,
              "a model of %,.0f weights needs more than %.1f GB, and Java has %.1f GB: choose smaller"
                  + " sizes, or give Java more memory (-Xmx)",
              frozen + trainable,
              bytes * 1e-9,
              heap * 1e-9));
    }
  }

  /**
   * Checks that the logits of a decoder's rows can be held, one float for every row and word.
   *
   * @param spec the model
   * @param rows at a time
   * @param what the rows are, for the message, as "a beam of width 5"
   * @throws SimlossException if they are more than an array holds, or larger than the heap
   */
  public static void requireLogits(ModelSpec spec, int rows, String what) {
    requireLogits(spec, rows, what, Runtime.getRuntime().maxMemory());
  }

  static void requireLogits(ModelSpec spec, int rows, String what, long heap) {
    double logits = (double) rows * spec.vocabularySize();
    if (logits > LARGEST_ARRAY || logits * Float.BYTES > heap) {
      throw new SimlossException(
          String.format(
              Locale.ROOT,
              "%s has %,.0f logits of %,d words at a time, %.1f GB, and an array of Java holds %.1f"
                  + " GB: choose a smaller one, or give Java more memory (-Xmx)",
              what,
              logits,
              spec.vocabularySize(),
              logits * Float.BYTES * 1e-9,
              Math.min(LARGEST_ARRAY * Float.BYTES, (double) heap) * 1e-9));
    }
  }

  /**
   * Checks that this machine can hold a batch until its way back: the four gates of every LSTM for
   * every token, at the least.
   *
   * @param spec the model
   * @param tokens of a batch
   * @param what the batch is, for the message, as "a batch of 32 sentences"
   * @throws SimlossException if that is more than the machine has
   */
  public static void requireTokens(ModelSpec spec, long tokens, String what) {
    requireTokens(spec, tokens, what, Math.max(Runtime.getRuntime().maxMemory(), machine()));
  }

  static void requireTokens(ModelSpec spec, long tokens, String what, long memory) {
    double bytes = bytesOfTokens(spec, tokens);
    if (bytes > memory) {
      throw new SimlossException(
          String.format(
              Locale.ROOT,
              "%s, %,d tokens, needs more than %.1f GB to train, and this machine has %.1f GB: choose"
                  + " a smaller batch size, max length or hidden size",
              what,
              tokens,
              bytes * 1e-9,
              memory * 1e-9));
    }
  }

  /**
   * Whether {@link #requireTokens} would pass.
   *
   * @param spec the model
   * @param tokens of a batch
   */
  public static boolean holdsTokens(ModelSpec spec, long tokens) {
    return bytesOfTokens(spec, tokens) <= Math.max(Runtime.getRuntime().maxMemory(), machine());
  }

  private static double bytesOfTokens(ModelSpec spec, long tokens) {
    EncoderSpec encoder = spec.encoder();
    double gates = 4.0 * encoder.layers() * encoder.directions() * encoder.hiddenSize();
    if (spec.decoder().kind() == DecoderKind.LSTM) {
      gates += 4.0 * spec.decoder().hiddenSize();
    }
    return (double) tokens * gates * Float.BYTES;
  }

  /** The bytes of the machine, or of the container; as many as can be where nobody says. */
  private static long machine() {
    try {
      return (long)
          ManagementFactory.getPlatformMBeanServer()
              .getAttribute(
                  new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME),
                  "TotalMemorySize");
    } catch (JMException e) {
      return Long.MAX_VALUE;
    }
  }

  private static double size(long[] shape) {
    return Arrays.stream(shape).asDoubleStream().reduce(1, (a, b) -> a * b);
  }
}
