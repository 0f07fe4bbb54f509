package io.github.simloss.cli.command;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Engine;
import io.github.simloss.cli.console.CollapseNotice;
import io.github.simloss.cli.console.Errors;
import io.github.simloss.cli.console.ProgressDisplay;
import io.github.simloss.cli.console.RunBeginning;
import io.github.simloss.cli.console.RunEnding;
import io.github.simloss.cli.console.StopSignal;
import io.github.simloss.cli.help.InSection;
import io.github.simloss.cli.help.Section;
import io.github.simloss.cli.live.LiveView;
import io.github.simloss.cli.live.Visdom;
import io.github.simloss.cli.live.Watchers;
import io.github.simloss.cli.option.DataOptions;
import io.github.simloss.cli.option.EngineOptions;
import io.github.simloss.cli.option.ReadingOptions;
import io.github.simloss.cli.option.TrainingOptions;
import io.github.simloss.cli.output.OutputFolder;
import io.github.simloss.cli.report.RunReport;
import io.github.simloss.cli.report.RunView;
import io.github.simloss.cli.usage.Bounds;
import io.github.simloss.cli.usage.KeepsOnly;
import io.github.simloss.cli.usage.Needs;
import io.github.simloss.experiment.inspection.ReconstructionCheck;
import io.github.simloss.experiment.inspection.SavedRun;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.Losses;
import io.github.simloss.run.DataSource;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.TrainedModel;
import io.github.simloss.run.settings.TrainingSettings;
import io.github.simloss.train.RunOutput;
import io.github.simloss.train.TrainingJob;
import io.github.simloss.train.TrainingListener;
import io.github.simloss.train.TrainingOutcome;
import io.github.simloss.train.TrainingRequest;
import io.github.simloss.train.data.MovedData;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code simloss train}: trains a sentence autoencoder, or continues to train one. */
@Command(
    name = "train",
    sortOptions = false,
    description = {
      "Train a sentence autoencoder.",
      "Without --train, --dev and --vectors it trains on the sample that comes with simloss, with"
          + " settings that suit it."
    },
    exitCodeList = {
      "1:failed; a line on standard error says why",
      "130, 143:stopped by Ctrl-C (SIGINT) or SIGTERM, with a checkpoint to resume from"
    },
    footer = {
      "",
      "Examples:",
      "  simloss train",
      "  simloss train --train train.txt.gz --dev dev.txt.gz --vectors glove.txt.gz \\",
      "      --tokenizer whitespace --loss soft-label --neighbours 5 \\",
      "      --learning-rate 1e-3 --out run",
      "  simloss train --config settings.json --backend dl4j --out other-run",
      "  simloss train --port 8098 --out run   # and open http://127.0.0.1:8098/",
      "  simloss train --resume run",
      "  simloss train --resume run --epochs 20   # train it further"
    })
public final class TrainCommand extends BaseCommand {
  @Mixin private DataOptions data;
  @Mixin private ReadingOptions reading;
  @Mixin private TrainingOptions options;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The run's folder. Default: runs/LOSS-BACKEND, or the first free runs/LOSS-BACKEND-N.")
  private Path out;

  @Needs("--out")
  @Option(names = "--overwrite", description = "Replace the run that --out holds.")
  private boolean overwrite;

