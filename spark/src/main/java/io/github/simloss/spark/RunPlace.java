package io.github.simloss.spark;

import io.github.simloss.SimlossException;
import io.github.simloss.io.FileHash;
import io.github.simloss.io.Folders;
import io.github.simloss.io.Messages;
import io.github.simloss.run.RunContent;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.vectors.WordTable;
import io.github.simloss.spark.internal.files.HadoopFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/** Runs in folders of this machine and elsewhere. */
final class RunPlace {
  private RunPlace() {}

  /** A run's files, from a folder of this machine or a URI. */
  static RunContent read(String path) {
    if (!isUri(path)) {
      return RunContent.read(Path.of(path));
    }
    return read(HadoopFolder.of(path, SparkSession.active().sparkContext().hadoopConfiguration()));
  }

  /** Whether Hadoop is asked for it. */
  static boolean isUri(String path) {
    return path.matches("[a-zA-Z][a-zA-Z0-9+.-]+:/.*");
  }

  /** A run's files, checked. */
  static RunContent read(HadoopFolder folder) {
    Map<String, byte[]> files = new TreeMap<>();
    for (String name : folder.names()) {
      if (RunContent.names().contains(name)) {
        files.put(name, folder.read(name));
      }
    }
    if (files.isEmpty()) {
      throw new SimlossException(
          Messages.oneLine(folder.path())
              + " is no run: it has no config.json; name the folder that training made");
    }
    return laidOut(RunContent.of(files), RunContent::read);
  }

  /** Does something with a run in a folder, which is removed afterwards. */
  static <T> T laidOut(RunContent run, Function<Path, T> work) {
    return scratch(
        folder -> {
          Path root = folder.resolve("run");
          run.write(root);
          return work.apply(root);
        });
  }

  /** Does something with an empty folder, which is removed afterwards. */
  static <T> T scratch(Function<Path, T> work) {
    Path folder;
    try {
      folder = Files.createTempDirectory("simloss-spark");
    } catch (IOException e) {
      throw Messages.writing(Path.of(System.getProperty("java.io.tmpdir", ".")), e);
    }
    try {
      return work.apply(folder);
    } finally {
      Folders.deleteTemporary(folder);
    }
  }

  static RunContent withVectors(RunContent run, WordTable vectors) {
    int wanted = laidOut(run, root -> RunDirectory.open(root).readConfig().wordDimension());
    if (vectors.dimension() != wanted) {
      throw new IllegalArgumentException(
          "the vectors have dimension " + vectors.dimension() + ", the model needs " + wanted);
    }
    return scratch(folder -> run.withVectors(vectors, folder));
  }

  /** Another text for other files. */
  static String identity(Map<String, byte[]> files) {
    StringBuilder all = new StringBuilder();
    files.forEach((name, content) -> all.append(name).append(FileHash.sha256(content)));
    return FileHash.sha256(all.toString().getBytes(StandardCharsets.UTF_8));
  }
}
