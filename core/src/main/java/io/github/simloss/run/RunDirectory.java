package io.github.simloss.run;

import io.github.simloss.SimlossException;
import io.github.simloss.io.AtomicFiles;
import io.github.simloss.io.FileHash;
import io.github.simloss.io.FolderLock;
import io.github.simloss.io.Folders;
import io.github.simloss.io.Messages;
import io.github.simloss.io.OwnFiles;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a run: {@code config.json}, {@code vocabulary.tsv}, {@code manifest.json} with the
 * hashes of these two, {@code model.safetensors} (the best on dev), {@code history.jsonl} and
 * {@code checkpoint/}. None of them may be a link out of the folder. Not safe for use by several
 * threads.
 *
 * @since 0.1.0
 */
public final class RunDirectory {
  private final Path root;
  private @Nullable FolderLock lock;

  private RunDirectory(Path root) {
    this.root = root;
  }

  /**
   * A folder for a new run, which is locked until {@link #unlock}.
   *
   * @param root made if it is not there
   * @param overwrite whether a run that is there may be removed; other files in the folder stay
   * @throws SimlossException if a run is there and may not be removed, if files of the same names
   *     are there which are no run's, if another process uses the folder, or if it cannot be made
   */
  public static RunDirectory create(Path root, boolean overwrite) {
    requireFree(root, overwrite);
    RunDirectory run = new RunDirectory(root);
    AtomicFiles.createDirectories(root);
    run.lock();
    try {
      // Once more: another process may have been here before it was locked.
      RunFiles.requireFree(root, overwrite);
      RunFiles.clear(root);
      return run;
    } catch (IOException e) {
      run.unlock();
      throw Messages.writing(root, e);
    } catch (SimlossException e) {
      run.unlock();
      throw e;
    }
  }

  /**
   * Checks that a new run may begin in a folder.
   *
   * @throws SimlossException if a run is there and may not be removed, if files of the same names
   *     are there which are no run's, or if another process uses the folder, naming the ways out
   */
  public static void requireFree(Path root, boolean overwrite) {
    RunFiles.requireFree(root, overwrite);
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
    RunFiles.requireOwn(root);
    return run;
  }

  /**
   * Takes the folder for this process, until {@link #unlock}: nobody else may train there or
   * replace the run.
   *
   * @throws SimlossException if another process has it, naming who
   */
  public void lock() {
    lock = FolderLock.take(root);
  }

  /**
   * Begins to write in the folder, which is locked.
   *
   * @throws SimlossException if it was given to another run meanwhile, was moved or removed
   */
  public void beginWriting() {
    if (lock == null) {
      lock();
    }
    Objects.requireNonNull(lock).begin();
    requireThere();
  }

  /**
   * Checks before something is written that the run is still here.
   *
   * @throws SimlossException if the folder was moved, removed or replaced, or holds a link out of
   *     it
   */
  public void requireThere() {
    if (lock != null) {
      lock.requireThere();
    }
    if (!Files.isRegularFile(config())) {
      throw new SimlossException(
          Messages.quote(config())
              + " was removed while the run was trained: nothing more is written; put it back and"
              + " continue with train --resume "
              + Messages.oneLine(root));
    }
    RunFiles.requireOwn(root);
  }

  /** Gives the folder back. */
  public void unlock() {
    if (lock != null) {
      lock.close();
      lock = null;
    }
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
    return root.resolve(RunFiles.CONFIG);
  }

  /** {@code vocabulary.tsv}. */
  public Path vocabulary() {
    return root.resolve(RunFiles.VOCABULARY);
  }

  /** {@code model.safetensors}, the best model on dev. */
  public Path model() {
    return root.resolve(RunFiles.MODEL);
  }

  /** {@code history.jsonl}. */
  public Path history() {
    return root.resolve("history.jsonl");
  }

  /** The folder of checkpoints. */
  public Path checkpoints() {
    return root.resolve(RunFiles.CHECKPOINTS);
  }

  /**
   * Writes what a run begins with. From then on it can be continued, whatever happens.
   *
   * @param first the state before the first step
   */
  public void begin(RunConfig config, Vocabulary vocabulary, Checkpoints.Checkpoint first) {
    String text = Json.toPretty(config);
    String hash = FileHash.sha256(text.getBytes(StandardCharsets.UTF_8));
    // First, because it says whose the others are.
    Manifest.write(root, Map.of(RunFiles.CONFIG, hash));
    new Checkpoints(checkpoints(), config.training().checkpoints().keep()).save(first);
    VocabularyFile.write(vocabulary(), vocabulary);
    Manifest.write(
        root, Map.of(RunFiles.CONFIG, hash, RunFiles.VOCABULARY, Manifest.hash(vocabulary())));
    // Last, because it is what makes the folder a run.
    AtomicFiles.writeString(config(), text);
  }

  /** Writes another configuration of the run that is there. */
  public void replaceConfig(RunConfig config) {
    RunFiles.replaceConfig(root, Json.toPretty(config));
  }

  /**
   * Reads the configuration.
   *
   * @throws SimlossException if it is damaged, changed or of a newer release
   */
  public RunConfig readConfig() {
    int format = RunConfig.format(config());
    RunFiles.requireRecordedHash(root, config());
    return RunConfig.read(config(), format);
  }

  /**
   * The text side of the model.
   *
   * @throws SimlossException if the vocabulary is damaged or not that of the model
   */
  public SentenceCodec readCodec(RunConfig config) {
    RunFiles.requireRecordedHash(root, vocabulary());
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
    return root.resolve(RunFiles.CARD);
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
    for (Path folder : List.of(root, checkpoints())) {
      RunFiles.deleteTemporary(folder);
    }
    new Checkpoints(checkpoints(), 1).sweep();
  }
}
