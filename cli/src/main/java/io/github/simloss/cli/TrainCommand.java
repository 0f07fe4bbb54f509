package io.github.simloss.cli;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Device;
import io.github.simloss.cli.report.RunReport;
import io.github.simloss.cli.report.SavedRun;
import io.github.simloss.io.TextFiles;
import io.github.simloss.similarity.EmbeddingTable;
import io.github.simloss.similarity.SimilarityFile;
import io.github.simloss.text.Tokenizers;
import io.github.simloss.train.RunDirectory;
import io.github.simloss.train.TrainingJob;
import io.github.simloss.train.TrainingOutcome;
import io.github.simloss.train.TrainingRequest;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code simloss train}: trains a sentence autoencoder, or goes on training one. */
@Command(
    name = "train",
    sortOptions = false,
    description = {
      "Train a sentence autoencoder.",
      "Without --train, --dev and --vectors it trains on the sample that comes with simloss, with"
          + " settings that suit it."
    },
    footer = {
      "",
      "Examples:",
      "  simloss train",
      "  simloss train --train train.txt.gz --dev dev.txt.gz --vectors glove.txt.gz \\",
      "      --tokenizer whitespace --loss soft-label --neighbours 5 --learning-rate 1e-3 --out run",
      "  simloss train --config settings.json --backend dl4j --out other-run",
      "  simloss train --resume run"
    })
final class TrainCommand extends BaseCommand {
  @Option(
      names = "--train",
      paramLabel = "FILE",
      description = "Training sentences, one a line, plain or gzip.")
  private Path train;

  @Option(
      names = "--dev",
      paramLabel = "FILE",
      description = "Sentences that choose the best model, the same form.")
  private Path dev;

  @Option(
      names = "--vectors",
      paramLabel = "FILE",
      description = "Pre-trained word vectors: fastText, GloVe or word2vec, plain or gzip.")
  private Path vectors;

  @Mixin private Vectors reading;

  @Mixin private TrainingOptions options;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The run's folder. Default: runs/LOSS-BACKEND, or the first free runs/LOSS-BACKEND-N.")
  private Path out;

