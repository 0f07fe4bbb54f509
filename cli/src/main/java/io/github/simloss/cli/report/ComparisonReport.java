package io.github.simloss.cli.report;

import io.github.simloss.io.AtomicFiles;
import io.github.simloss.io.json.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A comparison as a page, as JSON and as a table of text. */
public final class ComparisonReport {
  private ComparisonReport() {}

  /** How a comparison is called: by its folder. */
  public static String name(Path out) {
    return SavedRun.name(out);
  }

  /** Writes {@code comparison.json} and {@code report.html} into a folder. */
  public static void write(Path out, ComparisonView view) {
    Json.write(out.resolve("comparison.json"), data(view));
    AtomicFiles.writeString(out.resolve("report.html"), page(view));
  }

  /** The page. */
  public static String page(ComparisonView view) {
    return Page.of(
        view.name() + " · simloss compare",
        new ComparisonSections(view).render(),
        data(view),
        false);
  }

  /** What {@code comparison.json} holds. */
  public static Map<String, Object> data(ComparisonView view) {
    ComparisonTable table = view.table();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("name", view.name());
    data.put("planned", view.planned());
    data.put("columns", table.columns());
    data.put("table", table.rows());
    data.put("baselines", table.baselines());
    List<Map<String, Object>> runs = new ArrayList<>();
    for (ComparisonView.Entry entry : view.runs()) {
      Map<String, Object> run = new LinkedHashMap<>();
      ComparedRun of = entry.run();
      run.put("name", of.name());
      run.put("loss", of.loss());
      run.put("backend", of.backend());
      run.put("engine", of.engine());
      run.put("device", of.device());
      run.put("threads", of.threads());
      run.put("seed", of.seed());
      run.put("learningRate", of.learningRate());
      run.put("devLoss", of.devLoss());
      run.put("bestStep", of.bestStep());
      run.put("steps", of.steps());
      run.put("seconds", of.seconds());
      run.put("tokensPerSecond", of.tokensPerSecond());
      run.put("peakResidentBytes", of.peakResidentBytes());
      run.put("scores", of.scores());
      run.put("baselines", of.baselines());
      run.put("history", entry.history());
      runs.add(run);
    }
    data.put("runs", runs);
    return data;
  }

  /** Prints the table for a person to read: a column a row, for terminals are narrow. */
  public static void print(PrintWriter out, ComparisonView view) {
    ComparisonTable table = view.table();
    List<ComparisonTable.Row> rows = new ArrayList<>(table.rows());
    rows.addAll(table.baselines());
    int width = rows.stream().mapToInt(row -> label(row).length()).max().orElse(0);
    for (ScoreColumn column : table.columns()) {
      out.println(column.title() + ": " + column.definition());
      for (ComparisonTable.Row row : rows) {
        MeanAndSpread value = row.scores().get(column.name());
        if (value != null) {
          out.println("  " + pad(label(row), width) + "  " + text(value));
        }
      }
    }
    out.println("dev loss, comparable among runs of one loss only");
    for (ComparisonView.Entry entry : view.runs()) {
      ComparedRun run = entry.run();
      out.println(
          String.format(
              Locale.ROOT,
              "  %s  %.4f at step %,d, learning rate %s, %,.0f tokens/s, %s%s",
              run.name(),
              run.devLoss(),
              run.bestStep(),
              run.learningRate(),
              run.tokensPerSecond(),
              Figures.seconds(run.seconds()),
              run.peakResidentBytes() == null
                  ? ""
                  : ", peak " + Figures.bytes(run.peakResidentBytes())));
    }
  }

  /** A row's name. */
  static String label(ComparisonTable.Row row) {
    return row.backend() == null ? row.label() : row.label() + " on " + row.backend();
  }

  private static String text(MeanAndSpread value) {
    return String.format(Locale.ROOT, "%.4f", value.mean())
        + (value.spread() == null
            ? ""
            : String.format(Locale.ROOT, " ± %.4f over %d seeds", value.spread(), value.count()));
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
