package io.github.simloss.cli.command;

import io.github.simloss.backend.Engine;
import io.github.simloss.cli.console.EvaluationTable;
import io.github.simloss.cli.console.ModelTableMarkdown;
import io.github.simloss.cli.console.ModelTableText;
import io.github.simloss.cli.console.UsageException;
import io.github.simloss.cli.option.EngineOptions;
import io.github.simloss.cli.option.EvaluatedModels;
import io.github.simloss.cli.option.EvaluationOptions;
import io.github.simloss.cli.option.ModelOptions;
import io.github.simloss.cli.usage.Excludes;
import io.github.simloss.embedding.WordVectors;
import io.github.simloss.evaluate.probes.PairedBootstrap;
import io.github.simloss.evaluate.probes.ProbeScores;
import io.github.simloss.evaluate.sets.EvaluationSet;
import io.github.simloss.experiment.evaluation.Baseline;
import io.github.simloss.experiment.evaluation.Evaluation;
import io.github.simloss.experiment.evaluation.EvaluationListener;
import io.github.simloss.experiment.evaluation.EvaluationPlan;
import io.github.simloss.experiment.evaluation.EvaluationResult;
import io.github.simloss.experiment.evaluation.WordVectorBaselines;
import io.github.simloss.experiment.models.ModelRow;
import io.github.simloss.experiment.models.ModelTable;
import io.github.simloss.io.json.Json;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.TrainedModel;
import io.github.simloss.run.card.ModelCard;
import io.github.simloss.text.Vocabulary;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code simloss evaluate}: how well a model reconstructs, and what its codes know. */
@Command(
    name = "evaluate",
    sortOptions = false,
    description = {
      "Measure a model: how well it reconstructs sentences, and how much its codes tell about"
          + " sentences and sentence pairs.",
      "Classes are classified by logistic regression on frozen codes, relatedness is the"
          + " cosine of codes and, with a test file, a regression; the majority class, the mean of word vectors and an untrained encoder"
          + " are measured beside the model."
    },
    footer = {
      "",
      "Examples:",
      "  simloss evaluate --model run --reconstruction test.txt",
      "  simloss evaluate --model run --vectors glove.txt.gz --json \\",
      "      --pairs sick-e=sick/train.tsv,sick/test.tsv:label=2,first=3,second=4 \\",
      "      --pairs sick-r=sick/train.tsv,sick/test.tsv:label=1,first=3,second=4 \\",
      "      --pairs snli=train.tsv,test.tsv:label=1,first=2,second=3,features=all",
      "  simloss evaluate --model run --sentences mr=mr.tsv.gz:label=1,sentence=2 \\",
      "      --sentences sst2=train.tsv,test.tsv:label=1,sentence=2,dev=dev.tsv",
      "  simloss evaluate --model run --vectors glove.txt.gz --sets sets.json",
      "  simloss evaluate --vectors glove.txt.gz --sets sets.json",
      "  simloss evaluate --model soft-label=a1,a2,a3 --model ce=b1,b2,b3 \\",
      "      --sets sets.json"
    })
public final class EvaluateCommand extends BaseCommand {
  @Mixin private EvaluatedModels models;
  @Mixin private EvaluationOptions evaluationOptions;
  @Mixin private EngineOptions engineOptions;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Excludes("--json")
  @Option(
      names = "--markdown",
      description = "Several models, or baselines alone, as a Markdown table.")
  private boolean markdown;

  @Option(
      names = "--card",
      description = "Put the scores at the end of the run's model card, README.md, as well.")
  private boolean card;

  @Override
  public Integer call() {
    if (evaluationOptions.isEmpty()) {
      throw new UsageException(
          "there is nothing to measure: give --reconstruction, --pairs,"
              + " --sentences or --sets");
    }
    Map<String, List<Path>> runs = models.runs();
    if (models.isTable() && evaluationOptions.hasReconstruction()) {
      throw new UsageException("--reconstruction is of one --model with one run");
    }
    if (markdown && !models.isTable() && !runs.isEmpty()) {
      throw new UsageException(
          "--markdown is a table of several models: give --model NAME=RUN more than once, or none");
    }
    if (card && models.isTable()) {
      throw new UsageException("--card is of one --model with one run");
    }
    PrintWriter err = err();
    EvaluationPlan plan = evaluationOptions.plan();
    plan.sets().forEach(set -> EvaluationTable.taken(err, set));
    if (runs.isEmpty()) {
      show(plan, baselines(plan));
      return 0;
    }
    try (Engine engine = engineOptions.open()) {
      if (models.isTable()) {
        show(plan, rows(engine, plan, runs));
      } else {
        one(engine, plan, runs.values().iterator().next().get(0));
      }
    }
    return 0;
  }

  private void one(Engine engine, EvaluationPlan plan, Path run) {
    if (plan.reconstruction() != null && plan.reconstruction().emptyLines() > 0) {
      err()
          .println(
              plan.reconstruction().emptyLines()
                  + " empty lines of --reconstruction were left out");
    }
    try (TrainedModel model = TrainedModel.open(run, engine)) {
      Evaluation evaluation = evaluation(model, plan, run);
      EvaluationResult result = evaluation.run(engine, true);
      reportUnknown(model, evaluation.unknownWords());
      if (json) {
        out().print(Json.toPretty(result.toJson()));
      } else {
        print(out(), result, evaluation);
      }
      if (card) {
        StringWriter table = new StringWriter();
        print(new PrintWriter(table), result, evaluation);
        new ModelCard(RunDirectory.open(run)).addScores(table.toString());
      }
    }
  }

