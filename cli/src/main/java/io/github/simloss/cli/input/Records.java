package io.github.simloss.cli.input;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import io.github.simloss.SimlossException;
import io.github.simloss.io.Messages;
import io.github.simloss.io.json.Json;
import io.github.simloss.io.lines.Lines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One column of a table, or one key of JSON lines, record by record. */
final class Records {
  /** A record of more lines has a quote that nobody closes. */
  private static final int MOST_LINES = 10_000;

  private static final int MOST_CHARACTERS = 1 << 24;

  private static final CsvMapper CSV = new CsvMapper();
  private static final ObjectReader TREES = new ObjectMapper().reader();

  /** How a file is cut into records. */
  enum Kind {
    /** An object a line. */
    JSON_LINES,
    /** Columns between tabs, without quoting. */
    TABS,
    /** Columns between commas, quoted as RFC 4180 says. */
    COMMAS;

    /** By the name of a file, or null if it says nothing. */
    static Kind of(String file) {
      String name = file.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
      if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
        return JSON_LINES;
      }
      if (name.endsWith(".tsv") || name.endsWith(".tab")) {
        return TABS;
      }
      return name.endsWith(".csv") ? COMMAS : null;
    }

    /** By a first line. */
    static Kind guess(String line) {
      if (line.stripLeading().startsWith("{")) {
        return JSON_LINES;
      }
      return line.indexOf('\t') >= 0 ? TABS : COMMAS;
    }
  }

  private final Lines lines;
  private final String column;
  private Kind kind;
  private int index = -1;

  /**
   * Records of a file.
   *
   * @param lines its lines
   * @param kind how it is cut, or null to see by the first line
   * @param column the name of a column or key, or the number of a column, counted from 1
   */
  Records(Lines lines, Kind kind, String column) {
    this.lines = lines;
    this.kind = kind;
    this.column = column;
  }

  /**
   * The column of the next record, in one line; null after the last. The first row of a table is
   * its names, if the column is named.
   */
  String next() {
    if (!lines.hasNext()) {
      return null;
    }
    String first = lines.next();
    if (kind == null) {
      kind = Kind.guess(first);
    }
    if (kind == Kind.JSON_LINES) {
      return value(first);
    }
    List<String> fields = fields(first);
    if (index < 0) {
      boolean numbered = column.matches("[0-9]{1,6}");
      index = numbered ? Integer.parseInt(column) - 1 : fields.indexOf(column);
      if (index < 0) {
        throw wrong(
            numbered
                ? "columns are counted from 1"
                : "no column "
                    + Messages.quote(column)
                    + " in the first row; it has "
                    + Messages.oneLine(String.join(", ", fields)));
      }
      if (!numbered && fields.lastIndexOf(column) > index) {
        throw wrong(
            "two columns are named "
                + Messages.quote(column)
                + ": give the number of one, and a file without the first row");
      }
      if (!numbered) {
        return next();
      }
    }
    if (index >= fields.size()) {
      throw wrong(
          fields.size()
              + (fields.size() == 1 ? " column" : " columns")
              + ", none of number "
              + (index + 1));
    }
    return oneLine(fields.get(index));
  }

  private String value(String line) {
    JsonNode node;
    try (JsonParser parser = Json.parser(line)) {
      node = TREES.readTree(parser);
      if (parser.nextToken() != null) {
        throw wrong("something follows the JSON object");
      }
    } catch (JsonProcessingException e) {
      throw wrong("no JSON object a line: " + Messages.oneLine(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    JsonNode found = node == null || !node.isObject() ? null : node.get(column);
    if (found == null) {
      throw wrong("no key " + Messages.quote(column));
    }
    if (!found.isNull() && !found.isTextual()) {
      throw wrong("the value of " + Messages.quote(column) + " is no text");
    }
    return found.isNull() ? "" : oneLine(found.asText());
  }

  private List<String> fields(String first) {
    if (kind == Kind.TABS) {
      return Arrays.asList(first.split("\t", -1));
    }
    StringBuilder record = new StringBuilder(first);
    boolean open = quotes(first) % 2 == 1;
    for (int more = 0; open; more++) {
      if (!lines.hasNext() || more == MOST_LINES || record.length() > MOST_CHARACTERS) {
        throw wrong("a quote is open that nothing closes");
      }
      String line = lines.next();
      record.append('\n').append(line);
      open ^= quotes(line) % 2 == 1;
    }
    if (record.isEmpty()) {
      return List.of("");
    }
    try {
      return Arrays.asList(CSV.readerFor(String[].class).<String[]>readValue(record.toString()));
    } catch (JsonProcessingException e) {
      throw wrong("no row of comma-separated values: " + Messages.oneLine(e.getOriginalMessage()));
    }
  }

  private static long quotes(String line) {
    return line.chars().filter(c -> c == '"').count();
  }

  /** Sentences are lines. */
  private static String oneLine(String text) {
    return text.indexOf('\n') < 0 && text.indexOf('\r') < 0
        ? text
        : text.replaceAll("[\\r\\n]+", " ");
  }

  private SimlossException wrong(String what) {
    return new SimlossException(lines.position() + ": " + what + " (--column)");
  }
}
