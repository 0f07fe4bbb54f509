package io.github.simloss.cli.report;

import io.github.simloss.cli.report.chart.LineChart;
import io.github.simloss.cli.report.page.DataTable;
import io.github.simloss.cli.report.page.DataTable.Cell;
import io.github.simloss.cli.report.page.DataTable.Kind;
import io.github.simloss.cli.report.page.Figures;
import io.github.simloss.cli.report.page.Html;
import io.github.simloss.cli.report.page.Meanings;
import io.github.simloss.cli.report.page.Page;
import io.github.simloss.cli.report.page.Sections;
import io.github.simloss.experiment.evaluation.ScoreColumn;
import io.github.simloss.experiment.evaluation.ScoreColumns;
import io.github.simloss.experiment.inspection.HistorySummary;
import io.github.simloss.io.AtomicFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Several runs on one page, their curves over one another. */
public final class OverlayReport {
  private final List<RunView> runs;
  private final Sections sections = new Sections();

  private OverlayReport(List<RunView> runs) {
    this.runs = named(runs);
  }

  /**
   * Writes the page of some runs into a file.
   *
   * @param runs two at least, with a model each
   */
  public static void write(Path file, List<RunView> runs) {
    AtomicFiles.writeString(file, page(runs));
  }

  /** The page. */
  public static String page(List<RunView> runs) {
    OverlayReport report = new OverlayReport(runs);
    List<Object> data = new ArrayList<>();
    report.runs.forEach(run -> data.add(RunReport.data(run)));
    String title = String.join(", ", report.runs.stream().map(RunView::name).toList());
    return Page.of(title + " · simloss", report.render(title), data, false);
  }

  /** Runs of one name, in different folders, get numbers. */
  private static List<RunView> named(List<RunView> runs) {
    Set<String> names = new LinkedHashSet<>();
    List<RunView> all = new ArrayList<>();
    for (RunView run : runs) {
      String name = run.name();
      for (int k = 2; !names.add(name); k++) {
        name = run.name() + " (" + k + ")";
      }
      all.add(run.named(name));
    }
    return all;
  }

  private Html render(String title) {
    Html top = new Html().open("header").element("h1", title);
    top.element("p", runs.size() + " runs side by side.", "class", "lead").close();
    for (RunView run : runs) {
      run.notes().forEach(note -> top.element("p", run.name() + ": " + note, "class", "note"));
    }
    results();
    differences();
    curves();
    ComparedPictures pictures =
        new ComparedPictures(
            sections,
            runs.stream()
                .map(
                    run ->
                        new ComparedPictures.Shown(
                            run.name(), RunFacts.loss(run.config()), run.inspection()))
                .toList());
    pictures.samples();
    pictures.maps();
    pictures.neighbours();
    return sections.render(top);
  }

