package io.github.simloss.embeddings.internal.text;

import io.github.simloss.embeddings.internal.scan.ScannedRow;
import java.util.ArrayList;
import java.util.List;

/** What one block of a text holds; lines are counted from 0 within the block. */
final class TextBlockResult {
  final List<ScannedRow> rows = new ArrayList<>();

  /** Lines begun in the block. */
  long lines;

  /** Those that are not empty. */
  long dataRows;

  long emptyWords;
  long firstEmpty = -1;
  long malformedWords;
  long firstMalformed = -1;

  /** The line that cannot be read, where reading ended; -1 if all could be. */
  long badLine = -1;

  /** What is wrong with it. */
  String problem;

  void fail(long line, String what) {
    badLine = line;
    problem = what;
  }
}
