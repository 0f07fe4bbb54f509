package io.github.simloss.experiment.evaluation;

import io.github.simloss.SimlossException;
import io.github.simloss.io.lines.TextFiles;
import java.nio.file.Path;
import java.util.List;

/**
 * Sentences to reconstruct.
 *
 * @param sentences at least one
 * @param emptyLines of the file, left out
 * @since 0.1.0
 */
public record EvaluationSentences(List<String> sentences, int emptyLines) {
  /** Copies the list. */
  public EvaluationSentences {
    sentences = List.copyOf(sentences);
  }

  /**
   * Reads a file of one sentence a line, plain or gzip.
   *
   * @throws SimlossException if it has none
   */
  public static EvaluationSentences read(Path file) {
    List<String> lines = TextFiles.readLines(file);
    List<String> sentences = lines.stream().filter(line -> !line.isBlank()).toList();
    if (sentences.isEmpty()) {
      throw new SimlossException(file + " has no sentence; it needs one a line");
    }
    return new EvaluationSentences(sentences, lines.size() - sentences.size());
  }
}
