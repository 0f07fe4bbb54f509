package io.github.simloss.evaluate.pairs;

import io.github.simloss.SimlossException;
import io.github.simloss.io.lines.Lines;
import io.github.simloss.io.lines.TextFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a table of sentence pairs: one a line, columns separated by single tabs, no quoting, no
 * heading, plain or gzip.
 *
 * @since 0.1.0
 */
public final class PairFile {
  private PairFile() {}

  /**
   * Reads a file.
   *
   * @param file the table
   * @param columns where it has what
   * @return its pairs in order, at least one
   * @throws SimlossException naming the line where a column is missing, or a label or a sentence is
   *     empty
   */
  public static List<SentencePair> read(Path file, PairColumns columns) {
    List<SentencePair> pairs = new ArrayList<>();
    try (Lines lines = TextFiles.open(file)) {
      while (lines.hasNext()) {
        String[] fields = lines.next().split("\t", -1);
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
        pairs.add(
            new SentencePair(
                field(fields, columns.label(), "label", lines),
                field(fields, columns.first(), "sentence", lines),
                field(fields, columns.second(), "sentence", lines),
                lines.position()));
      }
    }
    if (pairs.isEmpty()) {
      throw new SimlossException(file + " has no line; it needs one sentence pair a line");
    }
    return pairs;
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
