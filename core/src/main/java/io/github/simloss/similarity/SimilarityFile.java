package io.github.simloss.similarity;

import io.github.simloss.SimlossException;
import io.github.simloss.io.InputFiles;
import io.github.simloss.io.Messages;
import io.github.simloss.io.lines.Lines;
import io.github.simloss.io.lines.TextFiles;
import io.github.simloss.io.npy.FloatTable;
import io.github.simloss.io.npy.Npy;
import io.github.simloss.text.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A user's own similarities, recognized by content.
 *
 * <p>Text, plain or gzip: {@code word word value} a line, separated by tabs (words may then hold
 * spaces) or blanks; empty lines are nothing. A value holds for both directions unless the other
 * one has a line of its own. NumPy's {@code .npy}: a table of V x V in the vocabulary's order,
 * float32 or float64, row = target. Values are from -1 to 1.
 *
 * @since 0.1.0
 */
public final class SimilarityFile {
  private static final byte[] NPY = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final Pattern TAB = Pattern.compile("\t");
  private static final Pattern BLANKS = Pattern.compile("[ \t]+");

  /** Possessive: what was matched is not given back, so that a long line takes no long time. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?+(\\d++(\\.\\d*+)?+|\\.\\d++)([eE][+-]?+\\d{1,4}+)?+");

  private SimilarityFile() {}

  /**
   * What a file holds for a vocabulary.
   *
   * @param similarities of its words
   * @param pairs how many were taken
   * @param outside lines that name a word which is not in the vocabulary
   * @param duplicates lines that say again what is known: the same two words in the same order, of
   *     which the first line wins, or a word with itself
   */
  public record Contents(
      GivenSimilarities similarities, long pairs, long outside, long duplicates) {}

  /**
   * Reads a file.
   *
   * @param file text or .npy
   * @param vocabulary the words; they are matched exactly
   * @throws SimlossException if it cannot be read, naming the line that is wrong; if a table is of
   *     another shape, naming both; if no line names two words of the vocabulary
   */
  public static Contents read(Path file, Vocabulary vocabulary) {
    return isNpy(file) ? table(file, vocabulary.size()) : text(file, vocabulary);
  }

  private static boolean isNpy(Path file) {
    if (Files.isDirectory(file)) {
      throw Messages.isDirectory(file);
    }
    try (InputStream in = InputFiles.open(file)) {
      return Arrays.equals(in.readNBytes(NPY.length), NPY);
    } catch (IOException e) {
      throw Messages.reading(file, e);
    }
  }

  private static Contents table(Path file, int size) {
    FloatTable table = Npy.read(file);
    if (table.rows() != size || table.columns() != size) {
      throw new SimlossException(
          Messages.oneLine(file)
              + " is a table of "
              + table.rows()
              + " x "
              + table.columns()
              + ", the vocabulary needs "
              + size
              + " x "
              + size
              + ", special tokens included; give a row for each line of the run's vocabulary.tsv");
    }
    try {
      SimilarityTable similarities = new SimilarityTable(size, table.values());
      return new Contents(similarities, (long) size * (size - 1), 0, 0);
    } catch (IllegalArgumentException e) {
      throw new SimlossException(
          Messages.oneLine(file) + ": " + e.getMessage() + "; scale the values", e);
    }
  }

  private static Contents text(Path file, Vocabulary vocabulary) {
    ListedSimilarities.Builder builder = new ListedSimilarities.Builder(vocabulary.size());
    long pairs = 0;
    long outside = 0;
    long duplicates = 0;
    try (Lines lines = TextFiles.open(file)) {
      while (lines.hasNext()) {
        String line = lines.next();
        if (line.isBlank()) {
          continue;
        }
        String[] fields = fields(line, lines);
        float similarity = similarity(fields[2], lines);
        int target = vocabulary.find(fields[0]);
        int word = vocabulary.find(fields[1]);
        if (target < 0 || word < 0) {
          outside++;
        } else if (builder.add(target, word, similarity)) {
          pairs++;
        } else {
          duplicates++;
        }
      }
    }
    if (pairs == 0) {
      throw new SimlossException(
          Messages.oneLine(file)
              + " has no line with two words of the vocabulary ("
              + outside
              + " name others); write words as the tokenizer gives them");
    }
    return new Contents(builder.build(), pairs, outside, duplicates);
  }

  private static String[] fields(String line, Lines lines) {
    String[] fields = TAB.split(line, -1);
    if (fields.length != 3) {
      fields = BLANKS.split(line.strip(), -1);
    }
    if (fields.length != 3 || fields[0].isEmpty() || fields[1].isEmpty()) {
      throw new SimlossException(
          lines.position()
              + ": "
              + Messages.quote(line)
              + " is not 'word word value', separated by tabs or spaces");
    }
    return fields;
  }

  private static float similarity(String text, Lines lines) {
    String number = text.strip();
    if (!NUMBER.matcher(number).matches()
        || !GivenSimilarities.inRange(Double.parseDouble(number))) {
      throw new SimlossException(
          lines.position()
              + ": "
              + Messages.quote(text)
              + " is no similarity: it must be a number from -1 to 1");
    }
    return Float.parseFloat(number);
  }
}
