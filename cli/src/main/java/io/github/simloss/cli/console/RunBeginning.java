package io.github.simloss.cli.console;

import io.github.simloss.backend.Engine;
import io.github.simloss.embedding.EmbeddingTable;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.settings.LearningRateSchedule;
import io.github.simloss.run.settings.OptimizationSettings;
import io.github.simloss.similarity.SimilarityFile;
import io.github.simloss.train.TrainingJob;
import java.io.PrintWriter;
import java.util.Locale;

/** What a run is made from, said before it trains. */
public final class RunBeginning {
  private RunBeginning() {}

  /** Engine, loss, folder, sentences, vocabulary, and what looks odd about them. */
  public static void describe(PrintWriter err, TrainingJob job, Engine engine) {
    EmbeddingTable.Coverage coverage = job.config().provenance().words().coverage();
    err.println(
        String.format(
            Locale.ROOT,
            "%s on %s, %d threads; loss %s; run folder %s",
            engine.backend().description(),
            engine.device(),
            engine.threads(),
            job.config().loss().name(),
            job.run().root()));
    err.println(
        String.format(
            Locale.ROOT,
            "%,d training and %,d dev sentences (%,d empty lines left out); vocabulary %,d, vectors for"
                + " %,d of its words, %.1f %% of the text",
            job.trainCorpus().sentences().size(),
            job.devCorpus().sentences().size(),
            job.trainCorpus().skipped() + job.devCorpus().skipped(),
            job.config().spec().vocabularySize(),
            coverage.words(),
            100 * coverage.share()));
    training(err, job.config());
    job.notices().forEach(notice -> Errors.print(err, notice));
    SimilarityFile.Contents given = job.similarities().given();
    if (given != null) {
      err.println(
          String.format(
              Locale.ROOT,
              "similarities of %,d pairs given; left out: %,d lines of other words, %,d that repeat"
                  + " what is known",
              given.pairs(),
              given.outside(),
              given.duplicates()));
    }
    if (job.state().step() > 0) {
      err.println(String.format(Locale.ROOT, "continuing from step %,d", job.state().step()));
    }
  }

  /** How it is trained: what a user would want to change first. */
  private static void training(PrintWriter err, RunConfig config) {
    OptimizationSettings how = config.training().optimization();
    int patience = config.training().evaluation().patience();
    err.println(
        String.format(
            Locale.ROOT,
            "%,d %s in batches of %,d, learning rate %s%s%s; max length %,d; %,d stop words",
            how.epochs(),
            how.epochs() == 1 ? "epoch" : "epochs",
            how.batchSize(),
            how.learningRate(),
            how.schedule() == LearningRateSchedule.LINEAR ? " falling to nothing" : "",
            patience == 0 ? "" : String.format(Locale.ROOT, ", patience %,d", patience),
            config.spec().embedding().maxLength(),
            config.stopWords().size()));
  }
}
