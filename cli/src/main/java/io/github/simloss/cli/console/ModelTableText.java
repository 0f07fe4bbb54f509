package io.github.simloss.cli.console;

import io.github.simloss.evaluate.sets.EvaluationSet;
import io.github.simloss.experiment.comparison.MeanAndSpread;
import io.github.simloss.experiment.models.ModelRow;
import io.github.simloss.experiment.models.ModelTable;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints models side by side for a person to read: a score a block, a row a line. */
public final class ModelTableText {
  private ModelTableText() {}

  /** Prints a table and which differences are more than chance. */
  public static void print(PrintWriter out, List<EvaluationSet> sets, ModelTable table) {
    int width = table.rows().stream().mapToInt(row -> row.label().length()).max().orElse(0);
    for (EvaluationSet set : sets) {
      for (String name : ModelTable.names(set.name(), table.rows())) {
        out.println(set.name() + " " + name);
        for (ModelRow row : table.rows()) {
          MeanAndSpread value = row.value(set.name(), name);
          out.println(
              "  "
                  + row.label()
                  + " ".repeat(width - row.label().length())
                  + "  "
                  + (value == null ? "-" : text(value))
                  + verdict(table, set.name(), name, row.label()));
        }
      }
    }
    if (!table.tests().isEmpty()) {
      out.println(
          "'better than' and 'worse than': p < 0.05 by a paired bootstrap over the examples; all"
              + " else may be chance");
    }
  }

  private static String text(MeanAndSpread value) {
    return String.format(Locale.ROOT, "%7.4f", value.mean())
        + (value.spread() == null
            ? ""
            : String.format(Locale.ROOT, " ± %.4f over %d runs", value.spread(), value.count()));
  }

  private static String verdict(ModelTable table, String set, String score, String label) {
    StringBuilder better = new StringBuilder();
    StringBuilder worse = new StringBuilder();
    for (ModelTable.Test test : table.tests()) {
      boolean here = test.set().equals(set) && test.score().equals(score);
      if (here && test.first().equals(label) && !test.better().isEmpty()) {
        StringBuilder list = test.better().equals(label) ? better : worse;
        list.append(list.isEmpty() ? "" : ", ").append(test.second());
      }
    }
    return (better.isEmpty() ? "" : "  better than " + better)
        + (worse.isEmpty() ? "" : "  worse than " + worse);
  }
}
