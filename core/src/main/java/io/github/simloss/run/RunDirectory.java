package io.github.simloss.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.simloss.SimlossException;
import io.github.simloss.io.AtomicFiles;
import io.github.simloss.io.FileHash;
import io.github.simloss.io.Folders;
import io.github.simloss.io.Messages;
import io.github.simloss.io.OwnFiles;
import io.github.simloss.io.Release;
import io.github.simloss.io.json.Json;
import io.github.simloss.run.checkpoint.Checkpoints;
import io.github.simloss.run.checkpoint.Manifest;
import io.github.simloss.run.checkpoint.ModelFile;
import io.github.simloss.run.vectors.VectorsFile;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.text.SentenceCodec;
import io.github.simloss.text.Tokenizers;
import io.github.simloss.text.Vocabulary;
import io.github.simloss.text.VocabularyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The folder of a run: {@code config.json}, {@code vocabulary.tsv}, {@code manifest.json} with the
 * hashes of these two, {@code model.safetensors} (the best on dev), {@code history.jsonl} and
 * {@code checkpoint/}. None of them may be a link out of the folder. Not safe for use by several
 * threads.
 *
 * @since 0.1.0
 */
public final class RunDirectory {
  /** The name of the model card; not every run has it, and it may be the user's own file. */
  static final String CARD = "README.md";

  private static final String CONFIG = "config.json";
  private static final String VOCABULARY = "vocabulary.tsv";
  private static final List<String> FILES =
      List.of(
          "model.safetensors",
          "postprocessing.safetensors",
          VectorsFile.NAME,
          "history.jsonl",
          VOCABULARY,
          "report.html",
          Manifest.NAME);

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
      AtomicFiles.createDirectories(root);
      run.clear();
      return run;
    } catch (IOException e) {
      throw Messages.writing(root, e);
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
              + " to continue it, or another --out");
    }
  }

  /**
   * The folder of a run that is there.
   *
   * @throws SimlossException if it holds none
   */
  public static RunDirectory open(Path root) {
    RunDirectory run = new RunDirectory(root);
    OwnFiles.requirePlain(root, run.config());
    if (!Files.isRegularFile(run.config())) {
      throw new SimlossException(
          root + " is no run: it has no config.json; name the folder that train --out made");
    }
    for (String name : FILES) {
      OwnFiles.requirePlain(root, root.resolve(name));
    }
    OwnFiles.requireFolder(root, run.checkpoints());
    return run;
  }

  /** A folder that may hold a run, sound or not. */
  static RunDirectory at(Path root) {
    return new RunDirectory(root);
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
    return root.resolve(VOCABULARY);
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

  /**
   * Writes what a run begins with. From then on it can be continued, whatever happens.
   *
   * @param first the state before the first step
   */
  public void begin(RunConfig config, Vocabulary vocabulary, Checkpoints.Checkpoint first) {
    new Checkpoints(checkpoints(), config.training().keepCheckpoints()).save(first);
    VocabularyFile.write(vocabulary(), vocabulary);
    String text = Json.toPretty(config);
    Manifest.write(
        root,
        Map.of(
            CONFIG,
            FileHash.sha256(text.getBytes(StandardCharsets.UTF_8)),
            VOCABULARY,
            Manifest.hash(vocabulary())));
    // Last, because it is what makes the folder a run.
    AtomicFiles.writeString(config(), text);
  }

  /**
   * Reads the configuration.
   *
   * @throws SimlossException if it is damaged, changed or of a newer release
   */
  public RunConfig readConfig() {
    JsonNode tree = Json.read(config(), JsonNode.class);
    Release.requireFormat(
        config(),
        tree.path("format").asInt(0),
        RunConfig.FORMAT,
        tree.path("version").asText(null));
    requireRecordedHash(config());
    RunConfig config =
        tree.path("format").asInt() == 1
            ? Json.read(config(), RunConfigFormat1.class).current()
            : Json.read(config(), RunConfig.class);
    config.requireWhole(config());
    return config;
  }

  /**
   * The text side of the model.
   *
   * @throws SimlossException if the vocabulary is damaged or not that of the model
   */
  public SentenceCodec readCodec(RunConfig config) {
    requireRecordedHash(vocabulary());
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
        Tokenizers.byName(config.tokenizer()),
        config.bigrams(),
        words,
        config.spec().embedding().maxLength(),
        config.form());
  }

  /** Writes the best model. */
  public void writeModel(NamedTensors weights, long step) {
    ModelFile.write(model(), weights, step);
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
              + " has no model yet: training ended before its first evaluation; continue with train --resume "
              + root);
    }
    NamedTensors weights = ModelFile.read(model(), "model").tensors();
    ModelFile.requireShapes(model(), weights, config.spec());
    return weights;
  }

  /** {@code postprocessing.safetensors}, what is done to codes; not every run has it. */
  public Path postProcessing() {
    return root.resolve("postprocessing.safetensors");
  }

  /** {@code vectors.safetensors}, words outside the vocabulary; an exported run may have it. */
  public Path vectors() {
    return root.resolve(VectorsFile.NAME);
  }

  /** {@code README.md}, what the model is and how to use it. */
  public Path card() {
    return root.resolve(CARD);
  }

  /** The files that processes which died left behind; {@link #sweep} removes them. */
  List<Path> leftOvers() {
    List<Path> all = new ArrayList<>();
    for (Path folder : List.of(root, checkpoints())) {
      all.addAll(Folders.temporaryFilesOfTheDead(folder));
    }
    all.addAll(new Checkpoints(checkpoints(), 1).leftOvers());
    return all;
  }

  /** Removes what processes that died left behind. */
  public void sweep() {
    for (Path path : leftOvers()) {
      Folders.delete(path);
    }
  }

  private void requireRecordedHash(Path file) {
    // Without a manifest, as made by hand, there is nothing to hold against it.
    if (!Files.exists(root.resolve(Manifest.NAME))) {
      return;
    }
    try {
      Manifest.read(root).require(file);
    } catch (SimlossException e) {
      throw new SimlossException(
          e.getMessage()
              + "; put the run's own file back, or remove manifest.json if the change is yours",
          e);
    }
  }

  private void clear() throws IOException {
    // config.json first: without it the folder is no run, whatever else is left by a crash in
    // between.
    Files.deleteIfExists(config());
    for (String name : FILES) {
      Files.deleteIfExists(root.resolve(name));
    }
    Folders.delete(checkpoints());
    sweep();
  }
}
