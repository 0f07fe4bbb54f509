package io.github.simloss.cli.report.page;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of results. It scrolls in a box of its own where it is wider than the page, becomes a
 * card a row on a phone, and can be saved as CSV.
 */
public final class DataTable {
  private final String title;
  private final List<Column> columns = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();

  /** What a column holds. */
  public enum Kind {
    /** Words; the first column of a table heads its rows. */
    TEXT,
    /** A number. */
    NUMBER,
    /** A mean and how far values lie from it: two columns of the CSV. */
    SPREAD
  }

  private record Column(String title, String tip, Kind kind) {}

  private record Row(String css, List<Cell> cells) {}

  /**
   * A cell.
   *
   * @param text what is read
   * @param beside what stands below it, smaller; null for nothing
   * @param mark what it is marked as, {@code best} or {@code alike}; null for nothing
   * @param href where it leads, or null
   * @param value its number with all digits, or null
   * @param spread the number of what stands below it, or null
   */
  public record Cell(
      String text, String beside, String mark, String href, Double value, Double spread) {
    /** A text. */
    public static Cell of(String text) {
      return new Cell(text, null, null, null, null, null);
    }

    /** A number, as text and with all its digits. */
    public static Cell of(String text, double value) {
      return new Cell(text, null, null, null, value, null);
    }

    /** A count. */
    public static Cell count(String text, long value) {
      return of(text, (double) value);
    }

    /** The same, marked. */
    public Cell marked(String as) {
      return new Cell(text, beside, as, href, value, spread);
    }
  }

  /** A table; the title is read out and names the CSV. */
  public DataTable(String title) {
    this.title = title;
  }

  /** Adds a column; the tip explains it, or is null. */
  public DataTable column(String name, Kind kind, String tip) {
    columns.add(new Column(name, tip, kind));
    return this;
  }

  /** Adds a column that needs no explanation. */
  public DataTable column(String name, Kind kind) {
    return column(name, kind, null);
  }

  /** Adds a row, of a class or of none if that is null. */
  public DataTable row(String css, List<Cell> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(cells.size() + " cells in " + columns.size() + " columns");
    }
    rows.add(new Row(css, cells));
    return this;
  }

  /** The table, with the link that saves it. */
  public Html render() {
    Html html = new Html();
    html.element("p", "Scroll the table sideways to see all of it.", "class", "hint");
    html.open("div", "class", "scroll", "role", "region", "tabindex", "0", "aria-label", title);
    // Roles are said outright: browsers forget them where a row is shown as a card.
    html.open("table", "class", "data", "role", "table", "aria-label", title);
    html.open("thead", "role", "rowgroup").open("tr", "role", "row");
    for (Column column : columns) {
      html.element(
          "th",
          column.title(),
          "class",
          column.kind() == Kind.TEXT ? null : "number",
          "scope",
          "col",
          "role",
          "columnheader",
          "data-tip",
          column.tip());
    }
    html.close().close().open("tbody", "role", "rowgroup");
    for (Row row : rows) {
      html.open("tr", "class", row.css(), "role", "row");
      for (int i = 0; i < columns.size(); i++) {
        cell(html, columns.get(i), row.cells().get(i), i == 0);
      }
      html.close();
    }
    html.close().close().close();
    return html.add(csv().link(title));
  }

  private static void cell(Html html, Column column, Cell cell, boolean head) {
    String css = column.kind() == Kind.TEXT ? null : "number";
    if (cell.mark() != null) {
      css = css == null ? cell.mark() : css + " " + cell.mark();
    }
    html.open(
        head ? "th" : "td",
        "class",
        css,
        "scope",
        head ? "row" : null,
        "role",
        head ? "rowheader" : "cell",
        "data-label",
        head ? null : column.title());
    html.open("span", "class", "value");
    if (cell.mark() != null) {
      boolean best = cell.mark().equals("best");
      html.element("span", best ? "★ " : "≈ ", "class", "sign", "aria-hidden", "true");
      html.element("span", best ? "best: " : "perhaps as good: ", "class", "sr");
    }
    if (cell.href() == null) {
      html.text(cell.text());
    } else {
      html.element("a", cell.text(), "href", cell.href());
    }
    if (cell.beside() != null) {
      html.text(" ").element("span", cell.beside(), "class", "spread");
    }
    html.close().close();
  }

  /** A count has no decimals. */
  private static Number whole(Double value) {
    boolean whole = value != null && value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? (Number) value.longValue() : value;
  }

  private Csv csv() {
    List<String> names = new ArrayList<>();
    for (Column column : columns) {
      names.add(column.title());
      if (column.kind() == Kind.SPREAD) {
        names.add(column.title() + " standard deviation");
      }
    }
    Csv csv = new Csv(names);
    for (Row row : rows) {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        Cell cell = row.cells().get(i);
        boolean number = columns.get(i).kind() != Kind.TEXT;
        values.add(number ? whole(cell.value()) : cell.text());
        if (columns.get(i).kind() == Kind.SPREAD) {
          values.add(cell.spread());
        }
      }
      csv.row(values);
    }
    return csv;
  }
}
