package io.github.simloss.cli.command;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Backends;
import io.github.simloss.backend.Engine;
import io.github.simloss.cli.console.ComparisonText;
import io.github.simloss.cli.console.StopSignal;
import io.github.simloss.cli.console.UsageException;
import io.github.simloss.cli.help.InSection;
import io.github.simloss.cli.help.Section;
import io.github.simloss.cli.option.DataOptions;
import io.github.simloss.cli.option.EngineOptions;
import io.github.simloss.cli.option.EvaluationOptions;
import io.github.simloss.cli.option.LossChoices;
import io.github.simloss.cli.option.ReadingOptions;
import io.github.simloss.cli.option.TrainingOptions;
import io.github.simloss.cli.report.ComparisonReport;
import io.github.simloss.cli.usage.Bounds;
import io.github.simloss.cli.usage.Excludes;
import io.github.simloss.experiment.comparison.Comparison;
import io.github.simloss.experiment.comparison.ComparisonRequest;
import io.github.simloss.experiment.comparison.ComparisonResult;
import io.github.simloss.experiment.comparison.LossChoice;
import io.github.simloss.experiment.comparison.PlannedRun;
import io.github.simloss.experiment.evaluation.EvaluationPlan;
import io.github.simloss.io.json.Json;
import io.github.simloss.loss.Losses;
import io.github.simloss.run.DataSource;
import io.github.simloss.run.settings.TrainingSettings;
import io.github.simloss.train.Preset;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code simloss compare}: losses and engines, trained alike and measured alike. */
@Command(
    name = "compare",
    sortOptions = false,
    description = {
      "Train every loss on every engine with every seed, measure all of them, and show them side by"
          + " side.",
      "Runs of one seed begin with the same weights and see the same batches in the same order. The"
          + " same command again continues where it was stopped; more losses, engines or seeds may be"
          + " added to it. Without --reconstruction, --pairs, --sentences and --sets the dev sentences"
          + " are reconstructed. Without --train, --dev and --vectors the sample that comes with simloss is"
          + " used."
    },
    footer = {
      "",
      "Examples:",
      "  simloss compare --losses ce,soft-label --backends djl,dl4j --epochs 5 \\",
      "      --out both",
      "  simloss compare --train train.txt.gz --dev dev.txt.gz --vectors glove.txt.gz \\",
      "      --losses ce,soft-label:neighbours=3,soft-label:neighbours=10 --seeds 3 \\",
      "      --learning-rates ce=1e-3,soft-label=5e-4 --reconstruction test.txt.gz \\",
      "      --pairs sick-e=sick/train.tsv,sick/test.tsv:label=2,first=3,second=4 \\",
      "      --out table"
    })
public final class CompareCommand extends BaseCommand {
  @InSection(Section.LOSS)
  @Option(
      names = "--losses",
      split = ",",
      paramLabel = "LOSS",
      defaultValue = "ce,soft-label",
      description =
          "Losses, separated by commas, with options after colons: soft-label:neighbours=3. Options of"
              + " the model may stand there too: soft-label:decoder=bag:pooling=max-mean. Default:"
              + " ${DEFAULT-VALUE}.")
  private List<String> losses;

  @InSection(Section.ENGINE)
  @Option(
      names = "--backends",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "djl",
      description = "Engines, separated by commas. Default: ${DEFAULT-VALUE}.")
  private List<String> backends;

  @Bounds(from = 1, to = 1_000)
  @InSection(Section.TRAINING)
  @Option(
      names = "--seeds",
      paramLabel = "K",
      defaultValue = "1",
      description =
          "Runs of each loss on each engine, with the seeds --seed, --seed + 1, ... Default:"
              + " ${DEFAULT-VALUE}.")
  private int seeds;

  @InSection(Section.TRAINING)
  @Option(
      names = "--learning-rates",
      split = ",",
      paramLabel = "LOSS=X",
      description =
          "Learning rates of single losses, by name (soft-label=1e-3) or as --losses has them"
              + " (soft-label:neighbours=3=1e-3), separated by commas; --learning-rate is that of the"
              + " others.")
  private List<String> learningRates = List.of();

  @Mixin private DataOptions data;
  @Mixin private ReadingOptions reading;
  @Mixin private TrainingOptions options;
  @Mixin private EvaluationOptions evaluation;

