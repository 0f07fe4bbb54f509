package io.github.simloss.io.lines;

import io.github.simloss.io.InputFiles;
import io.github.simloss.io.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads text files as lines. The text is strict UTF-8 (unless {@link Lines#replacingMalformed} is
 * called), plain or gzip (recognized by its first two bytes, not by its name); a byte order mark is
 * skipped. Only {@code \n} ends a line, and one {@code \r} before it is dropped; the last line
 * needs no end. A line may have {@value #MAX_LINE_BYTES} bytes unless another limit is given.
 *
 * <p>What cannot be read is a {@link io.github.simloss.SimlossException} of one line that names the
 * file, the line and the fix.
 *
 * @since 0.1.0
 */
public final class TextFiles {
  /** The longest line allowed by default, in bytes of UTF-8: 1 MiB. */
  public static final int MAX_LINE_BYTES = 1 << 20;

  private TextFiles() {}

  /** Opens a file; the caller closes it. */
  public static Lines open(Path file) {
    return open(file, MAX_LINE_BYTES);
  }

  /**
   * Opens a file; the caller closes it.
   *
   * @param file plain or gzip
   * @param maxLineBytes the longest line allowed, in bytes of UTF-8
   */
  public static Lines open(Path file, int maxLineBytes) {
    return open(file, () -> new Lines(InputFiles.open(file), Messages.oneLine(file), maxLineBytes));
  }

  /**
   * Opens a file for the only time: if it is a pipe, lines are given as they come, and what was
   * given is not kept for another pass.
   */
  public static Lines openOnce(Path file) {
    return open(
        file, () -> new Lines(InputFiles.openOnce(file), Messages.oneLine(file), MAX_LINE_BYTES));
  }

  /** Opens a file that simloss wrote: it is never taken for gzip. */
  public static Lines openPlain(Path file) {
    return open(
        file,
        () ->
            new Lines(Files.newInputStream(file), Messages.oneLine(file), MAX_LINE_BYTES).plain());
  }

  /** Opens lines. */
  private interface Opener {
    Lines open() throws IOException;
  }

  private static Lines open(Path file, Opener opener) {
    if (Files.isDirectory(file)) {
      throw Messages.isDirectory(file);
    }
    try {
      return opener.open();
    } catch (IOException e) {
      throw Messages.reading(file, e);
    }
  }

  /**
   * The lines of a stream, for instance of standard input.
   *
   * @param in plain or gzip; closed with the lines
   * @param name what messages call it
   */
  public static Lines lines(InputStream in, String name) {
    return new Lines(in, name, MAX_LINE_BYTES);
  }

  /** All lines of a file, in memory. */
  public static List<String> readLines(Path file) {
    List<String> all = new ArrayList<>();
    forEachLine(file, (number, text) -> all.add(text));
    return all;
  }

  /** Hands over the lines of a file one by one; memory stays at one line. */
  public static void forEachLine(Path file, LineConsumer consumer) {
    forEach(open(file), consumer);
  }

  /** The same of a file that simloss wrote: it is never taken for gzip. */
  public static void forEachPlainLine(Path file, LineConsumer consumer) {
    forEach(openPlain(file), consumer);
  }

  private static void forEach(Lines all, LineConsumer consumer) {
    try (Lines lines = all) {
      while (lines.hasNext()) {
        String text = lines.next();
        consumer.accept(lines.lineNumber(), text);
      }
    }
  }
}
