package io.github.simloss.cli.command;

import io.github.simloss.backend.Engine;
import io.github.simloss.cli.console.EvaluationTable;
import io.github.simloss.cli.help.InSection;
import io.github.simloss.cli.help.Section;
import io.github.simloss.cli.option.EngineOptions;
import io.github.simloss.cli.option.ModelOptions;
import io.github.simloss.cli.report.OverlayReport;
import io.github.simloss.cli.report.RunReport;
import io.github.simloss.cli.report.RunView;
import io.github.simloss.cli.report.SetScores;
import io.github.simloss.evaluate.sets.EvaluationSet;
import io.github.simloss.evaluate.sets.SetDefinition;
import io.github.simloss.evaluate.sets.SetFile;
import io.github.simloss.experiment.evaluation.Evaluation;
import io.github.simloss.experiment.evaluation.EvaluationListener;
import io.github.simloss.experiment.evaluation.EvaluationPlan;
import io.github.simloss.experiment.inspection.SavedRun;
import io.github.simloss.run.TrainedModel;
import io.github.simloss.text.Tokenizers;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
      "  simloss report run --sentences test.txt --out test.html",
      "  simloss report run --sets sets.json"
    })
public final class ReportCommand extends BaseCommand {
  /** What evaluate takes where nothing is said. */
  private static final int NEAR = 10;

  private static final int BATCH = 64;
  private static final long SEED = 1;

  @Parameters(arity = "1..*", paramLabel = "RUN", description = "Folders that train --out made.")
  private List<Path> runs;

  @InSection(Section.DATA)
  @Option(
      names = "--sentences",
      paramLabel = "FILE",
      description = "Sentences to reconstruct and map. Default: the run's dev sentences.")
  private Path sentences;

  @InSection(Section.DATA)
  @Option(
      names = "--sets",
      paramLabel = "SETS",
      description =
          "Labelled sentences and pairs in a JSON file, as evaluate reads it: what the codes know of"
              + " them comes on the page as well.")
  private Path sets;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Where the page goes; a file of this name is replaced. Default: report.html in the run's"
              + " folder; of several runs overlay.html in the current one, or the first free"
              + " overlay-N.html.")
  private Path out;

  @Mixin private EngineOptions engineOptions;

  @Override
  public Integer call() {
    List<RunView> views = new ArrayList<>();
    EvaluationPlan plan = sets == null ? null : plan();
    try (Engine engine = engineOptions.open()) {
      for (Path run : runs) {
        SavedRun saved = SavedRun.inspect(run, sentences, engine);
        views.add(RunView.of(saved, plan == null ? SetScores.NONE : scores(run, plan, engine)));
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

  private EvaluationPlan plan() {
    List<EvaluationSet> found = SetFile.read(sets).stream().map(SetDefinition::read).toList();
    found.forEach(set -> EvaluationTable.taken(err(), set));
    return new EvaluationPlan(null, NEAR, found, Tokenizers.byName("words"), SEED);
  }

  /** As evaluate measures them without baselines and word vectors. */
  private SetScores scores(Path run, EvaluationPlan plan, Engine engine) {
    try (TrainedModel model = TrainedModel.open(run, engine)) {
      Evaluation evaluation = new Evaluation(model, null, plan, BATCH, new EvaluationListener() {});
      SetScores scores = SetScores.of(plan, evaluation.run(engine, false));
      ModelOptions.reportUnknown(
          err(), model, evaluation.unknownWords(), "simloss evaluate --vectors");
      return scores;
    }
  }

  private Path place() {
    if (runs.size() == 1) {
      return runs.get(0).resolve("report.html");
    }
    Path free = Path.of("overlay.html");
    for (int k = 2; Files.exists(free, LinkOption.NOFOLLOW_LINKS); k++) {
      free = Path.of("overlay-" + k + ".html");
    }
    return free;
  }
}