  @KeepsOnly(
      value = {
        "--train",
        "--dev",
        "--vectors",
        "--vector-cache",
        "--similarities",
        "--epochs",
        "--backend",
        "--device",
        "--threads",
        "--port",
        "--bind",
        "--visdom",
        "--verbose",
        "--config"
      },
      because = "a resumed run keeps its own settings; leave it out, or begin a new run")
  @InSection(Section.TRAINING)
  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "Continue this run from its newest checkpoint, on its own engine and device unless"
              + " others are given; all else is the run's. --epochs, more than the run has, trains it"
              + " further, done or not. If its data files have moved, name them with --train, --dev,"
              + " --vectors and --similarities where they are now.")
  private Path resume;

  @Mixin private EngineOptions engineOptions;

  @Bounds(from = 0, to = 65_535)
  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Serve the report while training, at http://127.0.0.1:PORT/; 0 for any port.")
  private Integer port;

  @Needs("--port")
  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Where --port listens; 0.0.0.0 shows training texts to the whole network. Default:"
              + " ${DEFAULT-VALUE}.")
  private String bind;

  @Option(
      names = "--visdom",
      paramLabel = "URL",
      description =
          "Send the loss curve to this Visdom server, for instance http://localhost:8097.")
  private String visdom;

  @Inject private Losses losses;

  @Override
  public Integer call() {
    PrintWriter err = err();
    // What is no address is refused before anything is written.
    Visdom.Address curve = visdom == null ? null : Visdom.Address.parse(visdom);
    LiveView.Address page = port == null ? null : LiveView.Address.parse(bind, port);
    try (Engine engine = resume == null ? engineOptions.open() : engineOptions.openFor(resume);
        TrainingJob job = resume != null ? resume(engine) : prepare(engine)) {
      RunBeginning.describe(err, job, engine);
      return train(err, job, engine, curve, page);
    }
  }

  private TrainingJob resume(Engine engine) {
    MovedData moved = data.moved(options.similarities());
    Consumer<String> notices = notice -> Errors.print(err(), notice);
    return options.epochs() == null
        ? TrainingJob.resume(resume, moved, engine, notices)
        : TrainingJob.extend(resume, options.epochs(), moved, engine, notices);
  }

  private int train(
      PrintWriter err,
      TrainingJob job,
      Engine engine,
      Visdom.Address curve,
      LiveView.Address page) {
    TrainingOutcome outcome;
    try (StopSignal stop = new StopSignal();
        ProgressDisplay progress = new ProgressDisplay(err, job.state().step());
        Watchers watchers =
            Watchers.of(job, engine, curve, page, notice -> Errors.print(err, notice))) {
      List<TrainingListener> listeners = new ArrayList<>(watchers.listeners());
      listeners.add(progress);
      listeners.add(new CollapseNotice(err, job));
      outcome = job.train(engine, listeners, stop);
      if (outcome.reason() == TrainingOutcome.Reason.INTERRUPTED) {
        // Said here: once the signal is closed, the process is gone.
        RunEnding.interrupted(err, job, outcome);
        return 1;
      }
    }
    report(err, job, engine);
    RunEnding.done(err, job, outcome, check(err, job, engine));
    return 0;
  }

  /** What the best model is worth; null, with a notice, if it cannot be looked at. */
  private static ReconstructionCheck check(PrintWriter err, TrainingJob job, Engine engine) {
    try (TrainedModel model = TrainedModel.open(job.run().root(), engine)) {
      return ReconstructionCheck.of(model, job.devCorpus().sentences());
    } catch (SimlossException e) {
      Errors.print(err, "the model was not looked at: " + e.getMessage());
      return null;
    }
  }

  /** The run is whole without its page, so what goes wrong here is a notice. */
  private static void report(PrintWriter err, TrainingJob job, Engine engine) {
    Path root = job.run().root();
    Path page = root.resolve("report.html");
    try {
      RunReport.write(page, RunView.of(SavedRun.inspect(root, null, engine)));
      err.println("report: " + page);
    } catch (SimlossException e) {
      Errors.print(err, "no report was written: " + e.getMessage());
    }
  }

  private TrainingJob prepare(Engine engine) {
    data.check();
    boolean sample = !data.given();
    TrainingSettings training = options.training(sample);
    LossSpec loss = options.lossSpec();
    options.loss().requireUse(losses, List.of(loss));
    // What is no vocabulary or model is refused before anything is written.
    options.vocabulary(sample, null);
    if (out != null) {
      RunDirectory.requireFree(out, overwrite);
    }
    OutputFolder folder =
        out != null
            ? OutputFolder.named(out)
            : OutputFolder.free(Path.of("runs", loss.name() + "-" + engine.backend().name()));
    DataOptions.Chosen files = null;
    TrainingJob job = null;
    try {
      DataOptions.Chosen chosen = data.files(folder.path().resolve(DataSource.SAMPLE), options);
      files = chosen;
      job =
          TrainingJob.prepare(
              new TrainingRequest(
                  chosen.data(),
                  options.vocabulary(sample, chosen.stopWords()),
                  options.model(sample),
                  loss,
                  training,
                  new RunOutput(folder.path(), overwrite)),
              words -> reading.some(chosen.data().vectors(), words, err()),
              engine);
      folder.keep();
      return job;
    } finally {
      if (job == null) {
        if (files != null) {
          files.discard();
        }
        folder.discard();
      }
    }
  }
}
