package io.github.simloss.cli.command;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Engine;
import io.github.simloss.cli.console.Errors;
import io.github.simloss.cli.console.ProgressDisplay;
import io.github.simloss.cli.console.RunBeginning;
import io.github.simloss.cli.console.StopSignal;
import io.github.simloss.cli.live.LiveView;
import io.github.simloss.cli.live.Visdom;
import io.github.simloss.cli.option.DataOptions;
import io.github.simloss.cli.option.EngineOptions;
import io.github.simloss.cli.option.ReadingOptions;
import io.github.simloss.cli.option.TrainingOptions;
import io.github.simloss.cli.report.RunReport;
import io.github.simloss.cli.report.RunView;
import io.github.simloss.cli.usage.Bounds;
import io.github.simloss.cli.usage.KeepsOnly;
import io.github.simloss.cli.usage.Needs;
import io.github.simloss.experiment.inspection.SavedRun;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.Losses;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.settings.TrainingSettings;
import io.github.simloss.train.RunOutput;
import io.github.simloss.train.TrainingJob;
import io.github.simloss.train.TrainingListener;
import io.github.simloss.train.TrainingOutcome;
import io.github.simloss.train.TrainingRequest;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    footer = {
      "",
      "Examples:",
      "  simloss train",
      "  simloss train --train train.txt.gz --dev dev.txt.gz --vectors glove.txt.gz \\",
      "      --tokenizer whitespace --loss soft-label --neighbours 5 --learning-rate 1e-3 --out run",
      "  simloss train --config settings.json --backend dl4j --out other-run",
      "  simloss train --port 8098 --out run     and open http://127.0.0.1:8098/",
      "  simloss train --resume run"
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
  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "Continue this run from its newest checkpoint, on its own engine and device unless"
              + " others are given; all else is the run's.")
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
    if (visdom != null) {
      Visdom.address(visdom);
    }
    if (port != null) {
      LiveView.requireAddress(bind);
    }
    try (Engine engine = resume == null ? engineOptions.open() : engineOptions.openFor(resume)) {
      TrainingJob job =
          resume != null
              ? TrainingJob.resume(resume, engine, notice -> Errors.print(err, notice))
              : prepare(engine);
      RunBeginning.describe(err, job, engine);
      return train(err, job, engine);
    }
  }

  private int train(PrintWriter err, TrainingJob job, Engine engine) {
    TrainingOutcome outcome;
    try (StopSignal stop = new StopSignal();
        ProgressDisplay progress = new ProgressDisplay(err, job.state().step());
        Watchers watchers = watchers(err, job, engine)) {
      List<TrainingListener> listeners = new ArrayList<>(watchers.listeners());
      listeners.add(progress);
      outcome = job.train(engine, listeners, stop);
      if (outcome.reason() == TrainingOutcome.Reason.INTERRUPTED) {
        // Said here: once the signal is closed, the process is gone.
        finish(err, job, outcome);
        return 1;
      }
    }
    report(err, job, engine);
    return finish(err, job, outcome);
  }

  private Watchers watchers(PrintWriter err, TrainingJob job, Engine engine) {
    Consumer<String> notices = notice -> Errors.print(err, notice);
    // First, because it refuses an address that is none.
    Visdom curve =
        visdom == null ? null : new Visdom(visdom, SavedRun.name(job.run().root()), notices);
    LiveView view = port == null ? null : LiveView.start(job, engine, bind, port, notices);
    return new Watchers(curve, view);
  }

  /**
   * Who looks on from outside.
   *
   * @param visdom or null
   * @param view or null
   */
  private record Watchers(Visdom visdom, LiveView view) implements AutoCloseable {
    List<TrainingListener> listeners() {
      List<TrainingListener> listeners = new ArrayList<>();
      if (visdom != null) {
        listeners.add(visdom);
      }
      if (view != null) {
        listeners.add(view);
      }
      return listeners;
    }

    @Override
    public void close() {
      if (view != null) {
        view.close();
      }
      if (visdom != null) {
        visdom.close();
      }
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
    Path folder = out != null ? out : freeFolder(loss.name(), engine.backend().name());
    RunDirectory.requireFree(folder, overwrite);
    // What is no vocabulary or model is refused before anything is written.
    options.vocabulary(sample, null);
    DataOptions.Chosen files = data.files(folder.resolve("sample"), options);
    return TrainingJob.prepare(
        new TrainingRequest(
            files.data(),
            options.vocabulary(sample, files.stopWords()),
            options.model(sample),
            loss,
            training,
            new RunOutput(folder, overwrite)),
        words -> reading.some(files.data().vectors(), words, err()),
        engine);
  }

  private static Path freeFolder(String loss, String backend) {
    Path first = Path.of("runs", loss + "-" + backend);
    Path folder = first;
    for (int n = 2; Files.exists(folder); n++) {
      folder = first.resolveSibling(first.getFileName() + "-" + n);
    }
    return folder;
  }

  private static int finish(PrintWriter err, TrainingJob job, TrainingOutcome outcome) {
    Path run = job.run().root();
    switch (outcome.reason()) {
      case INTERRUPTED -> {
        err.println(
            String.format(
                Locale.ROOT,
                "stopped after step %,d with a checkpoint; continue with: simloss train --resume %s",
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
