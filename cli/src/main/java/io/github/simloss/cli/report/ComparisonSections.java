package io.github.simloss.cli.report;

import io.github.simloss.cli.report.chart.DotChart;
import io.github.simloss.cli.report.chart.LineChart;
import io.github.simloss.cli.report.chart.Palette;
import io.github.simloss.cli.report.page.DataTable;
import io.github.simloss.cli.report.page.DataTable.Cell;
import io.github.simloss.cli.report.page.DataTable.Kind;
import io.github.simloss.cli.report.page.Figures;
import io.github.simloss.cli.report.page.Html;
import io.github.simloss.cli.report.page.Sections;
import io.github.simloss.experiment.comparison.ComparedRun;
import io.github.simloss.experiment.comparison.ComparisonResult;
import io.github.simloss.experiment.comparison.ComparisonTable;
import io.github.simloss.experiment.evaluation.ScoreColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The page of a comparison, section by section. */
final class ComparisonSections {
  private final ComparisonResult view;
  private final ComparisonTable table;
  private final Sections sections = new Sections();

  ComparisonSections(ComparisonResult view) {
    this.view = view;
    this.table = view.table();
  }

  Html render() {
    Html top = new Html().open("header").element("h1", view.name());
    top.element("p", summary(), "class", "lead").close();
    if (view.runs().isEmpty()) {
      return top.element("p", "No run is done yet.", "class", "note");
    }
    if (!table.columns().isEmpty()) {
      ResultsTable.write(sections, view, table);
      dots();
    }
    curves();
    cost();
    ComparedPictures pictures = new ComparedPictures(sections, shown());
    pictures.samples();
    pictures.maps();
    pictures.neighbours();
    shared();
    return sections.render(top);
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

  private void dots() {
    Html html = sections.add("seeds", "Seed by seed");
    html.element(
        "p",
        "A filled mark is a run, the upright bar the mean of the runs beside it; dotted lines and"
            + " open circles are baselines, which need no training. Colour and shape say which"
            + " engine computed.",
        "class",
        "quiet");
    Set<String> backends = new LinkedHashSet<>();
    table.rows().forEach(row -> backends.add(row.backend()));
    html.open("ul", "class", "legend engines");
    for (String backend : backends) {
      int look = Palette.of(table, backend);
      html.open("li");
      html.element("span", Palette.shape(look), "class", "swatch c" + look, "aria-hidden", "true");
      html.text(backend).close();
    }
    html.close().open("div", "class", "charts");
    for (ScoreColumn column : table.columns()) {
      html.add(new DotChart(column, view, table).figure());
    }
    html.close();
  }

  private void curves() {
    Html html = sections.add("learning", "Learning");
    html.element(
        "p",
        "Loss after each evaluation, a chart for each loss and a line for each run: thick with"
            + " marks on dev sentences, thin on training sentences. Colour, dashes and marks say"
            + " which engine computed. Different losses have different scales, so their heights"
            + " cannot be compared.",
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
          series.add(line(entry, true, run.origin().backend() + ", dev"));
          series.add(line(entry, false, run.origin().backend() + ", training"));
        }
      }
      html.add(new LineChart(loss, "training steps", series).figure());
    }
    html.close();
  }

  private LineChart.Series line(ComparisonResult.Entry entry, boolean dev, String label) {
    ComparedRun.Origin origin = entry.run().origin();
    return Curves.line(
        label, origin.name(), Palette.of(table, origin.backend()), dev, entry.history());
  }

  private void cost() {
    Html html = sections.add("runs", "Runs and what they cost");
    DataTable all =
        new DataTable("Runs and what they cost")
            .column("run", Kind.TEXT)
            .column("engine", Kind.TEXT);
    for (String head :
        List.of(
            "learning rate",
            "best dev loss",
            "at step",
            "steps",
            "tokens a second",
            "time",
            "peak memory")) {
      all.column(head, Kind.NUMBER);
    }
    for (ComparisonResult.Entry entry : view.runs()) {
      ComparedRun.Origin origin = entry.run().origin();
      ComparedRun.Training training = entry.run().training();
      Long memory = training.peakResidentBytes();
      all.row(
          null,
          List.of(
              new Cell(origin.name(), null, null, origin.name() + "/report.html", null, null),
              Cell.of(
                  origin.backend()
                      + ", "
                      + origin.device()
                      + ", "
                      + RunFacts.threads(origin.threads())),
              Cell.of(Double.toString(origin.learningRate()), origin.learningRate()),
              Cell.of(Figures.fixed(training.devLoss(), 4), training.devLoss()),
              Cell.count(Figures.count(training.bestStep()), training.bestStep()),
              Cell.count(Figures.count(training.steps()), training.steps()),
              Cell.of(Figures.fixed(training.tokensPerSecond(), 0), training.tokensPerSecond()),
              Cell.of(Figures.seconds(training.seconds()), training.seconds()),
              memory == null ? Cell.of("–") : Cell.count(Figures.bytes(memory), memory)));
    }
    html.add(all.render());
    html.element(
        "p",
        "Peak memory is the most that the whole process held while the run trained. Runs follow one"
            + " another in one process, so it includes what earlier ones left behind. Dev losses"
            + " compare only among runs of one loss.",
        "class",
        "quiet");
  }

  /** One run of each loss and engine: seeds would only repeat the picture. */
  private List<ComparedPictures.Shown> shown() {
    Map<String, ComparedPictures.Shown> shown = new LinkedHashMap<>();
    for (ComparisonResult.Entry entry : view.runs()) {
      ComparedRun.Origin origin = entry.run().origin();
      String title = origin.loss() + " on " + origin.backend();
      shown.putIfAbsent(
          title, new ComparedPictures.Shown(title, origin.loss(), entry.run().inspection()));
    }
    return List.copyOf(shown.values());
  }

  private void shared() {
    Html html = sections.add("settings", "Settings and origin");
    html.element(
        "p",
        "Those of the first run. Loss, learning rate, engine and seed are each run's own; all else"
            + " is the same for all. Runs of one seed begin with the same weights and see the same"
            + " sentences in the same order.",
        "class",
        "quiet");
    RunFacts.write(html, view.config());
  }
}
