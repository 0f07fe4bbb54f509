package io.github.simloss.embeddings;

import io.github.simloss.SimlossException;
import io.github.simloss.io.AtomicFiles;
import io.github.simloss.io.Messages;
import io.github.simloss.io.npy.Npy;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Writes word vectors, each file atomically and row by row. The words are gone through twice, for a
 * header says how many there are. Words that a format cannot express are left out, with a notice.
 * Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class VectorWriter {
  private final VectorRows rows;
  private final Consumer<String> notices;

  /**
   * @param rows what is written
   * @param notices receives, in one line each, what a user should know
   */
  public VectorWriter(VectorRows rows, Consumer<String> notices) {
    this.rows = rows;
    this.notices = notices;
  }

  /**
   * Writes text with a header, as fastText's {@code .vec} files are: a line of words and dimension,
   * then a word and its numbers a line. The numbers give the same floats when they are read.
   *
   * @return how many words were written
   * @throws SimlossException if the file cannot be written
   */
  public long text(Path file) {
    Predicate<String> expressible = word -> !holds(word, " \t\n\r");
    long count = count(file, expressible);
    AtomicFiles.write(
        file,
        out -> {
          header(out, count);
          write(
              file,
              count,
              expressible,
              (word, vector) -> {
                StringBuilder line = new StringBuilder(word);
                for (float x : vector) {
                  line.append(' ').append(x);
                }
                out.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
              });
        });
    return count;
  }

  /**
   * Writes the binary layout of word2vec.c, a newline after each vector.
   *
   * @return how many words were written
   * @throws SimlossException if the file cannot be written
   */
  public long word2vecBinary(Path file) {
    Predicate<String> expressible = word -> !holds(word, " \n");
    long count = count(file, expressible);
    ByteBuffer bytes =
        ByteBuffer.allocate(rows.dimension() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    AtomicFiles.write(
        file,
        out -> {
          header(out, count);
          write(
              file,
              count,
              expressible,
              (word, vector) -> {
                out.write((word + " ").getBytes(StandardCharsets.UTF_8));
                bytes.asFloatBuffer().put(vector);
                out.write(bytes.array());
                out.write('\n');
              });
        });
    return count;
  }

  /**
   * Writes a NumPy table (float32, words x d) and the words beside it, one a line, in UTF-8.
   *
   * @return how many words were written
   * @throws SimlossException if a file cannot be written
   */
  public long npy(Path table, Path words) {
    Predicate<String> expressible = word -> !holds(word, "\n\r");
    long count = count(table, expressible);
    Npy.write(
        table,
        rows.dimension(),
        out -> write(table, count, expressible, (word, vector) -> out.write(vector)));
    AtomicFiles.write(
        words,
        out -> {
          try {
            rows.forEachWord(
                word -> {
                  if (expressible.test(word)) {
                    line(out, word);
                  }
                });
          } catch (UncheckedIOException e) {
            throw e.getCause();
          }
        });
    return count;
  }

  private static void line(OutputStream out, String word) {
    try {
      out.write((word + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void header(OutputStream out, long count) throws IOException {
    out.write((count + " " + rows.dimension() + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  private long count(Path file, Predicate<String> expressible) {
    long[] counts = new long[2];
    String[] first = new String[1];
    rows.forEachWord(
        word -> {
          boolean fits = expressible.test(word);
          counts[fits ? 0 : 1]++;
          if (!fits && first[0] == null) {
            first[0] = word;
          }
        });
    if (counts[1] > 0) {
      notices.accept(
          Messages.oneLine(file)
              + ": words with spaces or line breaks, which the format cannot express, are left out: "
              + counts[1]
              + ", the first is "
              + Messages.quote(first[0]));
    }
    if (counts[0] == 0) {
      throw new SimlossException(
          "cannot write " + Messages.quote(file) + ": there is no word to write");
    }
    return counts[0];
  }

  private void write(Path file, long count, Predicate<String> expressible, RowConsumer out)
      throws IOException {
    long[] written = new long[1];
    try {
      rows.forEach(
          (word, vector) -> {
            if (expressible.test(word)) {
              out.row(word, vector);
              written[0]++;
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (written[0] != count) {
      throw new SimlossException(
          "cannot write "
              + Messages.quote(file)
              + ": the file that is read changed meanwhile; run it again");
    }
  }

  private static boolean holds(String word, String characters) {
    for (int i = 0; i < characters.length(); i++) {
      if (word.indexOf(characters.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }
}
