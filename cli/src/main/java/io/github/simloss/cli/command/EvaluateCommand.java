package io.github.simloss.cli.command;

import io.github.simloss.backend.Engine;
import io.github.simloss.cli.console.EvaluationTable;
import io.github.simloss.cli.console.UsageException;
import io.github.simloss.cli.option.EngineOptions;
import io.github.simloss.cli.option.EvaluationOptions;
import io.github.simloss.cli.option.ModelOptions;
import io.github.simloss.embedding.WordVectors;
import io.github.simloss.evaluate.probes.ProbeScores;
import io.github.simloss.evaluate.sets.EvaluationSet;
import io.github.simloss.experiment.evaluation.Baseline;
import io.github.simloss.experiment.evaluation.Evaluation;
import io.github.simloss.experiment.evaluation.EvaluationListener;
import io.github.simloss.experiment.evaluation.EvaluationPlan;
import io.github.simloss.experiment.evaluation.EvaluationResult;
import io.github.simloss.io.json.Json;
import io.github.simloss.run.TrainedModel;
import java.io.PrintWriter;
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
          + " cosine of codes; the majority class, the mean of word vectors and an untrained encoder"
          + " are measured beside the model."
    },
    footer = {
      "",
      "Examples:",
      "  simloss evaluate --model run --reconstruction test.txt",
      "  simloss evaluate --model run --vectors glove.txt.gz --json \\",
      "      --pairs sick-e=sick/train.tsv,sick/test.tsv:label=2,first=3,second=4 \\",
      "      --pairs sick-r=sick/train.tsv,sick/test.tsv:label=1,first=3,second=4 \\",
      "      --pairs snli=train.tsv.gz,test.tsv.gz:label=1,first=2,second=3,features=all",
      "  simloss evaluate --model run --sentences mr=mr.tsv.gz:label=1,sentence=2 \\",
      "      --sentences sst2=train.tsv,test.tsv:label=1,sentence=2,dev=dev.tsv",
      "  simloss evaluate --model run --vectors glove.txt.gz --sets sets.json"
    })
public final class EvaluateCommand extends BaseCommand {
  @Mixin private ModelOptions modelOptions;
  @Mixin private EvaluationOptions evaluationOptions;
  @Mixin private EngineOptions engineOptions;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    if (evaluationOptions.isEmpty()) {
      throw new UsageException(
          "there is nothing to measure: give --reconstruction, --pairs,"
              + " --sentences or --sets");
    }
    PrintWriter err = err();
    EvaluationPlan plan = evaluationOptions.plan();
    plan.sets().forEach(set -> EvaluationTable.taken(err, set));
    try (Engine engine = engineOptions.open();
        TrainedModel model = modelOptions.open(engine)) {
      WordVectors vectors =
          modelOptions.vectors(model, plan.words(model.codec().tokenizer()), err());
      Evaluation evaluation =
          new Evaluation(model, vectors, plan, modelOptions.batchSize(), progress(err));
      if (plan.reconstruction() != null && plan.reconstruction().emptyLines() > 0) {
        err.println(
            plan.reconstruction().emptyLines() + " empty lines of --reconstruction were left out");
      }
      EvaluationResult result = evaluation.run(engine, true);
      modelOptions.reportUnknown(err, model, evaluation.unknownWords());
      if (json) {
        out().print(Json.toPretty(result.toJson()));
      } else {
        print(out(), result, evaluation);
      }
    }
    return 0;
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
