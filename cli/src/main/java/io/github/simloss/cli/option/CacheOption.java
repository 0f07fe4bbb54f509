package io.github.simloss.cli.option;

import io.github.simloss.cli.console.Errors;
import io.github.simloss.cli.console.ReadingDisplay;
import io.github.simloss.cli.help.InSection;
import io.github.simloss.cli.help.Section;
import io.github.simloss.embeddings.VectorFile;
import io.github.simloss.embeddings.VectorOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
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
    return VectorFile.open(
        file,
        VectorOptions.DEFAULT
            .withCache(cache)
            .withProgress(new ReadingDisplay(err, file))
            .withNotices(notice -> Errors.print(err, notice)));
  }
}
