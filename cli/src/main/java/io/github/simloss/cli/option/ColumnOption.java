package io.github.simloss.cli.option;

import io.github.simloss.cli.help.InSection;
import io.github.simloss.cli.help.Section;
import io.github.simloss.cli.input.SentenceInput;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where in a file the sentences are. */
@InSection(Section.DATA)
public final class ColumnOption {
  @Option(
      names = "--column",
      paramLabel = "COLUMN",
      description =
          "The sentences are a column of a table, by name (the first row has the"
              + " names) or by number from 1 (there are no names), or a key of JSON lines. The kind is"
              + " that of the file's name: .csv, .tsv, .jsonl.")
  private String column;

  /**
   * Opens a file of sentences.
   *
   * @param file it, or null for standard input
   * @param err where notices go
   */
  public SentenceInput open(Path file, PrintWriter err) {
    return new SentenceInput(file, column, err);
  }

  /** Its name or number, or null. */
  public String name() {
    return column;
  }
}
