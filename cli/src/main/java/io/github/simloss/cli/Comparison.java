package io.github.simloss.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.simloss.SimlossException;
import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Device;
import io.github.simloss.cli.report.ComparedRun;
import io.github.simloss.cli.report.ComparisonReport;
import io.github.simloss.cli.report.ComparisonView;
import io.github.simloss.cli.report.RunReport;
import io.github.simloss.cli.report.RunView;
import io.github.simloss.cli.report.SavedRun;
import io.github.simloss.cli.report.ScoreColumn;
import io.github.simloss.embedding.WordVectors;
import io.github.simloss.io.json.Json;
import io.github.simloss.loss.LossOptions;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.run.DataSource;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.checkpoint.History;
import io.github.simloss.train.TrainingJob;
import io.github.simloss.train.TrainingOutcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Runs that share everything but loss, engine and seed, each in a folder of its own: trained or
 * gone on with, measured, and their page written anew after each.
 */
final class Comparison {
  private static final String SETTINGS = "settings.json";
  private static final String RESULT = "result.json";

  /** Of the folder: settings and results. */
  private static final int FORMAT = 1;

  private final Path out;
  private final DataOptions.Paths files;
  private final Function<Set<String>, WordVectors> vectors;
  private final TrainingOptions.Resolved settings;
  private final EvaluationOptions.Plan plan;
  private final PrintWriter err;

  /**
   * One run that is wanted.
   *
   * @param loss its loss
   * @param learningRate Adam's
   * @param backend the engine
   * @param device where it computes
   * @param seed of order and weights
   */
  record Planned(LossChoice loss, double learningRate, Backend backend, Device device, long seed) {
    String name() {
      return loss.folder() + "-" + backend.name() + "-" + seed;
    }
  }

  /**
   * A comparison.
   *
   * @param out its folder
   * @param files what is trained on
   * @param vectors loads the vectors of some words
   * @param settings what the runs share
   * @param plan what they are measured by beside their dev loss, or null
   * @param err where talk goes
   */
  Comparison(
      Path out,
      DataOptions.Paths files,
      Function<Set<String>, WordVectors> vectors,
      TrainingOptions.Resolved settings,
      EvaluationOptions.Plan plan,
      PrintWriter err) {
    this.out = out;
    this.files = files;
    this.vectors = vectors;
    this.settings = settings;
    this.plan = plan;
    this.err = err;
  }

  /**
   * Writes down what all runs share, or checks that the folder's runs share the same.
   *
   * @param evaluation what they are measured by, as text
   * @throws SimlossException naming the setting that differs
   */
  void requireSameSettings(Map<String, String> evaluation) {
    Map<String, Object> shared = new LinkedHashMap<>();
    shared.put("format", FORMAT);
    shared.put("train", DataSource.of(files.train()).sha256());
    shared.put("dev", DataSource.of(files.dev()).sha256());
    shared.put("vectors", DataSource.of(files.vectors()).sha256());
    if (settings.similarities() != null) {
      shared.put("similarities", DataSource.of(settings.similarities()).sha256());
    }
    // Loss, learning rate and seed are each run's own.
    shared.put("settings", settings.with(LossSpec.of("-"), 1, 0).request(files, out, false));
    shared.put("evaluation", evaluation);
    JsonNode now = Json.toTree(shared);
    ((com.fasterxml.jackson.databind.node.ObjectNode) now.get("settings"))
        .remove(List.of("train", "dev", "vectors", "out", "overwrite", "loss", "similarities"));
    Path file = out.resolve(SETTINGS);
    if (!Files.exists(file)) {
      Json.write(file, now);
      return;
    }
    // Through text on both sides, so that 1 and 1.0 are told apart alike.
    JsonNode wanted = Json.parse(Json.toLine(now), SETTINGS, JsonNode.class);
    JsonNode before = Json.read(file, JsonNode.class);
    if (before.path("format").asInt(FORMAT) > FORMAT) {
      throw new SimlossException(
          file
              + " has format "
              + before.path("format").asInt()
              + "; this simloss reads up to "
              + FORMAT
              + ": use the release that began the comparison, or a newer one");
    }
    String difference = difference("", wanted, before);
    if (difference != null) {
      throw new SimlossException(
          out
              + " holds a comparison with other settings ("
              + difference
              + "): runs are comparable only if they share them; give another --out");
    }
  }

  private static String difference(String name, JsonNode now, JsonNode before) {
    // A setting that an older release did not have yet is not held against the folder.
    if (now.equals(before) || before.isMissingNode()) {
      return null;
    }
    if (now.isObject() && before.isObject()) {
      for (Map.Entry<String, JsonNode> field : now.properties()) {
        JsonNode other = before.path(field.getKey());
        String found = difference(field.getKey(), field.getValue(), other);
        if (found != null) {
          return found;
        }
      }
      return null;
    }
    return now.isContainerNode() || before.isContainerNode()
        ? name
        : name + " is " + now.asText() + " and was " + before.asText();
  }

