package io.github.simloss.cli.command;

import io.github.simloss.backend.Engine;
import io.github.simloss.cli.console.EvaluationTable;
import io.github.simloss.cli.console.UsageException;
import io.github.simloss.cli.option.EngineOptions;
import io.github.simloss.cli.option.EvaluationOptions;
import io.github.simloss.cli.option.ModelOptions;
import io.github.simloss.embedding.WordVectors;
import io.github.simloss.evaluate.pairs.PairScores;
import io.github.simloss.evaluate.pairs.PairSet;
import io.github.simloss.experiment.evaluation.Baseline;
import io.github.simloss.experiment.evaluation.Evaluation;
import io.github.simloss.experiment.evaluation.EvaluationListener;
import io.github.simloss.experiment.evaluation.EvaluationPlan;
import io.github.simloss.experiment.evaluation.EvaluationResult;
import io.github.simloss.io.json.Json;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.TrainedModel;
import io.github.simloss.run.card.ModelCard;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code simloss evaluate}: how well a model reconstructs, and what its codes know. */
@Command(
    name = "evaluate",
    sortOptions = false,
    description = {
      "Measure a model: how well it reconstructs sentences, and how much its codes tell about"
          + " sentence pairs.",
      "Pairs of classes are classified by logistic regression on frozen codes, relatedness is the"
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
      "      --pairs snli=train.tsv.gz,test.tsv.gz:label=1,first=2,second=3,features=all"
    })
public final class EvaluateCommand extends BaseCommand {
  @Mixin private ModelOptions modelOptions;
  @Mixin private EvaluationOptions evaluationOptions;
  @Mixin private EngineOptions engineOptions;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Option(
      names = "--card",
      description = "Put the scores at the end of the run's model card, README.md, as well.")
  private boolean card;

  @Override
  public Integer call() {
    if (evaluationOptions.isEmpty()) {
      throw new UsageException("there is nothing to measure: give --reconstruction or --pairs");
    }
    PrintWriter err = err();
    EvaluationPlan plan = evaluationOptions.plan();
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
      if (card) {
        StringWriter table = new StringWriter();
        print(new PrintWriter(table), result, evaluation);
        new ModelCard(RunDirectory.open(modelOptions.run())).addScores(table.toString());
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
      public void measured(PairSet set, Baseline baseline, PairScores scores) {
        EvaluationTable.measured(err, set, baseline, scores);
      }
    };
  }

  private static void print(PrintWriter out, EvaluationResult result, Evaluation evaluation) {
    if (result.reconstruction() != null) {
      EvaluationTable.print(out, result.reconstruction(), evaluation.metrics());
    }
    result.pairs().values().forEach(pairs -> EvaluationTable.print(out, pairs));
  }
}
