package io.github.simloss.train;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a run in memory, laid out anew for every harm that is done to them. */
final class RunCopy {
  private final Map<String, byte[]> files = new TreeMap<>();

  RunCopy(Path run) throws IOException {
    try (Stream<Path> tree = Files.walk(run)) {
      for (Path path : tree.filter(Files::isRegularFile).toList()) {
        files.put(run.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
      }
    }
  }

  /** Names to content. */
  Map<String, byte[]> files() {
    return files;
  }

  /** A file system of its own with the run in {@code /run}. */
  Path layOut() throws IOException {
    FileSystem disk = Jimfs.newFileSystem(Configuration.unix());
    Path run = Files.createDirectory(disk.getPath("/run"));
    restore(run);
    return run;
  }

  /** Puts all files back into a folder. */
  void restore(Path run) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = run.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }
}
