package io.github.simloss.cli.console;

import io.github.simloss.evaluate.sets.EvaluationSet;
import io.github.simloss.experiment.comparison.MeanAndSpread;
import io.github.simloss.experiment.models.ModelRow;
import io.github.simloss.experiment.models.ModelTable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints models side by side as a Markdown table: a model a row, a score a column, times 100. */
public final class ModelTableMarkdown {
  private record Column(String set, String score) {}

  private ModelTableMarkdown() {}

  /** Prints a table, the best of each column in bold, and what is more than chance. */
  public static void print(PrintWriter out, List<EvaluationSet> sets, ModelTable table) {
    List<Column> columns = new ArrayList<>();
    StringBuilder head = new StringBuilder("| |");
    StringBuilder rule = new StringBuilder("|---|");
    for (EvaluationSet set : sets) {
      for (String name : ModelTable.names(set.name(), table.rows())) {
        columns.add(new Column(set.name(), name));
        head.append(' ').append(cell(set.name())).append(' ').append(name).append(" |");
        rule.append("---|");
      }
    }
    out.println(head);
    out.println(rule);
    for (ModelRow row : table.rows()) {
      StringBuilder line = new StringBuilder("| " + cell(row.label()) + " |");
      for (Column column : columns) {
        MeanAndSpread value = row.value(column.set(), column.score());
        line.append(value == null ? " |" : " " + text(value, best(table, column)) + " |");
      }
      out.println(line);
    }
    out.println();
    out.println(
        "Times 100; mean ± standard deviation over runs. Beyond chance (paired bootstrap):");
    out.println();
    for (ModelTable.Test test : table.tests()) {
      if (!test.better().isEmpty()) {
        boolean first = test.better().equals(test.first());
        out.println(
            String.format(
                Locale.ROOT,
                "- %s %s: %s better than %s by %.1f (p = %.4f)",
                cell(test.set()),
                test.score(),
                cell(first ? test.first() : test.second()),
                cell(first ? test.second() : test.first()),
                100 * Math.abs(test.result().difference()),
                test.result().p()));
      }
    }
  }

  private static double best(ModelTable table, Column column) {
    double best = Double.NEGATIVE_INFINITY;
    for (ModelRow row : table.rows()) {
      MeanAndSpread value = row.value(column.set(), column.score());
      best = value == null ? best : Math.max(best, value.mean());
    }
    return best;
  }

  private static String text(MeanAndSpread value, double best) {
    String mean = String.format(Locale.ROOT, "%.1f", 100 * value.mean());
    return (value.mean() == best ? "**" + mean + "**" : mean)
        + (value.spread() == null
            ? ""
            : String.format(Locale.ROOT, " ± %.1f", 100 * value.spread()));
  }

  /** A name of the user's, whatever is in it. */
  private static String cell(String text) {
    return text.replaceAll("([\\\\|*_`<\\[])", "\\\\$1");
  }
}
