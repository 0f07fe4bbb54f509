package io.github.simloss.experiment.comparison;

import io.github.simloss.SimlossException;
import io.github.simloss.embedding.WordVectors;
import io.github.simloss.evaluate.probes.PairedBootstrap;
import io.github.simloss.evaluate.probes.Score;
import io.github.simloss.experiment.evaluation.EvaluationPlan;
import io.github.simloss.experiment.evaluation.ScoreColumn;
import io.github.simloss.experiment.evaluation.ScoreColumns;
import io.github.simloss.experiment.inspection.SavedRun;
import io.github.simloss.experiment.significance.PairTest;
import io.github.simloss.experiment.significance.PairTests;
import io.github.simloss.io.AtomicFiles;
import io.github.simloss.io.FolderLock;
import io.github.simloss.io.json.Json;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.checkpoint.History;
import io.github.simloss.train.ModelSettings;
import io.github.simloss.train.TrainingJob;
import io.github.simloss.train.TrainingOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs that share everything but loss, engine and seed, each in a folder of its own: trained or
 * continued, measured, and written into {@code comparison.json} after each. Not safe for use by
 * several threads.
 *
 * @since 0.1.0
 */
public final class Comparison {
  private static final String FILE = "comparison.json";
  private static final int RESAMPLES = 2_000;

  private final ComparisonRequest request;
  private final Function<Set<String>, WordVectors> vectors;
  private final ComparisonListener listener;
  private final RunResults results;
  private List<String> tested = List.of();
  private List<PairTest> tests = List.of();

  /**
   * A comparison.
   *
   * @param request what the runs share
   * @param vectors loads the vectors of a set of words
   * @param listener hears how it proceeds
   */
  public Comparison(
      ComparisonRequest request,
      Function<Set<String>, WordVectors> vectors,
      ComparisonListener listener) {
    this.request = request;
    this.vectors = vectors;
    this.listener = listener;
    this.results = new RunResults(request.folder());
  }

  /**
   * Does what is left to do. Results of earlier calls on the same folder are used, and a run that
   * was stopped continues from its checkpoint.
   *
   * @param runs the runs, in this order; none twice
   * @param stop asked after each step whether to stop with a checkpoint
   * @return whether all is done
   * @throws SimlossException if the folder holds a comparison with other settings, a run with
   *     another loss or learning rate, or files of the same names that are no comparison's; if
   *     another process compares there
   */
  public boolean run(List<PlannedRun> runs, BooleanSupplier stop) {
    ComparisonFiles.requireOwn(request.folder(), runs);
    AtomicFiles.createDirectories(request.folder());
    try (FolderLock lock = FolderLock.take(request.folder())) {
      lock.begin();
      return runLocked(runs, stop, lock);
    }
  }

  private boolean runLocked(List<PlannedRun> runs, BooleanSupplier stop, FolderLock lock) {
    new ComparisonSettings(request).requireSame();
    RunMeasurer measurer = new RunMeasurer(request.measures().plan(), vectors, listener);
    for (int i = 0; i < runs.size(); i++) {
      PlannedRun planned = runs.get(i);
      Path folder = folder(planned);
      if (results.has(planned)) {
        requireSame(planned, RunDirectory.open(folder).readConfig());
        complete(planned, folder, measurer);
        listener.doneBefore(planned, i + 1, runs.size());
        continue;
      }
      listener.began(planned, i + 1, runs.size());
      TrainingJob job = job(planned, folder);
      if (i == 0) {
        // All runs are on the same data.
        job.notices().forEach(listener::notice);
      }
      PeakMemory.restart();
      TrainingOutcome outcome = train(planned, job, stop);
      @Nullable Long memory = PeakMemory.bytes();
      if (outcome.reason() == TrainingOutcome.Reason.INTERRUPTED) {
        return false;
      }
      boolean baselines = results.baselines(planned.seed()) == null;
      RunMeasurer.Measured measured = measurer.measure(planned, folder, memory, baselines);
      lock.requireThere();
      ComparisonFiles.requireOwn(request.folder(), runs);
      results.write(planned, measured);
      result(runs);
    }
    return true;
  }

