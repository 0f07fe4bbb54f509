package io.github.simloss.cli.option;

import io.github.simloss.cli.console.Errors;
import io.github.simloss.cli.console.ReadingDisplay;
import io.github.simloss.cli.help.InSection;
import io.github.simloss.cli.help.Section;
import io.github.simloss.embeddings.VectorFile;
import io.github.simloss.embeddings.VectorOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import picocli.CommandLine.Option;

/** How vector files are opened. */
@InSection(Section.DATA)
public final class CacheOption {
  @Option(
      names = "--vector-cache",
      paramLabel = "DIR",
      description =
          "Keep what was read of vector files here, so that the next run opens it at once; made again"
              + " when the file has changed. Default: no cache.")
  private Path cache;

  /** Opens a file, with a bar while it is read and notices in lines of their own. */
  public VectorFile open(Path file, PrintWriter err) {
    // A file that is read twice has the same to say twice.
    Set<String> said = ConcurrentHashMap.newKeySet();
    return VectorFile.open(
        file,
        VectorOptions.DEFAULT
            .withCache(cache)
            .withProgress(new ReadingDisplay(err, file))
            .withNotices(
                notice -> {
                  if (said.add(notice)) {
                    Errors.print(err, notice);
                  }
                }));
  }
}
