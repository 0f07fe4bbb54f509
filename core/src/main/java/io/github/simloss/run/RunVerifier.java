package io.github.simloss.run;

import io.github.simloss.SimlossException;
import io.github.simloss.encoding.PostProcessing;
import io.github.simloss.io.FolderLock;
import io.github.simloss.io.Messages;
import io.github.simloss.io.OwnFiles;
import io.github.simloss.loss.Losses;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.run.checkpoint.CheckpointFiles;
import io.github.simloss.run.checkpoint.Checkpoints;
import io.github.simloss.run.checkpoint.History;
import io.github.simloss.run.checkpoint.HistoryEntry;
import io.github.simloss.run.checkpoint.Manifest;
import io.github.simloss.run.checkpoint.ModelFile;
import io.github.simloss.run.vectors.VectorsFile;
import io.github.simloss.run.vectors.WordTable;
import io.github.simloss.tensor.Safetensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks every file of a run without an engine: hashes, formats, shapes, that all numbers are
 * finite, and that the files belong together. What a run that was killed leaves is no damage. Not
 * safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class RunVerifier {
  /** At a run that is in training. */
  private static final int LOOKS = 3;

  private final RunDirectory run;
  private final List<Finding> findings = new ArrayList<>();
  private @Nullable RunConfig config;
  private @Nullable Manifest manifest;

  private RunVerifier(Path root) {
    this.run = RunDirectory.at(root);
  }

  /**
   * What was found of one file or checkpoint.
   *
   * @param file its path within the run
   * @param ok whether it is sound
   * @param message what is wrong, or worth knowing; empty if nothing is
   */
  public record Finding(String file, boolean ok, String message) {}

  /**
   * Checks a run.
   *
   * @param root the run's folder
   * @return a finding for every part, in the order of the documentation
   */
  public static List<Finding> verify(Path root) {
    for (int look = 1; ; look++) {
      Optional<String> holder = FolderLock.holder(root);
      RunVerifier verifier = new RunVerifier(root);
      verifier.verify();
      boolean sound = verifier.findings.stream().allMatch(Finding::ok);
      if (holder.isEmpty() || sound || look == LOOKS) {
        holder.ifPresent(
            who -> verifier.findings.add(new Finding(FolderLock.NAME, true, inTraining(who))));
        return List.copyOf(verifier.findings);
      }
      // Files come and go while a run trains: only what is wrong every time is damage.
    }
  }

  private static String inTraining(String holder) {
    return "in training by "
        + Messages.oneLine(holder)
        + "; its files change while they are checked, so check again when it has ended";
  }

  private void verify() {
    if (!Files.isDirectory(run.root())) {
      throw new SimlossException(
          Messages.quote(run.root()) + " is no folder: name the one that train --out made");
    }
    checkFile("manifest.json", this::manifest);
    checkFile("config.json", this::config);
    checkFile("vocabulary.tsv", this::vocabulary);
    checkFile(RunFiles.MODEL, this::model);
    checkIfThere("postprocessing.safetensors", this::postProcessing);
    checkIfThere(VectorsFile.NAME, this::vectors);
    if (isNamed(RunFiles.CARD)) {
      checkFile(RunFiles.CARD, () -> "");
    }
    if (isNamed(RunFiles.MODEL) && !Files.exists(run.checkpoints())) {
      findings.add(
          new Finding(
              "checkpoint", true, "none: this folder was exported to be used, not trained"));
    } else {
      checkFile("history.jsonl", this::history);
      checkpoints();
    }
    for (Path path : run.leftOvers()) {
      findings.add(
          new Finding(
              run.root().relativize(path).toString(),
              true,
              "left by a process that died; train --resume removes it"));
    }
  }

  /** A check that says what is worth knowing. */
  private interface Check {
    String run();
  }

  private void checkFile(String name, Check check) {
    check(
        name,
        () -> {
          Path file = run.root().resolve(name);
          OwnFiles.requirePlain(run.root(), file);
          String message = check.run();
          if (isNamed(name)) {
            Objects.requireNonNull(manifest).require(file);
          }
          return message;
        });
  }

  private void checkIfThere(String name, Check check) {
    if (isNamed(name) || Files.exists(run.root().resolve(name))) {
      checkFile(name, check);
    }
  }

  private boolean isNamed(String name) {
    return manifest != null && manifest.sha256().containsKey(name);
  }

  private void check(String name, Check check) {
    Finding finding;
    try {
      finding = new Finding(name, true, check.run());
    } catch (SimlossException e) {
      finding = new Finding(name, false, Objects.requireNonNull(e.getMessage()));
    }
    findings.add(finding);
  }

  private String manifest() {
    Manifest read = Manifest.read(run.root());
    read.requireNamed("config.json");
    read.requireNamed("vocabulary.tsv");
    manifest = read;
    return "";
  }

  private String config() {
    RunDirectory.open(run.root());
    config = run.readConfig();
    Losses.discover().get(config.loss().name());
    return "written by simloss " + Messages.oneLine(config.version());
  }

  private String vocabulary() {
    return run.readCodec(requireConfig()).vocabulary().size() + " words";
  }

  private String model() {
    RunConfig sound = requireConfig();
    if (!Files.exists(run.model())) {
      if (Files.exists(run.history()) && !History.read(run.history()).entries().isEmpty()) {
        throw new SimlossException("it is missing, though the run was evaluated");
      }
      return "not made yet";
    }
    run.readModel(sound);
    Safetensors.Contents contents = ModelFile.read(run.model(), "model");
    return "of step " + ModelFile.step(run.model(), contents);
  }

  private String postProcessing() {
    PostProcessing processing = new PostProcessingFile(run).read(requireConfig());
    return processing == null ? "gone by now" : processing.removed() + " components removed";
  }

  private String vectors() {
    WordTable table = VectorsFile.read(run.vectors(), requireConfig().wordDimension());
    return table == null ? "gone by now" : table.words().size() + " words";
  }

  private String history() {
    long step = 0;
    List<HistoryEntry> entries = History.read(run.history()).entries();
    for (HistoryEntry entry : entries) {
      if (entry.step() <= step) {
        throw new SimlossException(
            Messages.oneLine(run.history()) + " has step " + entry.step() + " after step " + step);
      }
      step = entry.step();
    }
    return entries.size() + " evaluations";
  }

  private void checkpoints() {
    List<Path> all = List.of();
    try {
      OwnFiles.requireFolder(run.root(), run.checkpoints());
      all = new Checkpoints(run.checkpoints(), 1).list();
      if (all.isEmpty()) {
        throw new SimlossException("there is none, so the run cannot be continued");
      }
    } catch (SimlossException e) {
      findings.add(new Finding("checkpoint", false, Objects.requireNonNull(e.getMessage())));
    }
    for (int i = 0; i < all.size(); i++) {
      Path folder = all.get(i);
      boolean newest = i + 1 == all.size();
      String name = "checkpoint/" + folder.getFileName();
      check(
          name,
          () -> {
            ModelSpec spec = requireConfig().spec();
            Checkpoints.Checkpoint checkpoint = CheckpointFiles.read(folder, spec);
            if (newest) {
              requireSameHistory(checkpoint);
            }
            return checkpoint.history().size() + " evaluations";
          });
    }
  }

  /** The run's history begins with the newest checkpoint's: the hash of that one covers it. */
  private void requireSameHistory(Checkpoints.Checkpoint checkpoint) {
    List<HistoryEntry> entries = History.read(run.history()).entries();
    int count = checkpoint.history().size();
    if (entries.size() < count || !entries.subList(0, count).equals(checkpoint.history())) {
      throw new SimlossException(
          Messages.oneLine(run.history())
              + " does not begin with the "
              + count
              + " evaluations this checkpoint knows of; train --resume puts them back");
    }
  }

  private RunConfig requireConfig() {
    if (config == null) {
      throw new SimlossException("it cannot be checked without a sound config.json");
    }
    return config;
  }
}
