package io.github.simloss.cli.report;

import io.github.simloss.cli.console.ComparisonText;
import io.github.simloss.cli.report.page.Csv;
import io.github.simloss.cli.report.page.Figures;
import io.github.simloss.cli.report.page.Page;
import io.github.simloss.experiment.comparison.ComparedRun;
import io.github.simloss.experiment.comparison.ComparisonResult;
import io.github.simloss.io.AtomicFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/** A comparison as a page and as a table of text. */
public final class ComparisonReport {
  private ComparisonReport() {}

  /** Writes {@code report.html}, {@code table.csv} and {@code table.md} into a folder. */
  public static void write(Path out, ComparisonResult view) {
    AtomicFiles.writeString(out.resolve("report.html"), page(view));
    AtomicFiles.writeString(out.resolve("table.csv"), csv(view));
    AtomicFiles.writeString(out.resolve("table.md"), new ComparisonText(view).markdown());
  }

  /** The page. */
  public static String page(ComparisonResult view) {
    return Page.of(
        view.name() + " · simloss compare",
        new ComparisonSections(view).render(),
        view.toJson(),
        false);
  }

  /** Prints the table and what the runs cost, for a person to read. */
  public static void print(PrintWriter out, ComparisonResult view) {
    if (!view.columns().isEmpty()) {
      ComparisonText text = new ComparisonText(view);
      out.print(text.plain());
      out.println(text.legend());
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

  /** The table as CSV, a line a row and score. */
  public static String csv(ComparisonResult view) {
    Csv csv = new Csv(ComparisonText.csvColumns());
    new ComparisonText(view).csv().forEach(csv::row);
    return csv.toString();
  }
}
