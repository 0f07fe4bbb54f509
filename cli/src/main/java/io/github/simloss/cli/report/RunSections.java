package io.github.simloss.cli.report;

import io.github.simloss.cli.report.chart.LineChart;
import io.github.simloss.cli.report.page.DataTable;
import io.github.simloss.cli.report.page.DataTable.Cell;
import io.github.simloss.cli.report.page.DataTable.Kind;
import io.github.simloss.cli.report.page.Figures;
import io.github.simloss.cli.report.page.Html;
import io.github.simloss.cli.report.page.Sections;
import io.github.simloss.experiment.inspection.HistorySummary;
import io.github.simloss.experiment.inspection.Inspection;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.run.Provenance;
import io.github.simloss.run.checkpoint.HistoryEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The page of one run, section by section. */
final class RunSections {
  private final RunView view;
  private final Sections sections = new Sections();
  private final Html top = new Html();

  RunSections(RunView view) {
    this.view = view;
  }

  Html render() {
    Inspection shown = view.inspection();
    header();
    tiles();
    for (String note : view.notes()) {
      top.element("p", note, "class", "note");
    }
    curves();
    QualitySections.quality(top, sections, shown.quality());
    QualitySections.sets(sections, view.sets());
    SampleSections.samples(
        sections, shown.samples(), view.config().spec().decoder().kind() == DecoderKind.LSTM);
    SampleSections.codes(sections, shown.codes(), shown.pairs());
    SampleSections.neighbours(sections, shown.neighbours(), view.config().loss().name());
    figures();
    RunFacts.write(sections.add("settings", "Settings and origin"), view.config());
    return sections.render(top);
  }

  private void header() {
    Provenance from = view.config().provenance();
    top.open("header").element("h1", view.name());
    top.element(
        "p",
        "A model that turns a sentence into a code and back (a sentence autoencoder), trained with"
            + " the loss "
            + view.config().loss().name()
            + " on "
            + from.machine().engine()
            + ", "
            + from.machine().device()
            + ".",
        "class",
        "lead");
    top.close();
  }

  private void tiles() {
    List<HistoryEntry> history = view.history();
    top.open("div", "class", "tiles");
    if (history.isEmpty()) {
      tile("evaluations", "none yet", "");
    } else {
      HistorySummary summary = HistorySummary.of(history);
      HistoryEntry last = summary.last();
      HistoryEntry best = summary.best();
      tile(
          "best dev loss",
          Figures.score(best.devLoss()),
          "at step " + Figures.count(best.step()) + "; less is better");
      QualitySections.tiles(top, view.inspection().quality());
      tile(
          "training steps",
          Figures.count(last.step()),
          "in epoch " + last.epoch() + " of " + view.config().training().optimization().epochs());
      tile(
          "time",
          Figures.seconds(last.seconds()),
          Figures.fixed(summary.tokensPerSecond(), 0)
              + " tokens a second, "
              + RunFacts.threads(view.config().provenance().machine().threads()));
    }
    tile(
        "words known",
        Figures.fixed(view.config().spec().vocabularySize(), 0),
        "a code is " + view.config().spec().codeSize() + " numbers");
    top.close();
  }

  private void tile(String label, String figure, String beside) {
    tile(top, label, figure, beside);
  }

  static void tile(Html html, String label, String figure, String beside) {
    html.open("div", "class", "tile");
    html.element("span", label, "class", "label").element("strong", figure);
    html.element("span", beside, "class", "beside").close();
  }

  private void curves() {
    Html html = sections.add("learning", "Learning");
    html.element(
        "p",
        "Loss is what training makes smaller. Dev sentences are kept out of training: where their"
            + " line rises while the other falls, the model learns its training sentences by heart.",
        "class",
        "quiet");
    html.open("div", "class", "charts");
    List<LineChart.Series> losses = new ArrayList<>();
    if (view.live() != null) {
      List<LineChart.Point> recent = new ArrayList<>();
      for (RunView.Moment moment : view.live().curve()) {
        recent.add(new LineChart.Point(moment.step(), moment.loss(), null));
      }
      losses.add(new LineChart.Series("training, last steps", null, 0, "faint", recent));
    }
    losses.add(series("dev sentences", 0, HistoryEntry::devLoss, 4));
    losses.add(series("training sentences", 1, HistoryEntry::trainLoss, 4));
    html.add(new LineChart("Loss", "training steps", losses).figure());
    html.add(
        new LineChart(
                "Tokens a second",
                "training steps",
                List.of(series("while training", 2, HistoryEntry::tokensPerSecond, 0)))
            .figure());
    html.close();
  }

  private LineChart.Series series(
      String label, int look, ToDoubleFunction<HistoryEntry> value, int decimals) {
    List<LineChart.Point> points = new ArrayList<>();
    for (HistoryEntry entry : view.history()) {
      double y = value.applyAsDouble(entry);
      String at = " at step " + Figures.count(entry.step()) + ", epoch " + entry.epoch();
      String tip = label + " " + Figures.fixed(y, decimals) + at;
      points.add(new LineChart.Point(entry.step(), y, tip));
    }
    return new LineChart.Series(label, null, look, "strong", points);
  }

  private void figures() {
    if (view.history().isEmpty()) {
      return;
    }
    DataTable table = new DataTable("Evaluations");
    for (String head :
        List.of("step", "epoch", "training loss", "dev loss", "tokens a second", "time")) {
      table.column(head, Kind.NUMBER);
    }
    HistoryEntry best = HistorySummary.of(view.history()).best();
    for (HistoryEntry entry : view.history()) {
      Cell dev = Cell.of(Figures.fixed(entry.devLoss(), 4), entry.devLoss());
      boolean mark = entry.step() == best.step() && view.history().size() > 1;
      table.row(
          null,
          List.of(
              Cell.count(Figures.count(entry.step()), entry.step()),
              Cell.of(Integer.toString(entry.epoch()), entry.epoch()),
              Cell.of(Figures.fixed(entry.trainLoss(), 4), entry.trainLoss()),
              mark ? dev.marked("best") : dev,
              Cell.of(Figures.fixed(entry.tokensPerSecond(), 0), entry.tokensPerSecond()),
              Cell.of(Figures.seconds(entry.seconds()), entry.seconds())));
    }
    Html html = sections.add("evaluations", "Every evaluation", false);
    html.element("p", "★ The lowest dev loss: that model was kept.", "class", "quiet");
    html.add(table.render());
  }
}
