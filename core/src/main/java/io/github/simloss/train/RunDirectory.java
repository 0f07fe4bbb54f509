package io.github.simloss.train;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.simloss.SimlossException;
import io.github.simloss.io.Json;
import io.github.simloss.model.NamedTensors;
import io.github.simloss.model.Parameters;
import io.github.simloss.model.Safetensors;
import io.github.simloss.text.SentenceCodec;
import io.github.simloss.text.Tokenizers;
import io.github.simloss.text.Vocabulary;
import io.github.simloss.text.VocabularyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The folder of a run: {@code config.json}, {@code vocabulary.tsv}, {@code model.safetensors} (the
 * best on dev), {@code history.jsonl} and {@code checkpoint/}.
 */
public final class RunDirectory {
  private static final String CONFIG = "config.json";
  private static final List<String> FILES =
      List.of("model.safetensors", "history.jsonl", "vocabulary.tsv", "report.html");

  private final Path root;

  private RunDirectory(Path root) {
    this.root = root;
  }

  /**
   * A folder for a new run.
   *
   * @param root made if it is not there
   * @param overwrite whether a run that is there may be removed; other files in the folder stay
   * @throws SimlossException if a run is there and may not be removed, or the folder cannot be made
   */
  public static RunDirectory create(Path root, boolean overwrite) {
    requireFree(root, overwrite);
    RunDirectory run = new RunDirectory(root);
    try {
      Files.createDirectories(root);
      run.clear();
      return run;
    } catch (IOException e) {
      throw new SimlossException("cannot make the run folder " + root + ": " + e.getMessage(), e);
    }
  }

  /**
   * Checks that a new run may begin in a folder.
   *
   * @throws SimlossException if a run is there and may not be removed, naming the ways out
   */
  public static void requireFree(Path root, boolean overwrite) {
    if (!overwrite && Files.exists(root.resolve(CONFIG))) {
      throw new SimlossException(
          root
              + " holds a run already: give --overwrite to replace it, --resume "
              + root
              + " to go on with it, or another --out");
    }
  }

  /**
   * The folder of a run that is there.
   *
   * @throws SimlossException if it holds none
   */
  public static RunDirectory open(Path root) {
    RunDirectory run = new RunDirectory(root);
    if (!Files.isRegularFile(run.config())) {
      throw new SimlossException(
          root + " is no run: it has no config.json; name the folder that train --out made");
    }
    return run;
  }

  /** The folder. */
  public Path root() {
    return root;
  }

  /** {@code config.json}. */
  public Path config() {
    return root.resolve(CONFIG);
  }

  /** {@code vocabulary.tsv}. */
  public Path vocabulary() {
    return root.resolve("vocabulary.tsv");
  }

  /** {@code model.safetensors}, the best model on dev. */
  public Path model() {
    return root.resolve("model.safetensors");
  }

  /** {@code history.jsonl}. */
  public Path history() {
    return root.resolve("history.jsonl");
  }

  /** The folder of checkpoints. */
  public Path checkpoints() {
    return root.resolve("checkpoint");
  }

  /** Writes what a run begins with. */
  public void begin(RunConfig config, Vocabulary vocabulary) {
    VocabularyFile.write(vocabulary(), vocabulary);
    // Last, because it is what makes the folder a run.
    Json.write(config(), config);
  }

  /**
   * Reads the configuration.
   *
   * @throws SimlossException if it is damaged or of a newer release
   */
  public RunConfig readConfig() {
    int format = Json.read(config(), JsonNode.class).path("format").asInt(0);
    if (format > RunConfig.FORMAT) {
      throw new SimlossException(
          config()
              + " has format "
              + format
              + "; this release reads up to "
              + RunConfig.FORMAT
              + ", use a newer simloss");
    }
    RunConfig config = Json.read(config(), RunConfig.class);
    if (config.format() != RunConfig.FORMAT
        || config.spec() == null
        || config.tokenizer() == null
        || config.loss() == null
        || config.training() == null) {
      throw new SimlossException(
          config()
              + " lacks format, spec, tokenizer, loss or training; take the file from the run again");
    }
    return config;
  }

  /**
   * The text side of the model.
   *
   * @throws SimlossException if the vocabulary is damaged or not that of the model
   */
  public SentenceCodec readCodec(RunConfig config) {
    Vocabulary words = VocabularyFile.read(vocabulary());
    if (words.size() != config.spec().vocabularySize()) {
      throw new SimlossException(
          vocabulary()
              + " has "
              + words.size()
              + " words, config.json says "
              + config.spec().vocabularySize()
              + "; they are not of one run");
    }
    return new SentenceCodec(
        Tokenizers.byName(config.tokenizer()), config.bigrams(), words, config.spec().maxLength());
  }

  /** Writes the best model. */
  public void writeModel(NamedTensors weights, long step) {
    Safetensors.write(
        model(), weights, Map.of("format", "simloss-model-1", "step", Long.toString(step)));
  }

  /**
   * Reads the best model.
   *
   * @throws SimlossException if there is none yet, or it is damaged or of another shape
   */
  public NamedTensors readModel(RunConfig config) {
    if (!Files.isRegularFile(model())) {
      throw new SimlossException(
          root
              + " has no model yet: training ended before its first evaluation; go on with train --resume "
              + root);
    }
    NamedTensors weights = Safetensors.read(model()).tensors();
    try {
      Parameters.check(config.spec(), weights);
    } catch (IllegalArgumentException e) {
      throw new SimlossException(model() + " does not fit config.json: " + e.getMessage(), e);
    }
    return weights;
  }

  private void clear() throws IOException {
    // config.json first: without it the folder is no run, whatever else is left by a crash in
    // between.
    Files.deleteIfExists(config());
    for (String name : FILES) {
      Files.deleteIfExists(root.resolve(name));
    }
    if (Files.isDirectory(checkpoints())) {
      try (Stream<Path> tree = Files.walk(checkpoints())) {
        for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
