package io.github.simloss.evaluate.sets;

import io.github.simloss.SimlossException;
import io.github.simloss.io.lines.Lines;
import io.github.simloss.io.lines.TextFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table of labelled sentences or pairs: one a line, columns separated by single tabs, no
 * quoting, plain or gzip. Empty lines at the end are left out.
 *
 * @since 0.2.0
 */
public final class ExampleFile {
  private ExampleFile() {}

  /**
   * Reads a file.
   *
   * @param file the table
   * @param columns where it has what
   * @param header whether the first line names the columns, and is left out
   * @return its examples in order, at least one
   * @throws SimlossException naming the line where a column is missing, or a label or a sentence is
   *     empty
   */
  public static List<Example> read(Path file, SetColumns columns, boolean header) {
    List<Example> examples = new ArrayList<>();
    try (Lines lines = TextFiles.open(file)) {
      if (header && lines.hasNext()) {
        lines.next();
      }
      @Nullable String empty = null;
      while (lines.hasNext()) {
        String line = lines.next();
        if (line.indexOf('\r') >= 0) {
          throw new SimlossException(
              lines.position()
                  + ": there is a carriage return within the line: line ends must be LF or CR LF;"
                  + " convert the file (tr '\\r' '\\n')");
        }
        if (line.isBlank()) {
          empty = empty == null ? lines.position() : empty;
          continue;
        }
        if (empty != null) {
          throw new SimlossException(empty + ": the line is empty; remove it");
        }
        examples.add(example(line.split("\t", -1), columns, lines));
      }
    }
    if (examples.isEmpty()) {
      throw new SimlossException(
          file
              + " has no line"
              + (header ? " below its heading" : "")
              + "; it needs one example a line");
    }
    return examples;
  }

  private static Example example(String[] fields, SetColumns columns, Lines lines) {
    if (fields.length < columns.highest()) {
      throw new SimlossException(
          lines.position()
              + ": "
              + fields.length
              + (fields.length == 1 ? " column" : " columns")
              + " where "
              + columns.highest()
              + " are needed; columns are separated by tabs and counted from 1");
    }
    List<String> sentences = new ArrayList<>();
    for (int column : columns.sentences()) {
      sentences.add(field(fields, column, "sentence", lines));
    }
    return new Example(field(fields, columns.label(), "label", lines), sentences, lines.position());
  }

  private static String field(String[] fields, int column, String what, Lines lines) {
    String text = fields[column - 1].strip();
    if (text.isEmpty()) {
      throw new SimlossException(
          lines.position()
              + ": the "
              + what
              + " in column "
              + column
              + " is empty; fill it in or remove the line");
    }
    return text;
  }
}
