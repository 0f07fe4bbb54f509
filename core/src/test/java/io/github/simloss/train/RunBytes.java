package io.github.simloss.train;

import io.github.simloss.io.FileHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All of a run's folder as a text that two equal runs share: names and hashes, times left out. */
final class RunBytes {
  private RunBytes() {}

  static String of(Path run) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> tree = Files.walk(run)) {
      for (Path path : tree.filter(Files::isRegularFile).toList()) {
        String name = path.getFileName().toString();
        if (name.startsWith(".simloss-")) {
          // Left by a "process" that died; only those of other processes are swept away.
          continue;
        }
        // Manifests hold hashes of files with times in them.
        String content =
            switch (name) {
              case "config.json", "manifest.json" -> "";
              case "history.jsonl", "state.json" ->
                  Files.readString(path)
                      .replaceAll("\"(seconds|tokensPerSecond)\" ?: ?[-+.0-9eE]+", "")
                      .replaceAll("\\s+", " ");
              default -> FileHash.sha256(path);
            };
        lines.add(run.relativize(path) + " " + content);
      }
    }
    lines.sort(null);
    return String.join("\n", lines);
  }
}
