package io.github.simloss.spark.internal.train;

import io.github.simloss.backend.Backends;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.EngineConfig;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.io.AtomicFiles;
import io.github.simloss.io.Folders;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.checkpoint.TrainingState;
import io.github.simloss.spark.internal.encode.EnginePreference;
import io.github.simloss.train.DivergenceException;
import io.github.simloss.train.TrainingListener;
import io.github.simloss.train.TrainingOutcome;
import io.github.simloss.train.WorkerJob;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.spark.BarrierTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Function1;
import scala.collection.Iterator;

/** The task of a barrier stage: one worker, from the newest checkpoint to the end of the run. */
public final class BarrierWorker
    implements Function1<Iterator<Integer>, Iterator<String>>, Serializable {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(BarrierWorker.class);

  /** How what is returned begins if the run diverged: then another try would diverge again. */
  public static final String DIVERGED = "diverged ";

  private final WorkerPlan plan;

  /** A worker of a run. */
  public BarrierWorker(WorkerPlan plan) {
    this.plan = plan;
  }

  @Override
  public Iterator<String> apply(Iterator<Integer> nothing) {
    BarrierTaskContext task = BarrierTaskContext.get();
    Path local;
    try {
      local = Files.createTempDirectory("simloss-worker");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (Gathering gathering = Gathering.of(task, plan)) {
      return Results.of(work(task, gathering, local));
    } finally {
      Folders.deleteTemporary(local);
    }
  }

  private String work(BarrierTaskContext task, Gathering gathering, Path local) {
    int rank = task.partitionId();
    Path run = local.resolve("run");
    AtomicFiles.createDirectories(run);
    plan.store().download(gathering.checkpoint(), run);
    RunConfig config = RunDirectory.open(run).readConfig();
    StepTimes times = new StepTimes();
    int threads = plan.threads() > 0 ? plan.threads() : task.cpus();
    String backend = EnginePreference.of(plan.backend());
    LOG.info(
        "simloss worker {} of {}: engine {} with {} threads, from {}",
        rank,
        gathering.workers().size(),
        backend,
        threads,
        gathering.checkpoint());
    try (LocalIds ids =
            LocalIds.copy(
                plan.store().ids(),
                local.resolve("ids"),
                config.spec().embedding().maxLength(),
                config.form().symmetric());
        Engine engine =
            Backends.discover()
                .get(backend)
                .open(EngineConfig.of(Device.CPU).withThreads(threads));
        WorkerJob job =
            WorkerJob.open(
                run,
                ids,
                plan.store().readDev(),
                plan.store().downloadSimilarities(local),
                engine,
                times.of(gathering.workers()),
                notice -> LOG.warn(notice))) {
      int keep = config.training().checkpoints().keep();
      TrainingOutcome outcome = job.train(List.of(new Keeper(run, keep)), times::begin);
      if (rank == 0) {
        plan.store().uploadRun(run);
      }
      return outcome.reason().name().toLowerCase(Locale.ROOT)
          + " after step "
          + outcome.state().step()
          + "; "
          + times.say();
    } catch (DivergenceException e) {
      return DIVERGED + e.getMessage();
    }
  }

  /** Brings checkpoints to the store, as soon as they are on this disk. */
  private final class Keeper implements TrainingListener {
    private final Path run;
    private final int keep;

    Keeper(Path run, int keep) {
      this.run = run;
      this.keep = keep;
    }

    @Override
    public void checkpoint(TrainingState state, TrainableModel model) {
      plan.store()
          .uploadCheckpoint(run, String.format(Locale.ROOT, "step-%012d", state.step()), keep);
    }
  }
}
