package io.github.simloss.cli.report;

import io.github.simloss.cli.report.page.Figures;
import io.github.simloss.cli.report.page.Html;
import io.github.simloss.run.DataSource;
import io.github.simloss.run.Provenance;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.settings.LearningRateSchedule;
import io.github.simloss.run.settings.OptimizationSettings;
import io.github.simloss.run.settings.TrainingSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a run was given and where it came from, in words. */
final class RunFacts {
  private RunFacts() {}

  /** The facts of a run, by what they are about. */
  static Map<String, String> of(RunConfig config) {
    Provenance from = config.provenance();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("loss", loss(config));
    facts.put("training sentences", data(from.data().train()));
    facts.put("dev sentences", data(from.data().dev()));
    facts.put(
        "word vectors",
        data(from.data().vectors())
            + ", for "
            + Figures.fixed(100 * from.words().coverage().share(), 1)
            + " % of the text");
    facts.put("text", text(config));
    facts.put("model", ModelText.of(config.spec()));
    facts.put("training", training(config.training()));
    facts.put(
        "engine",
        from.machine().engine()
            + " on "
            + from.machine().device()
            + ", "
            + threads(from.machine().threads()));
    facts.put("machine", from.machine().java() + "; " + from.machine().os());
    facts.put("begun", begun(from.created()) + " with simloss " + config.version());
    return facts;
  }

  /** Writes them as terms and descriptions. */
  static void write(Html html, RunConfig config) {
    html.open("dl", "class", "facts");
    of(config).forEach((term, fact) -> html.element("dt", term).element("dd", fact));
    html.close();
  }

  /** The loss with its options, in words. */
  static String loss(RunConfig config) {
    List<String> options = new ArrayList<>();
    config.loss().options().forEach((name, value) -> options.add(name + " " + value));
    return config.loss().name()
        + (options.isEmpty() ? "" : " (" + String.join(", ", options) + ")");
  }

  static String threads(int count) {
    return count + (count == 1 ? " thread" : " threads");
  }

  private static String text(RunConfig config) {
    return "cut by the tokenizer "
        + config.tokenizer()
        + (config.bigrams() ? " into pairs of words" : "")
        + ", at most "
        + config.spec().embedding().maxLength()
        + " tokens a sentence, words seen at least "
        + (config.provenance().words().minCount() == 1
            ? "once"
            : config.provenance().words().minCount() + " times")
        + "; "
        + config.stopWords().size()
        + " stop words";
  }

  private static String training(TrainingSettings training) {
    OptimizationSettings optimization = training.optimization();
    int patience = training.evaluation().patience();
    return optimization.epochs()
        + (optimization.epochs() == 1 ? " epoch" : " epochs")
        + ", "
        + optimization.batchSize()
        + " sentences a batch, Adam with learning rate "
        + optimization.learningRate()
        + (optimization.schedule() == LearningRateSchedule.LINEAR ? " falling to 0" : "")
        + ", gradient norm at most "
        + optimization.clipNorm()
        + (patience > 0
            ? ", ended after " + patience + " evaluations without a better dev loss"
            : "")
        + ", seed "
        + training.seed();
  }

  /** To the second. */
  private static String begun(String instant) {
    return instant.replaceFirst("\\.\\d+", "").replace('T', ' ').replace("Z", " UTC");
  }

  /** The file's name only: a report is handed round, the paths of a machine are not. */
  private static String data(DataSource source) {
    Path name = Path.of(source.path()).getFileName();
    String hash = source.sha256();
    return name
        + " ("
        + Figures.bytes(source.bytes())
        + ", SHA-256 "
        + hash.substring(0, Math.min(16, hash.length()))
        + "…)";
  }
}