  private void results() {
    Html html = sections.add("results", "Results");
    boolean alike = sentencesAlike();
    html.element(
        "p",
        (alike
                ? "All runs were measured on the same sentences. ★ marks the best of a column."
                : "The runs were measured on different sentences, so their figures do not compare;"
                    + " simloss report --sentences FILE takes the same for all.")
            + " Dev losses compare only among runs of one loss on the same dev sentences.",
        "class",
        "quiet");
    DataTable table = new DataTable("Results").column("run", Kind.TEXT).column("loss", Kind.TEXT);
    List<ScoreColumn> columns = columns();
    columns.forEach(
        column -> table.column(column.title(), Kind.NUMBER, Meanings.withDirection(column)));
    table.column("best dev loss", Kind.NUMBER).column("steps", Kind.NUMBER);
    table.column("time", Kind.NUMBER);
    for (RunView run : runs) {
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.of(run.name()));
      cells.add(Cell.of(run.config().loss().name()));
      for (ScoreColumn column : columns) {
        Double value = value(run, column);
        Cell cell = value == null ? Cell.of("–") : Cell.of(Figures.score(column, value), value);
        cells.add(alike && isBest(cell, column) ? cell.marked("best") : cell);
      }
      HistorySummary summary = run.history().isEmpty() ? null : HistorySummary.of(run.history());
      cells.add(
          summary == null
              ? Cell.of("–")
              : Cell.of(Figures.fixed(summary.best().devLoss(), 4), summary.best().devLoss()));
      cells.add(
          summary == null
              ? Cell.of("–")
              : Cell.count(Figures.count(summary.last().step()), summary.last().step()));
      cells.add(
          summary == null
              ? Cell.of("–")
              : Cell.of(Figures.seconds(summary.last().seconds()), summary.last().seconds()));
      table.row(null, cells);
    }
    html.add(table.render());
  }

  /** Those of sets, which are the same for all runs, and those of reconstruction. */
  private List<ScoreColumn> columns() {
    Map<String, ScoreColumn> columns = new LinkedHashMap<>();
    runs.forEach(run -> run.sets().columns().forEach(c -> columns.putIfAbsent(c.name(), c)));
    reconstruction().forEach(column -> columns.put(column.name(), column));
    return List.copyOf(columns.values());
  }

  private List<ScoreColumn> reconstruction() {
    return runs.stream()
        .map(run -> run.inspection().quality())
        .filter(Objects::nonNull)
        .findFirst()
        .map(quality -> ScoreColumns.ofReconstruction(quality.near()))
        .orElse(List.of());
  }

  private static Double value(RunView run, ScoreColumn column) {
    Double ofSet = run.sets().values().get(column.name());
    return ofSet != null || run.inspection().quality() == null
        ? ofSet
        : run.inspection().quality().values().get(column.name());
  }

  /** What reads like the best; nothing where all read alike. */
  private boolean isBest(Cell cell, ScoreColumn column) {
    List<Double> values =
        runs.stream().map(run -> value(run, column)).filter(Objects::nonNull).toList();
    if (values.stream().map(v -> Figures.score(column, v)).distinct().count() < 2) {
      return false;
    }
    double best =
        column.greaterIsBetter()
            ? values.stream().mapToDouble(v -> v).max().orElseThrow()
            : values.stream().mapToDouble(v -> v).min().orElseThrow();
    return cell.text().equals(Figures.score(column, best));
  }

  private boolean sentencesAlike() {
    return runs.stream()
            .map(run -> run.inspection().samples().stream().map(s -> s.input()).toList())
            .distinct()
            .count()
        == 1;
  }

  /** The facts in which runs differ; what all share stands on the page of each. */
  private void differences() {
    Html html = sections.add("differences", "What differs");
    DataTable table = new DataTable("What differs").column("setting", Kind.TEXT);
    runs.forEach(run -> table.column(run.name(), Kind.TEXT));
    for (String fact : RunFacts.of(runs.get(0).config()).keySet()) {
      List<String> values =
          runs.stream().map(run -> RunFacts.of(run.config()).getOrDefault(fact, "–")).toList();
      if (values.stream().distinct().count() > 1) {
        List<Cell> cells = new ArrayList<>(List.of(Cell.of(fact)));
        values.forEach(value -> cells.add(Cell.of(value)));
        table.row(null, cells);
      }
    }
    html.add(table.render());
  }

  private void curves() {
    Html html = sections.add("learning", "Learning");
    html.element(
        "p",
        "Loss after each evaluation: thick with marks on dev sentences, thin on training sentences."
            + " Colour, dashes and marks say which run it is. Different losses have different"
            + " scales, so each has a chart of its own.",
        "class",
        "quiet");
    html.open("div", "class", "charts");
    Set<String> losses = new LinkedHashSet<>();
    runs.forEach(run -> losses.add(run.config().loss().name()));
    for (String loss : losses) {
      List<LineChart.Series> series = new ArrayList<>();
      for (int i = 0; i < runs.size(); i++) {
        RunView run = runs.get(i);
        if (run.config().loss().name().equals(loss)) {
          String name = run.name();
          series.add(Curves.line(name + ", dev", name, i, true, run.history()));
          series.add(Curves.line(name + ", training", name, i, false, run.history()));
        }
      }
      html.add(new LineChart("Loss " + loss, "training steps", series).figure());
    }
    html.close();
  }
}