  /** Writes {@code comparison.json} of what is done so far, and gives it. */
  public ComparisonResult result(List<PlannedRun> runs) {
    List<ComparisonResult.Entry> entries = new ArrayList<>();
    RunConfig config = null;
    for (ComparedRun run : results.finished(runs)) {
      RunDirectory folder = RunDirectory.open(request.folder().resolve(run.origin().name()));
      config = config == null ? folder.readConfig() : config;
      entries.add(new ComparisonResult.Entry(run, History.read(folder.history()).entries()));
    }
    EvaluationPlan plan = request.measures().plan();
    List<ScoreColumn> columns = plan == null ? List.of() : ScoreColumns.of(plan);
    ComparisonResult result =
        new ComparisonResult(
            SavedRun.name(request.folder()),
            runs.size(),
            config,
            entries,
            columns,
            entries.size() == runs.size() ? tests(entries) : List.of());
    Json.write(request.folder().resolve(FILE), result.toJson());
    listener.changed(result);
    return result;
  }

  /** Once for the same runs: it takes a while. */
  private List<PairTest> tests(List<ComparisonResult.Entry> entries) {
    List<String> names = entries.stream().map(entry -> entry.run().origin().name()).toList();
    if (!names.equals(tested)) {
      Map<String, List<Map<String, Score>>> rows = new LinkedHashMap<>();
      for (ComparisonResult.Entry entry : entries) {
        String title = ComparisonTable.title(entry.run());
        rows.computeIfAbsent(title, t -> new ArrayList<>()).add(results.answers(entry.run()));
      }
      tests = PairTests.of(rows, new PairedBootstrap(RESAMPLES, 1));
      tested = names;
    }
    return tests;
  }

  /** An older release kept less of what a model shows, and measured nothing unless asked to. */
  private void complete(PlannedRun planned, Path folder, RunMeasurer measurer) {
    ComparedRun before = results.read(planned);
    if (before.scores() != null && before.scores().isEmpty() && request.measures().plan() != null) {
      @Nullable Long memory = before.training().peakResidentBytes();
      boolean baselines = results.baselines(planned.seed()) == null;
      results.write(planned, measurer.measure(planned, folder, memory, baselines));
    } else if (before.inspection().neighbours() == null) {
      SavedRun saved = measurer.inspect(planned, folder);
      results.write(planned, before.withInspection(saved.inspection()));
    }
  }

  private TrainingOutcome train(PlannedRun planned, TrainingJob job, BooleanSupplier stop) {
    try {
      return job.train(planned.engine(), listener.training(planned, job.state().step()), stop);
    } finally {
      listener.trained(planned);
    }
  }

  private TrainingJob job(PlannedRun planned, Path folder) {
    if (Files.exists(folder.resolve("config.json"))) {
      requireSame(planned, RunDirectory.open(folder).readConfig());
      if (Files.isDirectory(folder.resolve("checkpoint"))) {
        return TrainingJob.resume(folder, planned.engine(), listener::notice);
      }
    }
    return TrainingJob.prepare(request.training(planned), vectors, planned.engine());
  }

  private void requireSame(PlannedRun planned, RunConfig config) {
    requireSameModel(planned, config);
    String wanted = planned.loss().spec().name();
    if (config.training().optimization().learningRate() != planned.learningRate()
        || !config.loss().name().equals(wanted)) {
      throw new SimlossException(
          planned.name()
              + " was trained with "
              + config.loss().name()
              + " at learning rate "
              + config.training().optimization().learningRate()
              + ", now "
              + wanted
              + " at "
              + planned.learningRate()
              + " is asked for; give another --out or delete that run's folder");
    }
  }

  private void requireSameModel(PlannedRun planned, RunConfig config) {
    ModelSettings wanted = request.training(planned).model();
    ModelSettings there =
        new ModelSettings(
            config.spec().encoder(), config.spec().decoder(), config.postProcessing());
    if (!there.equals(wanted)) {
      throw new SimlossException(
          planned.name()
              + " was trained with another model; give another --out or delete that run's folder");
    }
  }

  private Path folder(PlannedRun planned) {
    return request.folder().resolve(planned.name());
  }
}
