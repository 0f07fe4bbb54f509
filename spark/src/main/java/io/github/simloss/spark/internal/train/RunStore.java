package io.github.simloss.spark.internal.train;

import io.github.simloss.io.AtomicFiles;
import io.github.simloss.spark.internal.files.HadoopFolder;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run in the file system of the cluster: {@code run/} is its folder as one machine would have it,
 * {@code ids/} the sentences, {@code dev.txt} those to evaluate on, {@code similarities/} a user's
 * own. A checkpoint counts once its {@code _SUCCESS} is there, which is written last: file systems
 * that cannot rename a folder are as good as others.
 *
 * @param root its folder
 */
public record RunStore(HadoopFolder root) implements Serializable {
  private static final String CHECKPOINT = "checkpoint";
  private static final String SIMILARITIES = "similarities";
  private static final String DEV = "dev.txt";
  private static final String DONE = "_SUCCESS";
  private static final String BEST = "model.safetensors";

  /** The run's folder. */
  public HadoopFolder run() {
    return root.in("run");
  }

  /** The sentences. */
  public HadoopFolder ids() {
    return root.in("ids");
  }

  /** Keeps a file of similarities for the workers. */
  public void uploadSimilarities(Path file) {
    root.in(SIMILARITIES).upload(file, file.getFileName().toString());
  }

  /**
   * Copies the file of similarities into a local folder.
   *
   * @return it, or null if the run has none
   */
  @Nullable Path downloadSimilarities(Path local) {
    HadoopFolder from = root.in(SIMILARITIES);
    for (String name : from.names()) {
      // Hadoop keeps sums beside what it writes to a local file system.
      if (!name.startsWith(".")) {
        Path file = local.resolve(name);
        from.download(name, file);
        return file;
      }
    }
    return null;
  }

  /** Removes what was begun. */
  public void clear() {
    for (String name : List.of("run", "ids", SIMILARITIES)) {
      root.delete(name);
    }
  }

  /** Writes the sentences to evaluate on, none with a line break. */
  public void writeDev(List<String> sentences) {
    root.write(DEV, String.join("\n", sentences) + "\n");
  }

  /** The sentences to evaluate on. */
  List<String> readDev() {
    String text = new String(root.read(DEV), StandardCharsets.UTF_8);
    return List.of(text.substring(0, text.length() - 1).split("\n", -1));
  }

  /** The steps of whole checkpoints, the newest first. */
  public List<String> checkpoints() {
    HadoopFolder all = run().in(CHECKPOINT);
    List<String> names = new ArrayList<>();
    for (String name : all.names()) {
      if (name.matches("step-[0-9]{12}") && all.has(name + "/" + DONE)) {
        names.add(0, name);
      }
    }
    return names;
  }

  /** Copies all files of a local folder to the run's. */
  public void uploadRun(Path local) {
    for (Path file : files(local)) {
      run().upload(file, file.getFileName().toString());
    }
  }

  /** Keeps the checkpoint that a run was begun with. */
  public void uploadStart(Path local) {
    uploadCheckpoint(local, "step-000000000000", 1);
  }

  /**
   * Keeps a checkpoint, with the best model so far.
   *
   * @param local the run's folder, where a checkpoint of this name is
   * @param keep how many stay
   */
  void uploadCheckpoint(Path local, String name, int keep) {
    HadoopFolder there = run().in(CHECKPOINT).in(name);
    run().in(CHECKPOINT).delete(name);
    for (Path file : files(local.resolve(CHECKPOINT).resolve(name))) {
      there.upload(file, file.getFileName().toString());
    }
    if (Files.exists(local.resolve(BEST))) {
      there.upload(local.resolve(BEST), BEST);
    }
    there.write(DONE, "");
    List<String> all = checkpoints();
    for (String old : all.subList(Math.min(all.size(), keep), all.size())) {
      run().in(CHECKPOINT).delete(old);
    }
  }

  /** Copies the run with one checkpoint to a local folder. */
  void download(String checkpoint, Path local) {
    for (String name : List.of("config.json", "vocabulary.tsv", "manifest.json")) {
      run().download(name, local.resolve(name));
    }
    HadoopFolder from = run().in(CHECKPOINT).in(checkpoint);
    Path to = local.resolve(CHECKPOINT).resolve(checkpoint);
    AtomicFiles.createDirectories(to);
    for (String name : from.names()) {
      if (name.equals(BEST)) {
        from.download(name, local.resolve(name));
      } else if (!name.startsWith("_") && !name.startsWith(".")) {
        from.download(name, to.resolve(name));
      }
    }
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
