package io.github.simloss.cli.command;

import io.github.simloss.backend.Engine;
import io.github.simloss.cli.help.InSection;
import io.github.simloss.cli.help.Section;
import io.github.simloss.cli.option.EngineOptions;
import io.github.simloss.cli.report.OverlayReport;
import io.github.simloss.cli.report.RunReport;
import io.github.simloss.cli.report.RunView;
import io.github.simloss.experiment.inspection.SavedRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code simloss report}: the page of a run, written again, or of several over one another. */
@Command(
    name = "report",
    sortOptions = false,
    description = {
      "Write a run's report.html: curves, quality, reconstructions, neighbours, a map of sentence"
          + " codes.",
      "train writes it by itself; this is for a run that was moved, stopped, or made by an older"
          + " release. Several runs come on one page: their figures in a table, what differs between"
          + " them, and their curves over one another."
    },
    footer = {
      "",
      "Examples:",
      "  simloss report run",
      "  simloss report run other --out both.html",
      "  simloss report run --sentences test.txt --out test.html"
    })
public final class ReportCommand extends BaseCommand {
  @Parameters(arity = "1..*", paramLabel = "RUN", description = "Folders that train --out made.")
  private List<Path> runs;

  @InSection(Section.DATA)
  @Option(
      names = "--sentences",
      paramLabel = "FILE",
      description = "Sentences to reconstruct and map. Default: the run's dev sentences.")
  private Path sentences;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Where the page goes. Default: report.html in the run's folder; of several runs overlay.html"
              + " in the current one.")
  private Path out;

  @Mixin private EngineOptions engineOptions;

  @Override
  public Integer call() {
    List<RunView> views = new ArrayList<>();
    try (Engine engine = engineOptions.open()) {
      for (Path run : runs) {
        views.add(RunView.of(SavedRun.inspect(run, sentences, engine)));
      }
    }
    Path file = out != null ? out : place();
    if (views.size() == 1) {
      RunReport.write(file, views.get(0));
    } else {
      OverlayReport.write(file, views);
    }
    err().println("written: " + file);
    return 0;
  }

  private Path place() {
    return runs.size() == 1 ? runs.get(0).resolve("report.html") : Path.of("overlay.html");
  }
}
