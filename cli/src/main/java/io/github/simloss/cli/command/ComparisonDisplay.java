package io.github.simloss.cli.command;

import io.github.simloss.cli.console.Errors;
import io.github.simloss.cli.console.EvaluationTable;
import io.github.simloss.cli.console.ProgressDisplay;
import io.github.simloss.cli.report.ComparisonReport;
import io.github.simloss.cli.report.RunReport;
import io.github.simloss.cli.report.RunView;
import io.github.simloss.evaluate.probes.ProbeScores;
import io.github.simloss.evaluate.sets.EvaluationSet;
import io.github.simloss.experiment.comparison.ComparisonListener;
import io.github.simloss.experiment.comparison.ComparisonResult;
import io.github.simloss.experiment.comparison.PlannedRun;
import io.github.simloss.experiment.evaluation.Baseline;
import io.github.simloss.experiment.inspection.SavedRun;
import io.github.simloss.train.TrainingListener;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** Prints how a comparison proceeds, and writes the pages of its runs and its own. */
final class ComparisonDisplay implements ComparisonListener {
  private final Path folder;
  private final PrintWriter err;
  private ProgressDisplay progress;

  ComparisonDisplay(Path folder, PrintWriter err) {
    this.folder = folder;
    this.err = err;
  }

  @Override
  public void began(PlannedRun run, int number, int of) {
    err.println(which(run, number, of));
  }

  @Override
  public void doneBefore(PlannedRun run, int number, int of) {
    err.println(which(run, number, of) + ": done before");
  }

  @Override
  public List<TrainingListener> training(PlannedRun run, long step) {
    progress = new ProgressDisplay(err, step);
    return List.of(progress);
  }

  @Override
  public void trained(PlannedRun run) {
    progress.close();
  }

  @Override
  public void inspected(PlannedRun run, SavedRun saved) {
    RunReport.write(folder.resolve(run.name()).resolve("report.html"), RunView.of(saved));
  }

  @Override
  public void changed(ComparisonResult result) {
    ComparisonReport.write(folder, result);
  }

  @Override
  public void reconstructed(int sentences) {
    EvaluationTable.reconstructed(err, sentences);
  }

  @Override
  public void measured(EvaluationSet set, Baseline baseline, ProbeScores scores) {
    EvaluationTable.measured(err, set, baseline, scores);
  }

  @Override
  public void notice(String message) {
    Errors.print(err, message);
  }

  private static String which(PlannedRun run, int number, int of) {
    return "[" + number + "/" + of + "] " + run.name();
  }
}
