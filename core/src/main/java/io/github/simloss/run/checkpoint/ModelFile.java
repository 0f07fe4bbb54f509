package io.github.simloss.run.checkpoint;

import io.github.simloss.SimlossException;
import io.github.simloss.io.Messages;
import io.github.simloss.io.Release;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.tensor.Checksum;
import io.github.simloss.tensor.FiniteChecks;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Safetensors;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Weights in a run's folder: a safetensors file whose metadata says {@code format:
 * simloss-KIND-VERSION}, and for a model the step it was made at and a hash of all of it. Weights
 * without a format were made elsewhere; they are taken if their shapes fit.
 *
 * @since 0.1.0
 */
public final class ModelFile {
  private static final int VERSION = 1;
  private static final String FORMAT = "format";
  private static final String POST_PROCESSING = "postprocessing";
  private static final String VECTORS = "vectors";
  private static final Set<String> HASHED = Set.of("model", POST_PROCESSING, VECTORS);
  private static final String STEP = "step";
  private static final String RELEASE = "release";
  private static final Pattern NAME = Pattern.compile("simloss-([a-z]+)-([0-9]{1,9})");

  private ModelFile() {}

  /** The metadata of a file of a kind. */
  static Map<String, String> metadata(String kind) {
    return new TreeMap<>(
        Map.of(FORMAT, "simloss-" + kind + "-" + VERSION, RELEASE, Release.current()));
  }

  /** Writes a model with its step and hash. */
  public static void write(Path file, NamedTensors weights, long step) {
    Map<String, String> texts = metadata("model");
    texts.put(STEP, Long.toString(step));
    Safetensors.write(file, weights, Checksum.addTo(texts, weights));
  }

  /** Writes what is done to codes, with its hash. */
  public static void writePostProcessing(Path file, NamedTensors tensors) {
    Map<String, String> texts = metadata(POST_PROCESSING);
    Safetensors.write(file, tensors, Checksum.addTo(texts, tensors));
  }

  /**
   * Writes vectors of words, with their hash.
   *
   * @param words texts about them
   */
  public static void writeVectors(Path file, NamedTensors tensors, Map<String, String> words) {
    Map<String, String> texts = metadata(VECTORS);
    texts.putAll(words);
    Safetensors.write(file, tensors, Checksum.addTo(texts, tensors));
  }

  /**
   * Reads weights.
   *
   * @param kind model, weights, optimizer, postprocessing or vectors
   * @throws SimlossException if the file is damaged, of another kind or of a newer release
   */
  public static Safetensors.Contents read(Path file, String kind) {
    Safetensors.Contents contents = Safetensors.read(file);
    String format = contents.metadata().get(FORMAT);
    Matcher name = NAME.matcher(format == null ? "" : format);
    if (name.matches()) {
      if (!name.group(1).equals(kind)) {
        throw new SimlossException(
            Messages.oneLine(file) + " is a " + name.group(1) + " file, not a " + kind + " file");
      }
      Release.requireFormat(
          file, Long.parseLong(name.group(2)), VERSION, contents.metadata().get(RELEASE));
      if (HASHED.contains(kind) && !Checksum.matches(contents)) {
        throw new SimlossException(
            Messages.oneLine(file) + " does not have the hash it names itself; it is damaged");
      }
    }
    return contents;
  }

  /**
   * The step a model was made at.
   *
   * @throws SimlossException if the file does not say, as one that simloss did not write
   */
  public static long step(Path file, Safetensors.Contents contents) {
    String step = contents.metadata().get(STEP);
    if (!contents.metadata().containsKey(FORMAT) || step == null || !step.matches("[0-9]{1,18}")) {
      throw new SimlossException(
          Messages.oneLine(file) + " names no format, step and hash; simloss did not write it so");
    }
    return Long.parseLong(step);
  }

  /**
   * Checks weights against a model's shape.
   *
   * @throws SimlossException naming the first tensor that is missing, misshapen or not finite
   */
  public static void requireShapes(Path file, NamedTensors weights, ModelSpec spec) {
    try {
      spec.check(weights);
    } catch (IllegalArgumentException e) {
      throw new SimlossException(
          Messages.oneLine(file) + " does not fit config.json: " + Messages.oneLine(e.getMessage()),
          e);
    }
    requireFinite(file, weights);
  }

  /**
   * Checks that all is finite.
   *
   * @throws SimlossException naming the first tensor that is not
   */
  public static void requireFinite(Path file, NamedTensors tensors) {
    FiniteChecks.nonFinite(tensors)
        .ifPresent(
            where -> {
              throw new SimlossException(Messages.oneLine(file) + ": " + where);
            });
  }
}