  @InSection(Section.ENGINE)
  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "cpu",
      description = "cpu, gpu or gpu:N. Default: ${DEFAULT-VALUE}.")
  private String device;

  @Bounds(from = 1, to = Integer.MAX_VALUE)
  @InSection(Section.ENGINE)
  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "CPU threads of the engines. Default: each engine's own choice.")
  private Integer threads;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where the runs, comparison.json, table.csv, table.md and report.html go.")
  private Path out;

  @Option(names = "--json", description = "Print comparison.json instead of the table.")
  private boolean json;

  @Excludes("--json")
  @Option(
      names = "--format",
      paramLabel = "NAME",
      defaultValue = "text",
      description =
          "How the table is printed: text, csv or markdown. table.csv and table.md are written in any"
              + " case. Default: text.")
  private Format format;

  /** How the table is printed. */
  enum Format {
    TEXT,
    CSV,
    MARKDOWN
  }

  @Inject private Losses knownLosses;
  @Inject private Backends knownEngines;

  @Override
  public Integer call() {
    PrintWriter err = err();
    if (options.loss().named()) {
      throw new UsageException("--loss is for one run; compare takes --losses");
    }
    options.standard(Preset.PUBLISHED);
    data.check();
    boolean sample = !data.given();
    TrainingSettings training = options.training(sample);
    LossChoices choices =
        LossChoices.of(
            losses,
            options::lossSpec,
            learningRates,
            knownLosses,
            row -> options.variant(sample, row));
    options.loss().requireUse(knownLosses, choices.all().stream().map(LossChoice::spec).toList());
    List<PlannedRun> runs = runs(choices, training, engines());
    EvaluationPlan plan = evaluation.plan();
    // What is no vocabulary or model is refused before anything is written.
    options.vocabulary(sample, null);
    DataOptions.Chosen files = data.files(out.resolve(DataSource.SAMPLE), options);
    Comparison comparison =
        new Comparison(
            new ComparisonRequest(
                out,
                files.data(),
                options.vocabulary(sample, files.stopWords()),
                options.model(sample),
                training,
                evaluation.measures(plan, files.data().dev())),
            words -> reading.some(files.data().vectors(), words, err),
            new ComparisonDisplay(out, err));
    try (StopSignal stop = new StopSignal()) {
      if (!comparison.run(runs, stop)) {
        err.println("stopped; the same command continues from here");
        return 1;
      }
    } catch (SimlossException e) {
      if (!Files.exists(out.resolve("settings.json"))) {
        files.discard();
      }
      throw e;
    }
    ComparisonResult result = comparison.result(runs);
    err.println("report: " + out.resolve("report.html"));
    if (json) {
      out().print(Json.toPretty(result.toJson()));
    } else {
      switch (format) {
        case TEXT -> ComparisonReport.print(out(), result);
        case CSV -> out().print(ComparisonReport.csv(result));
        case MARKDOWN -> out().print(new ComparisonText(result).markdown());
      }
    }
    return 0;
  }

  /** Seed by seed, so that a comparison that was stopped holds something of everything. */
  private List<PlannedRun> runs(
      LossChoices choices, TrainingSettings training, List<Engine> engines) {
    List<PlannedRun> runs = new ArrayList<>();
    for (int k = 0; k < seeds; k++) {
      long seed = training.seed() + k;
      for (LossChoice loss : choices.all()) {
        double rate = choices.learningRate(loss, training.optimization().learningRate());
        engines.forEach(engine -> runs.add(new PlannedRun(loss, rate, engine, seed)));
      }
    }
    return runs;
  }

  /** The engines, for the life of the command: they hold nothing between runs. */
  private List<Engine> engines() {
    List<Engine> engines = new ArrayList<>();
    for (String name : backends) {
      Engine engine = EngineOptions.open(knownEngines, "--backends", name.strip(), device, threads);
      String there = engine.backend().name();
      if (engines.stream().anyMatch(other -> other.backend().name().equals(there))) {
        throw new UsageException("--backends: '" + there + "' comes twice");
      }
      engines.add(engine);
    }
    if (engines.isEmpty()) {
      throw new SimlossException("--backends names no engine");
    }
    return engines;
  }
}
