package io.github.simloss.cli.report;

import io.github.simloss.cli.report.page.Figures;
import io.github.simloss.cli.report.page.Page;
import io.github.simloss.experiment.comparison.ComparedRun;
import io.github.simloss.experiment.comparison.ComparisonResult;
import io.github.simloss.experiment.comparison.ComparisonTable;
import io.github.simloss.experiment.comparison.MeanAndSpread;
import io.github.simloss.experiment.evaluation.ScoreColumn;
import io.github.simloss.io.AtomicFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison as a page and as a table of text. */
public final class ComparisonReport {
  private ComparisonReport() {}

  /** Writes {@code report.html} into a folder. */
  public static void write(Path out, ComparisonResult view) {
    AtomicFiles.writeString(out.resolve("report.html"), page(view));
  }

  /** The page. */
  public static String page(ComparisonResult view) {
    return Page.of(
        view.name() + " · simloss compare",
        new ComparisonSections(view).render(),
        view.toJson(),
        false);
  }

  /** Prints the table for a person to read: a column a row, for terminals are narrow. */
  public static void print(PrintWriter out, ComparisonResult view) {
    ComparisonTable table = view.table();
    List<ComparisonTable.Row> rows = new ArrayList<>(table.rows());
    rows.addAll(table.baselines());
    int width = rows.stream().mapToInt(row -> row.title().length()).max().orElse(0);
    for (ScoreColumn column : table.columns()) {
      out.println(column.title() + ": " + column.definition());
      for (ComparisonTable.Row row : rows) {
        MeanAndSpread value = row.scores().get(column.name());
        if (value != null) {
          out.println("  " + pad(row.title(), width) + "  " + text(value));
        }
      }
    }
    out.println("dev loss, comparable among runs of one loss only");
    for (ComparisonResult.Entry entry : view.runs()) {
      ComparedRun run = entry.run();
      out.println(
          String.format(
              Locale.ROOT,
              "  %s  %.4f at step %,d, learning rate %s, %,.0f tokens/s, %s%s",
              run.origin().name(),
              run.training().devLoss(),
              run.training().bestStep(),
              run.origin().learningRate(),
              run.training().tokensPerSecond(),
              Figures.seconds(run.training().seconds()),
              run.training().peakResidentBytes() == null
                  ? ""
                  : ", peak " + Figures.bytes(run.training().peakResidentBytes())));
    }
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
