package io.github.simloss.cli.console;

import io.github.simloss.backend.Engine;
import io.github.simloss.embedding.EmbeddingTable;
import io.github.simloss.similarity.SimilarityFile;
import io.github.simloss.train.TrainingJob;
import java.io.PrintWriter;
import java.util.Locale;

/** What a run is made from, said before it trains. */
public final class RunBeginning {
  private RunBeginning() {}

  /** Engine, loss, folder, sentences, vocabulary, and what looks odd about them. */
  public static void describe(PrintWriter err, TrainingJob job, Engine engine) {
    EmbeddingTable.Coverage coverage = job.config().provenance().coverage();
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
    job.trainCorpus().notice().ifPresent(notice -> Errors.print(err, notice));
    job.devCorpus().notice().ifPresent(notice -> Errors.print(err, notice));
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
    if (coverage.share() < 0.5) {
      Errors.print(
          err,
          "fewer than half of the words have a vector: does --tokenizer suit the text, and are the vectors of its language and lower case?");
    }
    if (job.state().step() > 0) {
      err.println(String.format(Locale.ROOT, "continuing from step %,d", job.state().step()));
    }
  }
}
