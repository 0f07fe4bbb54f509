package io.github.simloss.run;

import io.github.simloss.SimlossException;
import io.github.simloss.io.AtomicFiles;
import io.github.simloss.io.Messages;
import io.github.simloss.run.checkpoint.Manifest;
import io.github.simloss.run.vectors.VectorsFile;
import io.github.simloss.run.vectors.WordTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of a trained run that its best model is made of, as bytes: to be sent to other machines
 * and written there as a folder that {@link SentenceModel#load} opens. Checkpoints, history and
 * pages are left out. The arrays are shared, and nobody writes to them.
 *
 * @since 0.2.0
 */
public final class RunContent {
  /** No name of a user's is among them, so that content from anywhere cannot leave its folder. */
  private static final List<String> NAMES =
      List.of(
          RunFiles.CONFIG,
          RunFiles.VOCABULARY,
          Manifest.NAME,
          RunFiles.MODEL,
          "postprocessing.safetensors",
          VectorsFile.NAME,
          RunFiles.CARD);

  private static final List<String> NEEDED =
      List.of(RunFiles.CONFIG, RunFiles.VOCABULARY, RunFiles.MODEL);

  private final Map<String, byte[]> files;

  private RunContent(Map<String, byte[]> files) {
    this.files = Collections.unmodifiableMap(files);
  }

  /**
   * Files that were read elsewhere.
   *
   * @param files name to content
   * @throws SimlossException if one that a model needs is missing, or one is not a run's
   */
  public static RunContent of(Map<String, byte[]> files) {
    for (String name : files.keySet()) {
      if (!NAMES.contains(name)) {
        throw new SimlossException(
            Messages.quote(name) + " is no file of a trained run; it has " + NAMES);
      }
    }
    for (String name : NEEDED) {
      if (!files.containsKey(name)) {
        throw new SimlossException(
            "a trained run has " + name + ", and it is not there; take the run's folder again");
      }
    }
    return new RunContent(new TreeMap<>(files));
  }

  /**
   * Reads the files of a run's folder.
   *
   * @throws SimlossException if it is no run, has no model yet, or cannot be read
   */
  public static RunContent read(Path root) {
    RunDirectory run = RunDirectory.open(root);
    RunConfig config = run.readConfig();
    run.readCodec(config);
    run.readModel(config);
    Map<String, byte[]> files = new TreeMap<>();
    for (String name : NAMES) {
      Path file = root.resolve(name);
      if (Files.isRegularFile(file)) {
        files.put(name, bytes(file));
      }
    }
    return of(files);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (OutOfMemoryError e) {
      throw new SimlossException(
          Messages.oneLine(file) + " does not fit into this process's memory; raise -Xmx", e);
    } catch (IOException e) {
      throw Messages.reading(file, e);
    }
  }

  /** The names a trained run's files may have; not every run has all. */
  public static List<String> names() {
    return NAMES;
  }

  /** Name to content; unmodifiable. */
  public Map<String, byte[]> files() {
    return files;
  }

  /** How many bytes they have together. */
  public long size() {
    return files.values().stream().mapToLong(content -> content.length).sum();
  }

  /**
   * Writes the files into a folder, which is then a run's.
   *
   * @param root made if it is not there; files of the same names are replaced
   */
  public void write(Path root) {
    AtomicFiles.createDirectories(root);
    files.forEach(
        (name, content) -> AtomicFiles.write(root.resolve(name), out -> out.write(content)));
  }

  /**
   * The same run with vectors of words that its vocabulary lacks, in place of those it has.
   *
   * @param table of the dimension of the model's words
   * @param scratch a folder of one's own, where a file is written and removed
   */
  public RunContent withVectors(WordTable table, Path scratch) {
    Path file = scratch.resolve(VectorsFile.NAME);
    VectorsFile.write(file, table);
    try {
      Map<String, byte[]> all = new TreeMap<>(files);
      all.put(VectorsFile.NAME, bytes(file));
      return new RunContent(all);
    } finally {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        // It is in a scratch folder.
      }
    }
  }
}
