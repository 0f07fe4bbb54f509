package io.github.simloss.cli.console;

import io.github.simloss.backend.TrainableModel;
import io.github.simloss.encoding.Reconstruction;
import io.github.simloss.evaluate.reconstruction.AnswerVariety;
import io.github.simloss.experiment.inspection.ReconstructionCheck;
import io.github.simloss.run.checkpoint.HistoryEntry;
import io.github.simloss.train.TrainingJob;
import io.github.simloss.train.TrainingListener;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * Says after an evaluation if the model answers every sentence alike. It looks closer only where
 * the samples are alike, so that it costs nothing else.
 */
public final class CollapseNotice implements TrainingListener {
  private final PrintWriter err;
  private final TrainingJob job;

  public CollapseNotice(PrintWriter err, TrainingJob job) {
    this.err = err;
    this.job = job;
  }

  @Override
  public void evaluated(HistoryEntry entry, List<Reconstruction> samples, TrainableModel model) {
    if (samples.stream().map(Reconstruction::input).distinct().count() < 2
        || samples.stream().map(Reconstruction::output).distinct().count() > 1) {
      return;
    }
    AnswerVariety variety =
        ReconstructionCheck.variety(model, job.codec(), job.devCorpus().sentences());
    if (variety.isCollapsed()) {
      err.println(
          String.format(
              Locale.ROOT,
              "    so far it answers sentences alike, whatever they say: %s to %,d different ones%s",
              RunEnding.answers(variety),
              variety.targets(),
              entry.epoch() == 1 ? "; in the first epoch that is common" : ""));
    }
  }
}
