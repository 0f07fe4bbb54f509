package io.github.simloss.experiment.comparison;

import io.github.simloss.SimlossException;
import io.github.simloss.evaluate.probes.Score;
import io.github.simloss.io.AtomicFiles;
import io.github.simloss.io.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The results of a comparison's runs, each in {@code result.json} of its run's folder. */
final class RunResults {
  private static final String FILE = "result.json";

  /** What each example adds to a score, apart: it is much, and only tests of significance ask. */
  static final String ANSWERS = "answers.json";

  private final Path folder;

  private record Answered(Map<String, Score> scores) {}

  RunResults(Path folder) {
    this.folder = folder;
  }

  boolean has(PlannedRun run) {
    return Files.exists(file(run));
  }

  ComparedRun read(PlannedRun run) {
    return Json.read(file(run), ComparedRun.class);
  }

  void write(PlannedRun run, ComparedRun result) {
    Json.write(file(run), result);
  }

  /** Answers first: a run is done when its result is there. */
  void write(PlannedRun run, RunMeasurer.Measured measured) {
    AtomicFiles.writeString(answers(run.name()), Json.toLine(new Answered(measured.answers())));
    write(run, measured.run());
  }

  /** The scores of a run with what each example adds; none in folders of older releases. */
  Map<String, Score> answers(ComparedRun run) {
    Path file = answers(run.origin().name());
    return Files.exists(file) ? Json.read(file, Answered.class).scores() : Map.of();
  }

  private Path answers(String name) {
    return folder.resolve(name).resolve(ANSWERS);
  }

  /** The baselines of a seed, from whichever run of the folder has them; null if none has. */
  @Nullable Map<String, Map<String, Double>> baselines(long seed) {
    try (Stream<Path> folders = Files.list(folder)) {
      for (Path of : folders.sorted().toList()) {
        Path file = of.resolve(FILE);
        if (Files.exists(file)) {
          ComparedRun run = Json.read(file, ComparedRun.class);
          if (run.origin().seed() == seed
              && run.baselines() != null
              && !run.baselines().isEmpty()) {
            return run.baselines();
          }
        }
      }
      return null;
    } catch (IOException e) {
      throw new SimlossException(folder + ": cannot be listed: " + e.getMessage(), e);
    }
  }

  /** Those that are done. */
  List<ComparedRun> finished(List<PlannedRun> runs) {
    List<ComparedRun> done = new ArrayList<>();
    for (PlannedRun planned : runs) {
      if (has(planned)) {
        ComparedRun run = read(planned);
        // A name is a folder's, so it is believed only if it is this one.
        if (!planned.name().equals(run.origin().name())
            || run.scores() == null
            || run.baselines() == null
            || run.inspection().samples() == null) {
          throw new SimlossException(
              file(planned)
                  + " is not the result of "
                  + planned.name()
                  + ": delete it to train that again");
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
    runs.stream()
        .filter(run -> !run.baselines().isEmpty())
        .forEach(run -> seeds.add(run.origin().seed()));
    return runs.stream()
        .map(
            run -> {
              long seed = run.origin().seed();
              var measured = seeds.add(seed) ? baselines(seed) : null;
              return measured == null ? run : run.withBaselines(measured);
            })
        .toList();
  }

  private Path file(PlannedRun run) {
    return folder.resolve(run.name()).resolve(FILE);
  }
}
