package io.github.simloss.cli.option;

import io.github.simloss.SimlossException;
import io.github.simloss.cli.console.StandardInput;
import io.github.simloss.io.InputFiles;
import io.github.simloss.io.Messages;
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
 * @param err where it is reported that bytes which are not UTF-8 were replaced
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
        // What has come is answered before more is waited for.
        if (chunk.size() == CHUNK || !lines.ready()) {
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
          (isStandardInput() ? "standard input" : Messages.oneLine(file))
              + " has no sentence; it needs one a line");
    }
    return count;
  }

  /** Whether it can be read more than once. */
  public boolean isFile() {
    return !isStandardInput() && !InputFiles.isSpecial(file);
  }

  private boolean isStandardInput() {
    return file == null || file.toString().equals("-");
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
    if (!isStandardInput()) {
      return TextFiles.openOnce(file);
    }
    StandardInput.requireOpen();
    return TextFiles.lines(System.in, "standard input");
  }
}
