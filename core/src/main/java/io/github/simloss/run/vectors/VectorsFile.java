package io.github.simloss.run.vectors;

import io.github.simloss.SimlossException;
import io.github.simloss.io.Messages;
import io.github.simloss.run.checkpoint.ModelFile;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Safetensors;
import io.github.simloss.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code vectors.safetensors}: vectors of words that a model's vocabulary lacks, so that sentences
 * with them can be encoded wherever the folder is. One tensor {@code vectors}, (words, d), 32-bit.
 * The words stand in the metadata in the order of the rows, one a line: the first 100,000 under
 * {@code words.0}, the next under {@code words.1}. The metadata names a hash of all of it.
 *
 * @since 0.2.0
 */
public final class VectorsFile {
  /** Its name in a run's folder. */
  public static final String NAME = "vectors.safetensors";

  private static final String VECTORS = "vectors";
  private static final String WORDS = "words.";

  /** Words of one text of the metadata: JSON readers limit how long a text may be. */
  private static final int PART = 100_000;

  private VectorsFile() {}

  /**
   * Writes a table.
   *
   * @throws SimlossException if it cannot be written, or the words are more than a header holds
   */
  public static void write(Path file, WordTable table) {
    NamedTensors tensors =
        new NamedTensors()
            .put(VECTORS, Tensor.matrix(table.words().size(), table.dimension(), table.rows()));
    try {
      ModelFile.writeVectors(file, tensors, texts(table.words()));
    } catch (IllegalArgumentException e) {
      throw new SimlossException(
          Messages.oneLine(file) + ": " + Messages.oneLine(e.getMessage()) + "; give fewer words",
          e);
    }
  }

  /**
   * Reads a table.
   *
   * @param file may be missing
   * @param dimension that the vectors must have
   * @return null if there is no file
   * @throws SimlossException if it is damaged or of another dimension
   */
  public static @Nullable WordTable read(Path file, int dimension) {
    if (!Files.exists(file)) {
      return null;
    }
    Safetensors.Contents contents = ModelFile.read(file, VECTORS);
    ModelFile.requireFinite(file, contents.tensors());
    List<String> all = new ArrayList<>();
    for (int part = 0; contents.metadata().containsKey(WORDS + part); part++) {
      all.addAll(List.of(contents.metadata().getOrDefault(WORDS + part, "").split("\n", -1)));
    }
    try {
      Tensor rows = contents.tensors().get(VECTORS);
      if (!rows.hasShape(all.size(), dimension)) {
        throw new IllegalArgumentException(
            "its vectors are "
                + rows
                + "; with "
                + all.size()
                + " words, the model needs ["
                + all.size()
                + ", "
                + dimension
                + "]");
      }
      return new WordTable(all, rows.data(), dimension);
    } catch (IllegalArgumentException e) {
      throw new SimlossException(
          Messages.oneLine(file) + " is no table of words: " + Messages.oneLine(e.getMessage()), e);
    }
  }

  private static Map<String, String> texts(List<String> words) {
    Map<String, String> texts = new TreeMap<>();
    for (int from = 0; from < words.size(); from += PART) {
      List<String> part = words.subList(from, Math.min(words.size(), from + PART));
      texts.put(WORDS + from / PART, String.join("\n", part));
    }
    return texts;
  }
}