  /**
   * The baselines of the first run stand for all, for they share data and vectors; the untrained
   * encoder is that of every run of the first model.
   */
  private List<ModelRow> rows(Engine engine, EvaluationPlan plan, Map<String, List<Path>> runs) {
    List<ModelRow> rows = new ArrayList<>();
    Map<Baseline, List<Map<String, ProbeScores>>> beside = new EnumMap<>(Baseline.class);
    for (Map.Entry<String, List<Path>> named : runs.entrySet()) {
      List<Map<String, ProbeScores>> all = new ArrayList<>();
      for (Path run : named.getValue()) {
        err().println("model " + named.getKey() + ": " + run);
        try (TrainedModel model = TrainedModel.open(run, engine)) {
          Evaluation evaluation = evaluation(model, plan, run);
          EvaluationResult result = evaluation.run(engine, beside(rows.isEmpty(), all.isEmpty()));
          reportUnknown(model, evaluation.unknownWords());
          all.add(scores(result, null));
          for (Baseline baseline : Baseline.values()) {
            Map<String, ProbeScores> measured = scores(result, baseline);
            if (!measured.isEmpty()) {
              beside.computeIfAbsent(baseline, key -> new ArrayList<>()).add(measured);
            }
          }
        }
      }
      rows.add(new ModelRow(named.getKey(), false, all));
    }
    String first = runs.size() == 1 ? "" : " of " + runs.keySet().iterator().next();
    beside.forEach(
        (baseline, measured) ->
            rows.add(
                new ModelRow(
                    baseline.title() + (baseline == Baseline.UNTRAINED ? first : ""),
                    true,
                    measured)));
    return rows;
  }

  private static Set<Baseline> beside(boolean firstModel, boolean firstRun) {
    if (!firstModel) {
      return Set.of();
    }
    return firstRun ? EnumSet.allOf(Baseline.class) : Set.of(Baseline.UNTRAINED);
  }

  /** The scores by the name of a set, of the model or of a baseline. */
  private static Map<String, ProbeScores> scores(EvaluationResult result, Baseline baseline) {
    Map<String, ProbeScores> scores = new LinkedHashMap<>();
    result
        .sets()
        .forEach(
            (name, set) -> {
              ProbeScores found = baseline == null ? set.model() : set.baselines().get(baseline);
              if (found != null) {
                scores.put(name, found);
              }
            });
    return scores;
  }

  /** Without a model: SIF's counts are those of the sets' own training sentences. */
  private List<ModelRow> baselines(EvaluationPlan plan) {
    err()
        .println(
            "no --model: the baselines of --vectors alone; SIF counts words in the sets' training"
                + " parts");
    Vocabulary.Builder counts = new Vocabulary.Builder();
    for (EvaluationSet set : plan.sets()) {
      set.train()
          .forEach(
              example ->
                  example
                      .sentences()
                      .forEach(sentence -> counts.add(plan.tokenizer().tokenize(sentence))));
    }
    WordVectors vectors = models.vectors(plan.words(plan.tokenizer()), err());
    List<ModelRow> rows = new ArrayList<>();
    new WordVectorBaselines(plan, vectors, counts.build(1, Integer.MAX_VALUE), progress(err()))
        .measure()
        .forEach(
            (baseline, found) -> rows.add(new ModelRow(baseline.title(), true, List.of(found))));
    return rows;
  }

  private void show(EvaluationPlan plan, List<ModelRow> rows) {
    ModelTable table = ModelTable.of(plan.sets(), rows, new PairedBootstrap(plan.seed()));
    if (json) {
      out().print(Json.toPretty(table.toJson(plan.sets())));
    } else if (markdown) {
      ModelTableMarkdown.print(out(), plan.sets(), table);
    } else {
      ModelTableText.print(out(), plan.sets(), table);
    }
  }

  private Evaluation evaluation(TrainedModel model, EvaluationPlan plan, Path run) {
    WordVectors vectors = models.vectors(plan.words(model.codec().tokenizer()), err());
    int half = model.config().bigrams() ? 2 : 1;
    models.requireFitting(vectors, model.config().spec().dimension() / half, run);
    return new Evaluation(model, vectors, plan, models.batchSize(), progress(err()));
  }

  private void reportUnknown(TrainedModel model, long words) {
    ModelOptions.reportUnknown(err(), model, words, models.hasVectors() ? null : "--vectors");
  }

  private static EvaluationListener progress(PrintWriter err) {
    return new EvaluationListener() {
      @Override
      public void reconstructed(int sentences) {
        EvaluationTable.reconstructed(err, sentences);
      }

      @Override
      public void measured(EvaluationSet set, Baseline baseline, ProbeScores scores) {
        EvaluationTable.measured(err, set, baseline, scores);
      }
    };
  }

  private static void print(PrintWriter out, EvaluationResult result, Evaluation evaluation) {
    if (result.reconstruction() != null) {
      EvaluationTable.print(out, result.reconstruction(), evaluation.metrics());
    }
    result.sets().values().forEach(set -> EvaluationTable.print(out, set));
  }
}
