package io.github.simloss.cli.console;

import io.github.simloss.experiment.comparison.ComparisonResult;
import io.github.simloss.experiment.comparison.ComparisonTable;
import io.github.simloss.experiment.comparison.MeanAndSpread;
import io.github.simloss.experiment.evaluation.ScoreColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of a comparison as text: for a terminal, as Markdown and as CSV. */
public final class ComparisonText {
  private static final int WIDEST = 100;

  private final ComparisonResult result;
  private final ComparisonTable table;
  private final List<ComparisonTable.Row> rows = new ArrayList<>();

  /** The table of a result. */
  public ComparisonText(ComparisonResult result) {
    this.result = result;
    this.table = result.table();
    rows.addAll(table.rows());
    rows.addAll(table.baselines());
  }

  /** One row a loss and engine; columns that do not fit beside each other follow below. */
  public String plain() {
    StringBuilder text = new StringBuilder();
    List<List<String>> all = new ArrayList<>();
    all.add(column("", rows.stream().map(ComparisonTable.Row::title).toList(), false));
    for (ScoreColumn column : table.columns()) {
      all.add(column(column.title(), rows.stream().map(row -> cell(row, column)).toList(), true));
    }
    for (int from = 1; from < all.size(); ) {
      int width = all.get(0).get(0).length();
      int to = from;
      while (to < all.size() && (to == from || width + 2 + width(all, to) <= WIDEST)) {
        width += 2 + width(all, to++);
      }
      for (int line = 0; line <= rows.size(); line++) {
        StringBuilder row = new StringBuilder(all.get(0).get(line));
        for (int c = from; c < to; c++) {
          row.append("  ").append(all.get(c).get(line));
        }
        text.append(row.toString().stripTrailing()).append('\n');
      }
      text.append('\n');
      from = to;
    }
    return text.toString();
  }

  private static int width(List<List<String>> all, int column) {
    return all.get(column).get(0).length();
  }

  /** A heading and its cells, all as wide as the widest. */
  private static List<String> column(String head, List<String> cells, boolean right) {
    List<String> all = new ArrayList<>(List.of(head));
    all.addAll(cells);
    int width = all.stream().mapToInt(String::length).max().orElse(0);
    return all.stream()
        .map(
            cell -> {
              String pad = " ".repeat(width - cell.length());
              return right ? pad + cell : cell + pad;
            })
        .toList();
  }

  private String cell(ComparisonTable.Row row, ScoreColumn column) {
    MeanAndSpread value = row.scores().get(column.name());
    return value == null ? "- " : text(value, 4) + sign(row, column);
  }

  private static String text(MeanAndSpread value, int decimals) {
    String form = "%." + decimals + "f";
    String mean = String.format(Locale.ROOT, form, value.mean());
    return value.spread() == null
        ? mean
        : mean + " ± " + String.format(Locale.ROOT, form, value.spread());
  }

  /** A star for the best, = for what may be as good as that. */
  private String sign(ComparisonTable.Row row, ScoreColumn column) {
    return switch (result.standing(row, column)) {
      case BEST -> "*";
      case ALIKE -> "=";
      case BEHIND -> " ";
    };
  }

  /** What the signs mean, and the columns, a line each. */
  public String legend() {
    StringBuilder text = new StringBuilder("* the best of a column");
    text.append(
        "; = may be as good: the gap is within the spread over seeds, or p >= 0.05 by a paired"
            + " bootstrap over the test sentences (BLEU and distinct: by the spread alone)\n");
    for (ScoreColumn column : table.columns()) {
      text.append(column.title()).append(": ").append(column.definition());
      text.append(column.greaterIsBetter() ? "\n" : "; less is better\n");
    }
    return text.toString();
  }

  /** A table for a document, the best in bold. */
  public String markdown() {
    StringBuilder text = new StringBuilder("| | seeds |");
    table.columns().forEach(column -> text.append(' ').append(md(column.title())).append(" |"));
    text.append("\n|---|---:|").append("---:|".repeat(table.columns().size())).append('\n');
    for (ComparisonTable.Row row : rows) {
      text.append("| ").append(md(row.title())).append(" | ").append(row.seeds()).append(" |");
      for (ScoreColumn column : table.columns()) {
        MeanAndSpread value = row.scores().get(column.name());
        String cell = value == null ? "–" : text(value, 4);
        text.append(' ').append(marked(cell, row, column)).append(" |");
      }
      text.append('\n');
    }
    return text.append("\nBold: the best of a column. ≈: may be as good; the gap is within the")
        .append(" spread over seeds, or p ≥ 0.05 by a paired bootstrap over the test sentences")
        .append(" (BLEU and distinct: by the spread alone).\n")
        .toString();
  }

  private String marked(String cell, ComparisonTable.Row row, ScoreColumn column) {
    return switch (result.standing(row, column)) {
      case BEST -> "**" + cell + "**";
      case ALIKE -> "≈ " + cell;
      case BEHIND -> cell;
    };
  }

  /** What Markdown and HTML in it would take for markup is escaped. */
  private static String md(String text) {
    return text.replaceAll("[\\r\\n]", " ").replaceAll("([\\\\`*_{}\\[\\]<>()#|!~&])", "\\\\$1");
  }

  /** The header of {@link #csv}. */
  public static List<String> csvColumns() {
    return List.of(
        "row",
        "loss",
        "engine",
        "baseline",
        "seeds",
        "score",
        "mean",
        "standard deviation",
        "best",
        "p against the best");
  }

  /** One line a row and score, which spreadsheets and programs turn as they like. */
  public List<List<Object>> csv() {
    List<List<Object>> lines = new ArrayList<>();
    for (ComparisonTable.Row row : rows) {
      for (ScoreColumn column : table.columns()) {
        MeanAndSpread value = row.scores().get(column.name());
        if (value != null) {
          lines.add(line(row, column, value));
        }
      }
    }
    return lines;
  }

  private List<Object> line(ComparisonTable.Row row, ScoreColumn column, MeanAndSpread value) {
    boolean baseline = row.backend() == null;
    ComparisonTable.Row best = table.best(column);
    List<Object> line = new ArrayList<>();
    line.add(row.title());
    line.add(baseline ? null : row.label());
    line.add(row.backend());
    line.add(baseline ? "yes" : "no");
    line.add(row.seeds());
    line.add(column.name());
    line.add(value.mean());
    line.add(value.spread());
    line.add(result.standing(row, column) == ComparisonResult.Standing.BEST ? "yes" : "no");
    line.add(best == null ? null : result.p(column, row.title(), best.title()));
    return line;
  }
}
