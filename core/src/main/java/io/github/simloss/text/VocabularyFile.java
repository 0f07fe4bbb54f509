package io.github.simloss.text;

import io.github.simloss.SimlossException;
import io.github.simloss.io.AtomicFiles;
import io.github.simloss.io.Messages;
import io.github.simloss.io.lines.TextFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A vocabulary as {@code vocabulary.tsv}: a first line that names format and version, then a line
 * for every id from 0 with the word and its count, separated by a tab.
 *
 * @since 0.1.0
 */
public final class VocabularyFile {
  private static final String HEADER = "simloss-vocabulary";
  private static final int VERSION = 1;
  private static final int LARGEST = 10_000_000;

  private VocabularyFile() {}

  /** Writes a vocabulary; whole or not at all. */
  public static void write(Path file, Vocabulary vocabulary) {
    StringBuilder text = new StringBuilder(HEADER).append('\t').append(VERSION).append('\n');
    for (int id = 0; id < vocabulary.size(); id++) {
      text.append(vocabulary.word(id)).append('\t').append(vocabulary.count(id)).append('\n');
    }
    AtomicFiles.writeString(file, text.toString());
  }

  /**
   * Reads a vocabulary.
   *
   * @throws SimlossException if the file is not one, naming file and line
   */
  public static Vocabulary read(Path file) {
    List<String> words = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    TextFiles.forEachPlainLine(
        file,
        (number, line) -> {
          String[] fields = line.split("\t", -1);
          if (fields.length != 2) {
            throw bad(file, number, "needs two fields separated by a tab");
          }
          if (number == 1) {
            checkHeader(file, fields);
            return;
          }
          if (words.size() == LARGEST) {
            throw bad(file, number, "is beyond the limit of " + LARGEST + " words");
          }
          words.add(fields[0]);
          counts.add(count(file, number, fields[1]));
        });
    try {
      return new Vocabulary(words, counts.stream().mapToLong(Long::longValue).toArray());
    } catch (IllegalArgumentException e) {
      throw new SimlossException(
          Messages.oneLine(file)
              + " is no vocabulary: "
              + Messages.oneLine(e.getMessage())
              + " (line = id + 2); take it from the run again",
          e);
    }
  }

  private static void checkHeader(Path file, String[] fields) {
    if (!fields[0].equals(HEADER)) {
      throw bad(file, 1, "must be '" + HEADER + "<tab>" + VERSION + "'");
    }
    if (!fields[1].equals(Integer.toString(VERSION))) {
      throw bad(
          file,
          1,
          "names version "
              + Messages.oneLine(fields[1])
              + "; this release reads version "
              + VERSION
              + ": use the simloss release that config.json of its run names, or a newer one");
    }
  }

  private static long count(Path file, long number, String field) {
    try {
      long count = Long.parseLong(field);
      if (count >= 0) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Reported below, as a negative count is.
    }
    throw bad(
        file,
        number,
        "has the count " + Messages.quote(field) + "; it must be a whole number from 0");
  }

  private static SimlossException bad(Path file, long line, String problem) {
    return new SimlossException(Messages.oneLine(file) + ": line " + line + " " + problem);
  }
}
