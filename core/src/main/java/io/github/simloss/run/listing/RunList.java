package io.github.simloss.run.listing;

import io.github.simloss.SimlossException;
import io.github.simloss.io.Messages;
import io.github.simloss.run.checkpoint.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The runs in a folder and in its folders, three levels down; links are not followed.
 *
 * @param runs by the time they were begun, then by name
 * @param skipped folders that look like a run and are none, or a damaged one, by name
 * @since 0.2.0
 */
public record RunList(List<RunSummary> runs, List<Skipped> skipped) {
  private static final int DEPTH = 3;

  /**
   * A folder that was left out.
   *
   * @param folder where it lies
   * @param reason in one line
   */
  public record Skipped(Path folder, String reason) {}

  /** Copies the lists. */
  public RunList {
    runs = List.copyOf(runs);
    skipped = List.copyOf(skipped);
  }

  /**
   * Looks for runs.
   *
   * @param folder that may hold runs, or be one
   * @throws SimlossException if there is no such folder
   */
  public static RunList in(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new SimlossException(
          "there is no folder " + Messages.quote(folder) + ": name one that holds runs");
    }
    List<RunSummary> runs = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    look(folder, DEPTH, runs, skipped);
    runs.sort(
        Comparator.comparing(RunSummary::created).thenComparing(run -> run.folder().toString()));
    return new RunList(runs, skipped);
  }

  private static void look(Path folder, int depth, List<RunSummary> runs, List<Skipped> skipped) {
    try {
      if (isCandidate(folder)) {
        runs.add(RunSummary.of(folder));
      } else if (depth > 0) {
        for (Path child : folders(folder)) {
          look(child, depth - 1, runs, skipped);
        }
      }
    } catch (SimlossException e) {
      skipped.add(new Skipped(folder, String.valueOf(e.getMessage())));
    }
  }

  /** A run's own file, or what is left of one whose configuration is gone. */
  private static boolean isCandidate(Path folder) {
    return Files.exists(folder.resolve("config.json"), LinkOption.NOFOLLOW_LINKS)
        || (Files.isRegularFile(folder.resolve(Manifest.NAME), LinkOption.NOFOLLOW_LINKS)
            && Files.isDirectory(folder.resolve("checkpoint"), LinkOption.NOFOLLOW_LINKS));
  }

  private static List<Path> folders(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(child -> Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS))
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    } catch (IOException e) {
      throw Messages.reading(folder, e);
    }
  }
}
