package io.github.simloss.cli.report;

import io.github.simloss.cli.report.chart.DotChart;
import io.github.simloss.cli.report.chart.LineChart;
import io.github.simloss.cli.report.chart.Palette;
import io.github.simloss.cli.report.page.Figures;
import io.github.simloss.cli.report.page.Html;
import io.github.simloss.experiment.comparison.ComparedRun;
import io.github.simloss.experiment.comparison.ComparisonResult;
import io.github.simloss.experiment.comparison.ComparisonTable;
import io.github.simloss.experiment.comparison.MeanAndSpread;
import io.github.simloss.experiment.evaluation.ScoreColumn;
import io.github.simloss.experiment.inspection.ReconstructedSentence;
import io.github.simloss.run.checkpoint.HistoryEntry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The page of a comparison, section by section. */
final class ComparisonSections {
  private static final int MOST_SAMPLES = 12;

  private final ComparisonResult view;
  private final ComparisonTable table;
  private final Html html = new Html();

  ComparisonSections(ComparisonResult view) {
    this.view = view;
    this.table = view.table();
  }

  Html render() {
    html.open("header").element("h1", view.name());
    html.element("p", summary(), "class", "lead").close();
    if (view.runs().isEmpty()) {
      return html.element("p", "No run is done yet.", "class", "note");
    }
    if (!table.columns().isEmpty()) {
      results();
      dots();
    }
    curves();
    cost();
    pictures();
    shared();
    return html;
  }

  private String summary() {
    Set<String> losses = new LinkedHashSet<>();
    Set<String> engines = new LinkedHashSet<>();
    Set<Long> seeds = new LinkedHashSet<>();
    for (ComparisonResult.Entry entry : view.runs()) {
      losses.add(entry.run().origin().loss());
      engines.add(entry.run().origin().engine() + " on " + entry.run().origin().device());
      seeds.add(entry.run().origin().seed());
    }
    int done = view.runs().size();
    return String.join(", ", losses)
        + " — "
        + String.join(" and ", engines)
        + ", "
        + seeds.size()
        + (seeds.size() == 1 ? " seed" : " seeds")
        + (done < view.planned() ? "; " + done + " of " + view.planned() + " runs are done" : "")
        + ".";
  }

  private void results() {
    html.open("section").element("h2", "Results");
    html.element(
        "p",
        "Mean over seeds ± standard deviation; the best mean of a column is bold. Baselines in"
            + " italics: a loss has shown something only where it is ahead of them, and ahead of"
            + " another loss only where the gap is wider than the spread.",
        "class",
        "quiet");
    html.open("div", "class", "scroll").open("table", "class", "results");
    html.open("thead").open("tr").element("th", "loss", "scope", "col");
    html.element("th", "engine", "scope", "col")
        .element("th", "seeds", "class", "number", "scope", "col");
    for (ScoreColumn column : table.columns()) {
      html.element(
          "th", column.title(), "class", "number", "scope", "col", "data-tip", column.definition());
    }
    html.close().close().open("tbody");
    for (ComparisonTable.Row row : table.rows()) {
      row(row, null);
    }
    for (ComparisonTable.Row row : table.baselines()) {
      row(row, "base");
    }
    html.close().close().close();
    html.open("details", "class", "inner").element("summary", "What the columns mean");
    html.open("dl", "class", "facts");
    for (ScoreColumn column : table.columns()) {
      html.element("dt", column.title());
      html.element(
          "dd",
          column.definition()
              + (column.greaterIsBetter() ? "; greater is better" : "; less is better"));
    }
    html.close().close().close();
  }

  private void row(ComparisonTable.Row row, String css) {
    html.open("tr", "class", css).element("th", row.label(), "scope", "row");
    html.element("td", row.backend() == null ? "" : row.backend());
    html.element("td", Integer.toString(row.seeds()), "class", "number");
    for (ScoreColumn column : table.columns()) {
      MeanAndSpread value = row.scores().get(column.name());
      boolean best = css == null && row.equals(table.best(column));
      html.open("td", "class", best ? "number best" : "number");
      if (value == null) {
        html.text("–");
      } else {
        html.text(Figures.score(value.mean()));
        if (value.spread() != null) {
          html.element("span", " ± " + Figures.spread(value), "class", "spread");
        }
      }
      html.close();
    }
    html.close();
  }

  private void dots() {
    html.open("section").element("h2", "Seed by seed");
    html.element(
        "p",
        "A dot is a run, the bar their mean; dotted lines are the baselines.",
        "class",
        "quiet");
    engineLegend();
    html.open("div", "class", "charts");
    for (ScoreColumn column : table.columns()) {
      html.add(new DotChart(column, view, table).figure());
    }
    html.close().close();
  }

  private void engineLegend() {
    Set<String> backends = new LinkedHashSet<>();
    table.rows().forEach(row -> backends.add(row.backend()));
    html.open("ul", "class", "legend engines");
    for (String backend : backends) {
      html.open("li");
      html.element("span", "", "class", "swatch c" + Palette.of(table, backend));
      html.text(backend).close();
    }
    html.close();
  }

