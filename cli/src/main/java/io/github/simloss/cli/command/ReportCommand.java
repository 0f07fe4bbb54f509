package io.github.simloss.cli.command;

import io.github.simloss.backend.Engine;
import io.github.simloss.cli.help.InSection;
import io.github.simloss.cli.help.Section;
import io.github.simloss.cli.option.EngineOptions;
import io.github.simloss.cli.report.RunReport;
import io.github.simloss.cli.report.RunView;
import io.github.simloss.experiment.inspection.SavedRun;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code simloss report}: the page of a run, written again. */
@Command(
    name = "report",
    sortOptions = false,
    description = {
      "Write a run's report.html: curves, reconstructions, neighbours, a map of sentence codes.",
      "train writes it by itself; this is for a run that was moved, stopped, or made by an older"
          + " release."
    },
    footer = {
      "",
      "Examples:",
      "  simloss report run",
      "  simloss report run --sentences test.txt --out test.html"
    })
public final class ReportCommand extends BaseCommand {
  @Parameters(paramLabel = "RUN", description = "The folder that train --out made.")
  private Path run;

  @InSection(Section.DATA)
  @Option(
      names = "--sentences",
      paramLabel = "FILE",
      description = "Sentences to reconstruct and map. Default: the run's dev sentences.")
  private Path sentences;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the page goes. Default: report.html in the run's folder.")
  private Path out;

  @Mixin private EngineOptions engineOptions;

  @Override
  public Integer call() {
    Path file = out != null ? out : run.resolve("report.html");
    try (Engine engine = engineOptions.open()) {
      RunReport.write(file, RunView.of(SavedRun.inspect(run, sentences, engine)));
    }
    err().println("written: " + file);
    return 0;
  }
}
