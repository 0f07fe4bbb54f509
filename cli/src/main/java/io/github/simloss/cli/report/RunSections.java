package io.github.simloss.cli.report;

import io.github.simloss.cli.report.chart.LineChart;
import io.github.simloss.cli.report.page.Figures;
import io.github.simloss.cli.report.page.Html;
import io.github.simloss.experiment.inspection.HistorySummary;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.run.DataSource;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.checkpoint.HistoryEntry;
import io.github.simloss.run.settings.LearningRateSchedule;
import io.github.simloss.run.settings.OptimizationSettings;
import io.github.simloss.run.settings.TrainingSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The page of one run, section by section. */
final class RunSections {
  private final RunView view;
  private final Html html = new Html();

  RunSections(RunView view) {
    this.view = view;
  }

  Html render() {
    header();
    tiles();
    for (String note : view.notes()) {
      html.element("p", note, "class", "note");
    }
    curves();
    SampleSections.samples(
        html,
        view.inspection().samples(),
        view.config().spec().decoder().kind() == DecoderKind.LSTM);
    SampleSections.neighbours(html, view.inspection().neighbours(), view.config().loss().name());
    if (view.inspection().codes() != null && !view.inspection().codes().points().isEmpty()) {
      SampleSections.map(html, view.inspection().codes());
    }
    provenance();
    figures();
    return html;
  }

  private void header() {
    RunConfig.Provenance from = view.config().provenance();
    html.open("header");
    html.element("h1", view.name());
    html.element(
        "p",
        "A sentence autoencoder trained with the loss "
            + view.config().loss().name()
            + " on "
            + from.engine()
            + ", "
            + from.device()
            + ".",
        "class",
        "lead");
    html.close();
  }

  /** The loss with its options, in words. */
  static String loss(RunConfig config) {
    List<String> options = new ArrayList<>();
    config.loss().options().forEach((name, value) -> options.add(name + " " + value));
    return config.loss().name()
        + (options.isEmpty() ? "" : " (" + String.join(", ", options) + ")");
  }

  private void tiles() {
    List<HistoryEntry> history = view.history();
    html.open("div", "class", "tiles");
    if (history.isEmpty()) {
      tile("evaluations", "none yet", "");
    } else {
      HistorySummary summary = HistorySummary.of(history);
      HistoryEntry last = summary.last();
      HistoryEntry best = summary.best();
      tile(
          "best dev loss",
          Figures.fixed(best.devLoss(), 4),
          "at step " + Figures.count(best.step()));
      tile(
          "steps",
          Figures.count(last.step()),
          "in epoch " + last.epoch() + " of " + view.config().training().optimization().epochs());
      tile(
          "tokens a second",
          Figures.fixed(summary.tokensPerSecond(), 0),
          view.config().provenance().threads() + " threads");
      tile("time", Figures.seconds(last.seconds()), "evaluations included");
    }
    tile(
        "vocabulary",
        Figures.fixed(view.config().spec().vocabularySize(), 0),
        "code of " + view.config().spec().codeSize());
    html.close();
  }

  private void tile(String label, String figure, String beside) {
    html.open("div", "class", "tile");
    html.element("span", label, "class", "label").element("strong", figure);
    html.element("span", beside, "class", "beside").close();
  }

  private void curves() {
    html.open("section").element("h2", "Learning");
    html.open("div", "class", "charts");
    List<LineChart.Series> losses = new ArrayList<>();
    if (view.live() != null) {
      List<LineChart.Point> recent = new ArrayList<>();
      for (RunView.Moment moment : view.live().curve()) {
        recent.add(new LineChart.Point(moment.step(), moment.loss(), null));
      }
      losses.add(new LineChart.Series("training, of late", 0, "faint", recent));
    }
    losses.add(series("training", 0, "dashed", HistoryEntry::trainLoss, 4));
    losses.add(series("dev", 1, "solid", HistoryEntry::devLoss, 4));
    html.add(new LineChart("Loss", "steps", losses).figure());
    html.add(
        new LineChart(
                "Tokens a second",
                "steps",
                List.of(series("while training", 2, "solid", HistoryEntry::tokensPerSecond, 0)))
            .figure());
    html.close().close();
  }