  private void curves() {
    html.open("section").element("h2", "Learning");
    html.element(
        "p",
        "Loss on dev (solid) and training sentences (dashed), a line for each seed. Losses are of"
            + " different scales: curves compare within a chart only.",
        "class",
        "quiet");
    html.open("div", "class", "charts");
    Set<String> losses = new LinkedHashSet<>();
    view.runs().forEach(entry -> losses.add(entry.run().origin().loss()));
    for (String loss : losses) {
      List<LineChart.Series> series = new ArrayList<>();
      for (ComparisonResult.Entry entry : view.runs()) {
        ComparedRun run = entry.run();
        if (run.origin().loss().equals(loss)) {
          series.add(line(entry, false, run.origin().backend() + ", training"));
          series.add(line(entry, true, run.origin().backend() + ", dev"));
        }
      }
      html.add(new LineChart(loss, "steps", series).figure());
    }
    html.close().close();
  }

  private LineChart.Series line(ComparisonResult.Entry entry, boolean dev, String label) {
    List<LineChart.Point> points = new ArrayList<>();
    for (HistoryEntry at : entry.history()) {
      double loss = dev ? at.devLoss() : at.trainLoss();
      points.add(
          new LineChart.Point(
              at.step(),
              loss,
              entry.run().origin().name()
                  + ", "
                  + (dev ? "dev " : "training ")
                  + Figures.fixed(loss, 4)
                  + " at step "
                  + Figures.count(at.step())));
    }
    return new LineChart.Series(
        label, Palette.of(table, entry.run().origin().backend()), dev ? "solid" : "dashed", points);
  }

  private void cost() {
    html.open("section").element("h2", "Runs and what they cost");
    html.open("div", "class", "scroll")
        .open("table", "class", "results runs-table")
        .open("thead")
        .open("tr");
    html.element("th", "run", "scope", "col").element("th", "engine", "scope", "col");
    for (String head :
        List.of(
            "learning rate", "dev loss", "best step", "steps", "tokens/s", "time", "peak memory")) {
      html.element("th", head, "class", "number", "scope", "col");
    }
    html.close().close().open("tbody");
    for (ComparisonResult.Entry entry : view.runs()) {
      ComparedRun run = entry.run();
      html.open("tr").open("th", "scope", "row");
      html.element("a", run.origin().name(), "href", run.origin().name() + "/report.html").close();
      html.element(
          "td",
          run.origin().backend()
              + ", "
              + run.origin().device()
              + ", "
              + run.origin().threads()
              + " threads");
      number(Double.toString(run.origin().learningRate()));
      number(Figures.fixed(run.training().devLoss(), 4));
      number(Figures.count(run.training().bestStep()));
      number(Figures.count(run.training().steps()));
      number(Figures.fixed(run.training().tokensPerSecond(), 0));
      number(Figures.seconds(run.training().seconds()));
      number(
          run.training().peakResidentBytes() == null
              ? "–"
              : Figures.bytes(run.training().peakResidentBytes()));
      html.close();
    }
    html.close().close().close();
    html.element(
        "p",
        "Peak memory is that of the whole process, Java heap and engine, while the run trained. Runs"
            + " share one process, so it includes what the ones before left behind. Dev losses compare"
            + " among runs of one loss only.",
        "class",
        "quiet");
    html.close();
  }

  private void number(String text) {
    html.element("td", text, "class", "number");
  }

  private void pictures() {
    // One run of each loss and engine: seeds would only repeat the picture.
    List<ComparedRun> shown = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    for (ComparisonResult.Entry entry : view.runs()) {
      ComparedRun run = entry.run();
      if (seen.add(title(run))) {
        shown.add(run);
      }
    }
    samples(shown.stream().filter(run -> !run.inspection().samples().isEmpty()).toList());
    ComparedPictures.neighbours(html, shown);
    ComparedPictures.maps(html, shown);
  }

  /** What tells a run from those of other losses and engines. */
  static String title(ComparedRun run) {
    return run.origin().loss() + " on " + run.origin().backend();
  }

  private void samples(List<ComparedRun> shown) {
    if (shown.isEmpty()) {
      return;
    }
    html.open("section").element("h2", "Reconstructions side by side");
    html.element(
        "p",
        "The same dev sentences through the first run of each loss and engine. A changed word carries"
            + " the cosine of its vector and that of the word it stands for.",
        "class",
        "quiet");
    SampleSections.key(html);
    html.open("ul", "class", "samples");
    List<ReconstructedSentence> inputs = shown.get(0).inspection().samples();
    for (int i = 0; i < Math.min(MOST_SAMPLES, inputs.size()); i++) {
      html.open("li").element("p", inputs.get(i).input(), "class", "input");
      html.open("dl", "class", "runs");
      for (ComparedRun run : shown) {
        if (i < run.inspection().samples().size()
            && run.inspection().samples().get(i).input().equals(inputs.get(i).input())) {
          html.element("dt", title(run)).open("dd");
          SampleSections.words(html, run.inspection().samples().get(i).words());
          html.close();
        }
      }
      html.close().close();
    }
    html.close().close();
  }

  private void shared() {
    html.open("section").element("h2", "What was run");
    html.element(
        "p",
        "The settings of the first run; loss, learning rate, engine and seed are each run's own, all"
            + " else is shared. Runs of one seed begin with the same weights and see the same batches"
            + " in the same order.",
        "class",
        "quiet");
    html.open("dl", "class", "facts");
    RunSections.settings(html, view.config());
    html.close().close();
  }
}
