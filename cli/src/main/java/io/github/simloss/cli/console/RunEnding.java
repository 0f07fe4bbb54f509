package io.github.simloss.cli.console;

import io.github.simloss.evaluate.reconstruction.AnswerVariety;
import io.github.simloss.evaluate.reconstruction.ConstantAnswer;
import io.github.simloss.experiment.inspection.ReconstructionCheck;
import io.github.simloss.io.Messages;
import io.github.simloss.run.DataSource;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.checkpoint.TrainingState;
import io.github.simloss.train.TrainingJob;
import io.github.simloss.train.TrainingOutcome;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a run ended, what its model is worth, and what to type next. */
public final class RunEnding {
  /** Of an answer that is shown as an example. */
  private static final int LONGEST = 60;

  private RunEnding() {}

  /** What to say of a run that was stopped. */
  public static void interrupted(PrintWriter err, TrainingJob job, TrainingOutcome outcome) {
    err.println(
        String.format(
            Locale.ROOT,
            "stopped after step %,d with a checkpoint; continue with: %s",
            outcome.state().step(),
            CommandText.of("train", "--resume", job.run().root())));
  }

  /**
   * What to say of a run that is done.
   *
   * @param check of its best model, or null if it could not be looked at
   */
  public static void done(
      PrintWriter err, TrainingJob job, TrainingOutcome outcome, ReconstructionCheck check) {
    TrainingState state = outcome.state();
    err.println(
        String.format(
            Locale.ROOT,
            "%s after %,d steps and %.0f s; best dev loss %.4f at step %,d",
            outcome.reason() == TrainingOutcome.Reason.COMPLETED ? "done" : "stopped early",
            state.step(),
            state.seconds(),
            state.bestDevLoss(),
            state.bestStep()));
    boolean collapsed = check != null && check.variety().isCollapsed();
    if (check != null && check.sentences() > 0) {
      quality(err, check);
    }
    if (collapsed) {
      collapsed(err, job.config(), check);
    }
    err.println("next:");
    next(job, outcome, collapsed).forEach(command -> err.println("  " + command));
  }

  private static void quality(PrintWriter err, ReconstructionCheck check) {
    err.println(
        String.format(
            Locale.ROOT,
            "%,d dev sentences reconstructed: %s of the words right%s; %s of the wrong ones are near"
                + " synonyms%s",
            check.sentences(),
            percent(check.values().get("tokenAccuracy")),
            always(check.constant(), "tokenAccuracy"),
            percent(check.values().get("nearSynonymRate")),
            always(check.constant(), "nearSynonymRate")));
  }

  private static String percent(Double share) {
    return share == null ? "none" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static String always(ConstantAnswer constant, String metric) {
    ConstantAnswer.Value value = constant.answers().get(metric);
    return value == null
        ? ""
        : " (always "
            + Messages.quote(value.word())
            + " would give "
            + percent(value.value())
            + ")";
  }

  private static void collapsed(PrintWriter err, RunConfig config, ReconstructionCheck check) {
    Errors.print(
        err,
        String.format(
            Locale.ROOT,
            "the model has collapsed: it gives %s to %,d different sentences, as %s, and is of no"
                + " use, whatever its loss; train for more --epochs, on more sentences, or at another"
                + " --learning-rate (this was %s)%s%s",
            answers(check.variety()),
            check.variety().targets(),
            Messages.quote(shortened(check.example())),
            config.training().optimization().learningRate(),
            otherwise(config),
            config.loss().name().startsWith("weighted")
                ? ": " + config.loss().name() + " is prone to it"
                : ""));
  }

  /** Of what mostly helps, that which the run does not have. */
  private static String otherwise(RunConfig config) {
    String missing =
        (config.loss().name().equals("soft-label") ? "" : " --loss soft-label")
            + (config.stopWords().isEmpty() ? " --stop-words english" : "");
    return missing.isEmpty() ? "" : ", or with" + missing;
  }

  private static String shortened(String answer) {
    return answer.length() <= LONGEST
        ? answer
        : answer.substring(0, answer.offsetByCodePoints(0, answer.codePointCount(0, LONGEST)))
            + "...";
  }

  static String answers(AnswerVariety variety) {
    return variety.answers() == 1
        ? "the same answer"
        : String.format(
            Locale.ROOT,
            "%,d different answers of %,d different words",
            variety.answers(),
            variety.answerWords());
  }

  private static List<String> next(TrainingJob job, TrainingOutcome outcome, boolean collapsed) {
    Path run = job.run().root();
    List<String> next = new ArrayList<>();
    Path sentences = sentences(job);
    if (!collapsed && sentences != null) {
      next.add(onEngine(job, "reconstruct", "--model", run, sentences));
      next.add(onEngine(job, "evaluate", "--model", run, "--reconstruction", sentences));
    }
    TrainingState state = outcome.state();
    if (outcome.reason() == TrainingOutcome.Reason.COMPLETED && state.stale() == 0) {
      int epochs = 2 * job.config().training().optimization().epochs();
      next.add(
          CommandText.of("train", "--resume", run, "--epochs", epochs)
              + "    the dev loss still fell at the end");
    }
    next.add(CommandText.of("runs", parent(run)));
    return next;
  }

  private static Path parent(Path run) {
    Path parent = run.toAbsolutePath().normalize().getParent();
    return parent == null
        ? run
        : parent.equals(Path.of("").toAbsolutePath()) ? Path.of(".") : parent;
  }

  /** A command on the engine of the run, where the default is another. */
  private static String onEngine(TrainingJob job, Object... arguments) {
    List<Object> words = new ArrayList<>(List.of(arguments));
    String engine = job.config().provenance().machine().backend();
    if (!engine.equals("djl")) {
      words.addAll(List.of("--backend", engine));
    }
    return CommandText.of(words.toArray());
  }

  /** Sentences that the model has not learned; null where they cannot be read twice. */
  private static Path sentences(TrainingJob job) {
    Path test = job.run().root().resolve(DataSource.SAMPLE).resolve("test.txt");
    Path dev = job.config().provenance().data().dev().file();
    return Files.isRegularFile(test) ? test : Files.isRegularFile(dev) ? dev : null;
  }
}
