package io.github.simloss.cli.report.page;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Rows of values separated by commas, quoted as RFC 4180 has it, each ended by a line feed: the
 * numbers behind a picture or a table.
 */
public final class Csv {
  private final StringBuilder text = new StringBuilder();

  /** Begins with the names of the columns. */
  public Csv(List<String> columns) {
    row(columns);
  }

  /** Adds a row; a null is an empty cell, numbers keep all their digits. */
  public Csv row(List<?> cells) {
    List<String> written = new ArrayList<>();
    cells.forEach(cell -> written.add(cell == null ? "" : cell(cell)));
    text.append(String.join(",", written)).append('\n');
    return this;
  }

  private static String cell(Object value) {
    return value instanceof Number ? value.toString() : quoted(value.toString());
  }

  /** A text that a spreadsheet would take for a formula begins with an apostrophe. */
  private static String quoted(String value) {
    String safe = value.matches("(?s)[=+\\-@\\t\\r].+") ? "'" + value : value;
    return safe.matches("(?s).*[,\"\\r\\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }

  /** A link that saves the rows as a file; they are in the page itself. */
  public Html link(String file) {
    String data =
        Base64.getEncoder().encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    return new Html()
        .element(
            "a",
            "Numbers (CSV)",
            "class",
            "download",
            "download",
            fileName(file) + ".csv",
            "aria-label",
            "Download the numbers of " + file + " as CSV",
            "href",
            "data:text/csv;charset=utf-8;base64," + data);
  }

  /** A title as the name of a file. */
  private static String fileName(String title) {
    String name = title.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
    return name.isEmpty() ? "numbers" : name.substring(0, Math.min(60, name.length()));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