  /**
   * Does what is left to do.
   *
   * @param stop asked after each step
   * @return whether all is done
   */
  boolean run(List<Planned> runs, BooleanSupplier stop) {
    for (int i = 0; i < runs.size(); i++) {
      Planned planned = runs.get(i);
      Path folder = out.resolve(planned.name());
      String which = "[" + (i + 1) + "/" + runs.size() + "] " + planned.name();
      if (Files.exists(folder.resolve(RESULT))) {
        requireSame(planned, RunDirectory.open(folder).readConfig());
        completeResult(planned, folder);
        err.println(which + ": done before");
        continue;
      }
      err.println(which);
      TrainingJob job = job(planned, folder);
      PeakMemory.restart();
      TrainingOutcome outcome;
      try (ProgressDisplay progress = new ProgressDisplay(err, job.state().step())) {
        outcome = job.train(planned.backend(), planned.device(), List.of(progress), stop);
      }
      Long memory = PeakMemory.bytes();
      if (outcome.reason() == TrainingOutcome.Reason.INTERRUPTED) {
        return false;
      }
      boolean baselines = measuredBeside(planned.seed()) == null;
      ComparedRun result =
          new ComparedRunMaker(folder, vectors, plan, err::println)
              .make(planned, memory, baselines);
      Json.write(folder.resolve(RESULT), result);
      view(runs);
    }
    return true;
  }

  /** An older release kept less for the page. */
  private static void completeResult(Planned planned, Path folder) {
    ComparedRun before = Json.read(folder.resolve(RESULT), ComparedRun.class);
    if (before.neighbours() == null) {
      RunView view = SavedRun.gather(folder, null, planned.backend(), planned.device());
      RunReport.write(folder.resolve("report.html"), view);
      Json.write(folder.resolve(RESULT), before.with(view));
    }
  }

  /** The baselines of a seed, from whichever run of the folder has them; null if none has. */
  private Map<String, Map<String, Double>> measuredBeside(long seed) {
    try (Stream<Path> folders = Files.list(out)) {
      for (Path folder : folders.sorted().toList()) {
        Path file = folder.resolve(RESULT);
        if (Files.exists(file)) {
          ComparedRun run = Json.read(file, ComparedRun.class);
          if (run.seed() == seed && run.baselines() != null && !run.baselines().isEmpty()) {
            return run.baselines();
          }
        }
      }
      return null;
    } catch (IOException e) {
      throw new SimlossException(out + ": cannot be listed: " + e.getMessage(), e);
    }
  }

  private TrainingJob job(Planned planned, Path folder) {
    if (Files.exists(folder.resolve("config.json"))) {
      requireSame(planned, RunDirectory.open(folder).readConfig());
      if (Files.isDirectory(folder.resolve("checkpoint"))) {
        return TrainingJob.resume(
            folder, planned.backend(), planned.device(), notice -> Errors.print(err, notice));
      }
    }
    TrainingOptions.Resolved own =
        settings.with(planned.loss().spec(), planned.learningRate(), planned.seed());
    return TrainingJob.prepare(
        own.request(files, folder, true), vectors, planned.backend(), planned.device());
  }

  private static void requireSame(Planned planned, RunConfig config) {
    LossOptions wanted = new LossOptions(planned.loss().spec());
    if (config.training().learningRate() != planned.learningRate()
        || !config.loss().name().equals(wanted.loss())) {
      throw new SimlossException(
          planned.name()
              + " was trained with "
              + config.loss().name()
              + " at learning rate "
              + config.training().learningRate()
              + ", now "
              + wanted.loss()
              + " at "
              + planned.learningRate()
              + " is asked for; give another --out or delete that run's folder");
    }
  }

  private List<ComparedRun> finished(List<Planned> runs) {
    List<ComparedRun> done = new ArrayList<>();
    for (Planned planned : runs) {
      Path file = out.resolve(planned.name()).resolve(RESULT);
      if (Files.exists(file)) {
        ComparedRun run = Json.read(file, ComparedRun.class);
        // A name is a folder's, so it is believed only if it is this one.
        if (!planned.name().equals(run.name())
            || run.scores() == null
            || run.baselines() == null
            || run.samples() == null) {
          throw new SimlossException(
              file + " is not the result of " + planned.name() + ": delete it to train that anew");
        }
        done.add(run);
      }
    }
    return withBaselines(done);
  }

  /**
   * Where a seed's baselines were measured beside a run that is not among these, they come along.
   */
  private List<ComparedRun> withBaselines(List<ComparedRun> runs) {
    Set<Long> seeds = new TreeSet<>();
    runs.stream().filter(run -> !run.baselines().isEmpty()).forEach(run -> seeds.add(run.seed()));
    return runs.stream()
        .map(
            run -> {
              var measured = seeds.add(run.seed()) ? measuredBeside(run.seed()) : null;
              return measured == null ? run : run.withBaselines(measured);
            })
        .toList();
  }

  /** Writes {@code comparison.json} and {@code report.html} of what is done so far. */
  ComparisonView view(List<Planned> runs) {
    List<ComparisonView.Entry> entries = new ArrayList<>();
    RunConfig config = null;
    for (ComparedRun run : finished(runs)) {
      RunDirectory folder = RunDirectory.open(out.resolve(run.name()));
      config = config == null ? folder.readConfig() : config;
      entries.add(new ComparisonView.Entry(run, History.read(folder.history()).entries()));
    }
    List<ScoreColumn> columns = plan == null ? List.of() : ScoreColumns.of(plan);
    ComparisonView view =
        new ComparisonView(
            ComparisonReport.name(out), runs.size(), config, entries, columns, List.of());
    ComparisonReport.write(out, view);
    return view;
  }
}