  @Option(names = "--overwrite", description = "Replace the run that --out holds.")
  private boolean overwrite;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "Go on with this run from its newest checkpoint. Only engine, device and threads can be"
              + " given besides; all else is the run's.")
  private Path resume;

  @Mixin private EngineOptions engineOptions;

  @Override
  public Integer call() {
    PrintWriter err = err();
    if (resume != null && (train != null || dev != null || vectors != null || out != null)) {
      throw new UsageException(
          "--resume goes on with a run as it was begun: leave --train, --dev, --vectors and --out away");
    }
    Backend backend = engineOptions.engine();
    Device device = engineOptions.device(backend);
    TrainingJob job =
        resume != null
            ? TrainingJob.resume(resume, backend, device, notice -> Errors.print(err, notice))
            : prepare(backend, device);
    describe(err, job, backend, device);
    TrainingOutcome outcome;
    try (StopSignal stop = new StopSignal();
        ProgressDisplay progress = new ProgressDisplay(err, job.state().step())) {
      outcome = job.train(backend, device, List.of(progress), stop);
      if (outcome.reason() == TrainingOutcome.Reason.INTERRUPTED) {
        // Said here: once the signal is closed, the process is gone.
        finish(err, job, outcome);
        return 1;
      }
    }
    report(err, job, backend, device);
    return finish(err, job, outcome);
  }

  /** The run is whole without its page, so what goes wrong here is a notice. */
  private static void report(PrintWriter err, TrainingJob job, Backend backend, Device device) {
    Path root = job.run().root();
    Path page = root.resolve("report.html");
    try {
      RunReport.write(page, SavedRun.gather(root, null, backend, device));
      err.println("report: " + page);
    } catch (SimlossException e) {
      Errors.print(err, "no report was written: " + e.getMessage());
    }
  }

  private TrainingJob prepare(Backend backend, Device device) {
    boolean useSample = train == null && dev == null && vectors == null;
    if (!useSample) {
      requireGiven("--train", train);
      requireGiven("--dev", dev);
      requireGiven("--vectors", vectors);
      requireFile("--train", train);
      requireFile("--dev", dev);
      requireFile("--vectors", vectors);
    }
    TrainingOptions.Resolved resolved = options.resolve(useSample);
    if (resolved.similarities() != null) {
      requireFile("--similarities", resolved.similarities());
    }
    Path folder = out != null ? out : freeFolder(resolved.loss().name(), backend.name());
    Path stopWords = resolved.stopWords();
    if (useSample) {
      RunDirectory.requireFree(folder, overwrite);
      Sample sample = Sample.unpack(folder.resolve("sample"));
      train = sample.train();
      dev = sample.dev();
      vectors = sample.vectors();
      stopWords = stopWords == null ? sample.stopWords() : stopWords;
    }
    TrainingRequest request =
        new TrainingRequest(
            train,
            dev,
            vectors,
            folder,
            overwrite,
            resolved.tokenizer(),
            resolved.bigrams(),
            resolved.maxLength(),
            resolved.minCount(),
            resolved.maxVocabulary(),
            resolved.hiddenSize(),
            resolved.loss(),
            words(stopWords),
            resolved.training(),
            words(resolved.excludeWords()),
            resolved.similarities());
    Path file = vectors;
    return TrainingJob.prepare(request, words -> reading.some(file, words, err()), backend, device);
  }

  private static List<String> words(Path file) {
    List<String> words = new ArrayList<>();
    if (file != null) {
      TextFiles.forEachLine(
          file, (number, line) -> words.addAll(Tokenizers.WHITESPACE.tokenize(line)));
    }
    return words;
  }

  private static void requireGiven(String option, Path file) {
    if (file == null) {
      throw new UsageException(
          option
              + " is missing: give --train, --dev and --vectors, or none of them for the sample");
    }
  }

  private static void requireFile(String option, Path file) {
    if (!Files.exists(file)) {
      throw new SimlossException(option + ": there is no file " + file);
    }
  }

  private static Path freeFolder(String loss, String backend) {
    Path first = Path.of("runs", loss + "-" + backend);
    Path folder = first;
    for (int n = 2; Files.exists(folder); n++) {
      folder = first.resolveSibling(first.getFileName() + "-" + n);
    }
    return folder;
  }

  private static void describe(PrintWriter err, TrainingJob job, Backend backend, Device device) {
    EmbeddingTable.Coverage coverage = job.config().provenance().coverage();
    err.println(
        String.format(
            Locale.ROOT,
            "%s on %s, %d threads; loss %s; run folder %s",
            backend.engine(),
            device,
            backend.threads(),
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
      err.println(String.format(Locale.ROOT, "going on from step %,d", job.state().step()));
    }
  }

  private static int finish(PrintWriter err, TrainingJob job, TrainingOutcome outcome) {
    Path run = job.run().root();
    switch (outcome.reason()) {
      case INTERRUPTED -> {
        err.println(
            String.format(
                Locale.ROOT,
                "stopped after step %,d with a checkpoint; go on with: simloss train --resume %s",
                outcome.state().step(),
                run));
        return 1;
      }
      case EARLY_STOPPED, COMPLETED -> {
        err.println(
            String.format(
                Locale.ROOT,
                "%s after %,d steps and %.0f s; best dev loss %.4f at step %,d",
                outcome.reason() == TrainingOutcome.Reason.COMPLETED ? "done" : "stopped early",
                outcome.state().step(),
                outcome.state().seconds(),
                outcome.state().bestDevLoss(),
                outcome.state().bestStep()));
        err.println("try it: simloss reconstruct --model " + run + " FILE");
      }
    }
    return 0;
  }
}
