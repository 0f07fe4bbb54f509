package io.github.simloss.cli.input;

import io.github.simloss.SimlossException;
import io.github.simloss.cli.console.StandardInput;
import io.github.simloss.cli.console.UsageException;
import io.github.simloss.io.InputFiles;
import io.github.simloss.io.Messages;
import io.github.simloss.io.lines.Lines;
import io.github.simloss.io.lines.TextFiles;
import io.github.simloss.text.Tokenizer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Sentences from a file or standard input, in chunks, so that memory does not grow with the file.
 *
 * @param file the file, or null or {@code -} for standard input
 * @param column the name or number of the column of a table that has the sentences, or the key of
 *     JSON lines; null for plain lines
 * @param err where it is reported that bytes which are not UTF-8 were replaced
 */
public record SentenceInput(Path file, String column, PrintWriter err) {
  /** Sentences read before they are worked on: enough to group them by length. */
  public static final int CHUNK = 4096;

  /** Checks that JSON lines are not taken for sentences. */
  public SentenceInput {
    if (file != null
        && column == null
        && Records.Kind.of(file.toString()) == Records.Kind.JSON_LINES) {
      throw new UsageException(
          Messages.oneLine(file)
              + " holds JSON lines: --column KEY says which key has the sentence");
    }
  }

  /**
   * Reads all sentences.
   *
   * @param work given up to {@link #CHUNK} lines each time, in order
   * @return how many sentences there were
   */
  public long forEachChunk(Consumer<List<String>> work) {
    List<String> chunk = new ArrayList<>();
    long count = 0;
    try (Lines lines = open().replacingMalformed()) {
      Iterator<String> sentences = sentences(lines);
      while (sentences.hasNext()) {
        chunk.add(sentences.next());
        count++;
        // What has come is answered before more is waited for.
        if (chunk.size() == CHUNK || !lines.ready()) {
          work.accept(List.copyOf(chunk));
          chunk.clear();
        }
      }
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
      sentences(lines).forEachRemaining(text -> words.addAll(tokenizer.tokenize(text)));
    }
    return words;
  }

  private Iterator<String> sentences(Lines lines) {
    if (column == null) {
      return lines;
    }
    Records.Kind kind = file == null ? null : Records.Kind.of(file.toString());
    Records records = new Records(lines, kind, column);
    return Stream.generate(records::next).takeWhile(Objects::nonNull).iterator();
  }

  private Lines open() {
    if (!isStandardInput()) {
      return TextFiles.openOnce(file);
    }
    StandardInput.requireOpen();
    return TextFiles.lines(System.in, "standard input");
  }
}
