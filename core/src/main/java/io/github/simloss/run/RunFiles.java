package io.github.simloss.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.simloss.SimlossException;
import io.github.simloss.io.AtomicFiles;
import io.github.simloss.io.FolderLock;
import io.github.simloss.io.Folders;
import io.github.simloss.io.Messages;
import io.github.simloss.io.OwnFiles;
import io.github.simloss.io.json.Json;
import io.github.simloss.run.checkpoint.Checkpoints;
import io.github.simloss.run.checkpoint.Manifest;
import io.github.simloss.run.vectors.VectorsFile;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which files of a folder are a run's. Only those are ever removed, and only if the folder's own
 * manifest or configuration says that a run is there: a folder of somebody else's may hold a {@code
 * model.safetensors} or a {@code checkpoint/}, too.
 */
final class RunFiles {
  static final String CONFIG = "config.json";
  static final String VOCABULARY = "vocabulary.tsv";
  static final String MODEL = "model.safetensors";

  /** The model card; not every run has it, and it may be the user's own file. */
  static final String CARD = "README.md";

  static final String CHECKPOINTS = "checkpoint";

  /** All but {@link #CONFIG}. */
  static final List<String> FILES =
      List.of(
          MODEL,
          "postprocessing.safetensors",
          VectorsFile.NAME,
          "history.jsonl",
          VOCABULARY,
          "report.html",
          Manifest.NAME);

  private RunFiles() {}

  /**
   * Checks that a new run may begin in a folder.
   *
   * @param overwrite whether a run that is there may be removed
   * @throws SimlossException naming what is in the way, and the ways out
   */
  static void requireFree(Path root, boolean overwrite) {
    FolderLock.requireFree(root);
    List<String> there = there(root);
    if (there.isEmpty()) {
      return;
    }
    if (!isRun(root)) {
      throw new SimlossException(
          Messages.quote(root)
              + " holds "
              + Messages.oneLine(String.join(", ", there))
              + ", and neither manifest.json nor config.json says that simloss made it: choose"
              + " another --out, or move it away");
    }
    // A process that died while it began leaves no more than a claim and a first checkpoint.
    if (!overwrite && (there.contains(CONFIG) || there.contains(MODEL))) {
      throw new SimlossException(
          Messages.oneLine(root)
              + " holds a run already: give --overwrite to replace it, --resume "
              + Messages.oneLine(root)
              + " to continue it, or another --out");
    }
    requireNothingForeign(root);
  }

  /** Checks that each part of a run that is to be removed is one, before the first is. */
  private static void requireNothingForeign(Path root) {
    List<Path> foreign = new ArrayList<>();
    for (String name : FILES) {
      if (Files.isDirectory(root.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
        foreign.add(root.resolve(name));
      }
    }
    Path checkpoints = root.resolve(CHECKPOINTS);
    if (Files.isDirectory(checkpoints, LinkOption.NOFOLLOW_LINKS)) {
      foreign.addAll(new Checkpoints(checkpoints, 1).foreign());
    }
    if (!foreign.isEmpty()) {
      throw new SimlossException(
          Messages.quote(foreign.get(0))
              + " is in the place of a run's file and none: move it away, or choose another --out");
    }
  }

  private static List<String> there(Path root) {
    List<String> there = new ArrayList<>();
    List<String> names = new ArrayList<>(FILES);
    names.add(0, CONFIG);
    names.add(CHECKPOINTS);
    for (String name : names) {
      if (Files.exists(root.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
        there.add(name);
      }
    }
    return there;
  }

  private static boolean isRun(Path root) {
    try {
      if (isPlain(root.resolve(Manifest.NAME))
          && Manifest.read(root).sha256().containsKey(CONFIG)) {
        return true;
      }
    } catch (SimlossException e) {
      // It is damaged or somebody else's: the other one may say more.
    }
    try {
      if (isPlain(root.resolve(CONFIG))) {
        JsonNode tree = Json.read(root.resolve(CONFIG), JsonNode.class);
        return tree.path("format").isInt()
            && tree.path("version").isTextual()
            && tree.path("spec").isObject()
            && tree.path("provenance").isObject();
      }
    } catch (SimlossException e) {
      // The same.
    }
    return false;
  }

  private static boolean isPlain(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** Removes a run, of which {@link #requireFree} was asked; what is not a run's stays. */
  static void clear(Path root) throws IOException {
    // config.json first: without it the folder is no run, whatever else is left by a crash in
    // between. The manifest last: it says whose the others are.
    Files.deleteIfExists(root.resolve(CONFIG));
    Path checkpoints = root.resolve(CHECKPOINTS);
    if (Files.isSymbolicLink(checkpoints)) {
      Files.delete(checkpoints);
    } else {
      OwnFiles.requireFolder(root, checkpoints);
      Checkpoints all = new Checkpoints(checkpoints, 1);
      all.clear();
      deleteTemporary(checkpoints);
      deleteIfEmpty(checkpoints);
    }
    for (String name : FILES) {
      Files.deleteIfExists(root.resolve(name));
    }
    deleteTemporary(root);
  }

  /** Removes the temporary files of writers that died. */
  static void deleteTemporary(Path folder) {
    Folders.temporaryFilesOfTheDead(folder).forEach(file -> Folders.delete(file, List.of()));
  }

  private static void deleteIfEmpty(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      // Something in it is not ours.
    }
  }

  /**
   * Replaces the configuration. Its hash would be wrong for a moment, so there is no manifest for
   * that moment: a process that dies in it leaves a run that can be read.
   */
  static void replaceConfig(Path root, String text) {
    Path manifest = root.resolve(Manifest.NAME);
    boolean covered = Files.exists(manifest);
    Map<String, String> hashes = new TreeMap<>(covered ? Manifest.read(root).sha256() : Map.of());
    try {
      Files.deleteIfExists(manifest);
    } catch (IOException e) {
      throw Messages.writing(manifest, e);
    }
    AtomicFiles.writeString(root.resolve(CONFIG), text);
    if (covered) {
      hashes.put(CONFIG, Manifest.hash(root.resolve(CONFIG)));
      Manifest.write(root, hashes);
    }
  }

  /**
   * Checks that no part of a run is a link out of it, a pipe or a device.
   *
   * @throws SimlossException naming the part
   */
  static void requireOwn(Path root) {
    OwnFiles.requirePlain(root, root.resolve(CONFIG));
    for (String name : FILES) {
      OwnFiles.requirePlain(root, root.resolve(name));
    }
    OwnFiles.requireFolder(root, root.resolve(CHECKPOINTS));
  }

  /**
   * Checks a file against the manifest, if there is one.
   *
   * @throws SimlossException if its hash is another
   */
  static void requireRecordedHash(Path root, Path file) {
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
}