  private LineChart.Series series(
      String label, int colour, String style, ToDoubleFunction<HistoryEntry> value, int decimals) {
    List<LineChart.Point> points = new ArrayList<>();
    for (HistoryEntry entry : view.history()) {
      double y = value.applyAsDouble(entry);
      points.add(
          new LineChart.Point(
              entry.step(),
              y,
              label
                  + " "
                  + Figures.fixed(y, decimals)
                  + " at step "
                  + Figures.count(entry.step())
                  + ", epoch "
                  + entry.epoch()));
    }
    return new LineChart.Series(label, colour, style, points);
  }

  private void provenance() {
    html.open("section").element("h2", "What was run");
    html.open("dl", "class", "facts");
    settings(html, view.config());
    html.close().close();
  }

  /** What a run was given and where it came from, as terms and descriptions. */
  static void settings(Html html, RunConfig config) {
    TrainingSettings training = config.training();
    OptimizationSettings optimization = training.optimization();
    int patience = training.evaluation().patience();
    RunConfig.Provenance from = config.provenance();
    fact(html, "loss", loss(config));
    fact(html, "training sentences", data(from.train()));
    fact(html, "dev sentences", data(from.dev()));
    fact(
        html,
        "word vectors",
        data(from.vectors())
            + ", for "
            + Figures.fixed(100 * from.coverage().share(), 1)
            + " % of the text");
    fact(
        html,
        "text",
        "tokenizer "
            + config.tokenizer()
            + (config.bigrams() ? ", pairs of words" : "")
            + ", at most "
            + config.spec().embedding().maxLength()
            + " tokens, words seen at least "
            + from.minCount()
            + " times; "
            + config.stopWords().size()
            + " stop words");
    fact(html, "model", ModelText.of(config.spec()));
    fact(
        html,
        "training",
        optimization.epochs()
            + " epochs, batch "
            + optimization.batchSize()
            + ", Adam at "
            + optimization.learningRate()
            + (optimization.schedule() == LearningRateSchedule.LINEAR ? ", falling to 0" : "")
            + ", gradient norm at most "
            + optimization.clipNorm()
            + (patience > 0 ? ", patience " + patience : "")
            + ", seed "
            + training.seed());
    fact(
        html,
        "engine",
        from.engine() + " on " + from.device() + ", " + from.threads() + " threads");
    fact(html, "machine", from.java() + "; " + from.os());
    fact(html, "begun", from.created() + " with simloss " + config.version());
  }

  private static void fact(Html html, String term, String description) {
    html.element("dt", term).element("dd", description);
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

  private void figures() {
    if (view.history().isEmpty()) {
      return;
    }
    html.open("details").element("summary", "The figures behind the curves");
    html.open("div", "class", "scroll").open("table").open("thead").open("tr");
    for (String head : List.of("step", "epoch", "training loss", "dev loss", "tokens/s", "time")) {
      html.element("th", head, "class", "number", "scope", "col");
    }
    html.close().close().open("tbody");
    for (HistoryEntry entry : view.history()) {
      html.open("tr", "class", entry.best() ? "best" : null);
      number(Figures.count(entry.step()));
      number(Integer.toString(entry.epoch()));
      number(Figures.fixed(entry.trainLoss(), 4));
      number(Figures.fixed(entry.devLoss(), 4));
      number(Figures.fixed(entry.tokensPerSecond(), 0));
      number(Figures.seconds(entry.seconds()));
      html.close();
    }
    html.close().close().close().close();
  }

  private void number(String text) {
    html.element("td", text, "class", "number");
  }
}
