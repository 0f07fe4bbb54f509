package io.github.simloss.train;

import io.github.simloss.SimlossException;
import io.github.simloss.io.TextFiles;
import io.github.simloss.text.SentenceCodec;
import io.github.simloss.text.Tokenizer;
import io.github.simloss.text.Vocabulary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The sentences of a file that have at least one token.
 *
 * @param sentences the lines kept, in order
 * @param skipped lines without a token
 */
public record Corpus(List<String> sentences, int skipped) {

  /**
   * Reads a file, one sentence a line.
   *
   * @throws SimlossException if the file has no sentence, or cannot be read
   */
  public static Corpus read(Path file, Tokenizer tokenizer) {
    List<String> kept = new ArrayList<>();
    int[] skipped = new int[1];
    TextFiles.forEachLine(
        file,
        (number, line) -> {
          if (tokenizer.tokenize(line).isEmpty()) {
            skipped[0]++;
          } else {
            kept.add(line.strip());
          }
        });
    if (kept.isEmpty()) {
      throw new SimlossException(file + " has no sentence; it needs one a line");
    }
    return new Corpus(List.copyOf(kept), skipped[0]);
  }

  /** The vocabulary of these sentences. */
  public Vocabulary vocabulary(Tokenizer tokenizer, boolean bigrams, int minCount, int maxSize) {
    Vocabulary.Builder builder = new Vocabulary.Builder();
    for (String sentence : sentences) {
      builder.add(SentenceCodec.tokens(tokenizer, bigrams, sentence));
    }
    return builder.build(minCount, maxSize);
  }
}
