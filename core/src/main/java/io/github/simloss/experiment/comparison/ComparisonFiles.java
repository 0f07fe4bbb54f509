package io.github.simloss.experiment.comparison;

import io.github.simloss.SimlossException;
import io.github.simloss.io.Messages;
import io.github.simloss.io.OwnFiles;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Whether what a comparison writes would replace what is somebody else's. */
final class ComparisonFiles {
  /** What makes a folder a comparison's. */
  static final String SETTINGS = "settings.json";

  private static final List<String> RESULTS =
      List.of("comparison.json", "table.csv", "table.md", "report.html");

  private ComparisonFiles() {}

  /**
   * Checks a folder; it may be missing.
   *
   * @throws SimlossException if files of our names are there without settings of a comparison, or
   *     if something in the folder is a link that leads out of it
   */
  static void requireOwn(Path folder, List<PlannedRun> runs) {
    boolean ours = Files.isRegularFile(folder.resolve(SETTINGS), LinkOption.NOFOLLOW_LINKS);
    OwnFiles.requireNoLink(folder.resolve(SETTINGS));
    for (String name : RESULTS) {
      Path file = folder.resolve(name);
      OwnFiles.requireNoLink(file);
      if (!ours && Files.exists(file)) {
        throw new SimlossException(
            Messages.quote(file)
                + " is there, and no settings.json beside it says that a comparison made it: choose"
                + " another --out, or move it away");
      }
    }
    for (PlannedRun run : runs) {
      OwnFiles.requireFolder(folder, folder.resolve(run.name()));
      OwnFiles.requireNoLink(folder.resolve(run.name()).resolve("result.json"));
      OwnFiles.requireNoLink(folder.resolve(run.name()).resolve(RunResults.ANSWERS));
    }
  }
}
