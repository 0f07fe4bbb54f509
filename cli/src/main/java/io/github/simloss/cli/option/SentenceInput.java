package io.github.simloss.cli.option;

import io.github.simloss.SimlossException;
import io.github.simloss.io.lines.Lines;
import io.github.simloss.io.lines.TextFiles;
import io.github.simloss.text.Tokenizer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Sentences from a file or standard input, in chunks, so that memory does not grow with the file.
 *
 * @param file the file, or null or {@code -} for standard input
 * @param err told of bytes that are not UTF-8, which are replaced
 */
public record SentenceInput(Path file, PrintWriter err) {
  /** Sentences read before they are worked on: enough to group them by length. */
  public static final int CHUNK = 4096;

  /**
   * Reads all lines.
   *
   * @param work given up to {@link #CHUNK} lines each time, in order
   * @return how many lines there were
   */
  public long forEachChunk(Consumer<List<String>> work) {
    List<String> chunk = new ArrayList<>();
    long count;
    try (Lines lines = open().replacingMalformed()) {
      while (lines.hasNext()) {
        chunk.add(lines.next());
        if (chunk.size() == CHUNK) {
          work.accept(List.copyOf(chunk));
          chunk.clear();
        }
      }
      count = lines.lineNumber();
      lines.replaced().ifPresent(err::println);
    }
    if (!chunk.isEmpty()) {
      work.accept(List.copyOf(chunk));
    }
    if (count == 0) {
      throw new SimlossException(
          (file == null ? "standard input" : file) + " has no sentence; it needs one a line");
    }
    return count;
  }

  /** Whether it can be read more than once. */
  public boolean isFile() {
    return file != null && !file.toString().equals("-");
  }

  /** All words of a file. */
  public Set<String> words(Tokenizer tokenizer) {
    Set<String> words = new LinkedHashSet<>();
    try (Lines lines = open().replacingMalformed()) {
      while (lines.hasNext()) {
        words.addAll(tokenizer.tokenize(lines.next()));
      }
    }
    return words;
  }

  private Lines open() {
    return isFile() ? TextFiles.open(file) : TextFiles.lines(System.in, "standard input");
  }
}
