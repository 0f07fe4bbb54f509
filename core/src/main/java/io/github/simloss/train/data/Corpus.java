package io.github.simloss.train.data;

import io.github.simloss.SimlossException;
import io.github.simloss.io.lines.Lines;
import io.github.simloss.io.lines.TextFiles;
import io.github.simloss.text.SentenceCodec;
import io.github.simloss.text.Tokenizer;
import io.github.simloss.text.Vocabulary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sentences of a file that have at least one token.
 *
 * @param sentences the lines kept, in order
 * @param skipped lines without a token
 * @param notice what was replaced because it is not UTF-8, in one line, or empty
 * @since 0.1.0
 */
public record Corpus(List<String> sentences, int skipped, Optional<String> notice) {

  /**
   * Reads a file, one sentence a line. Bytes that are not UTF-8 are replaced by U+FFFD.
   *
   * @throws SimlossException if the file has no sentence, or cannot be read
   */
  public static Corpus read(Path file, Tokenizer tokenizer) {
    List<String> kept = new ArrayList<>();
    int skipped = 0;
    Optional<String> notice;
    try (Lines lines = TextFiles.open(file).replacingMalformed()) {
      while (lines.hasNext()) {
        String line = lines.next();
        // A file may hold millions of them.
        if (line.isBlank() || tokenizer.tokenize(line).isEmpty()) {
          skipped++;
        } else {
          kept.add(line.strip());
        }
      }
      notice = lines.replaced();
    }
    if (kept.isEmpty()) {
      throw new SimlossException(file + " has no sentence; it needs one a line");
    }
    return new Corpus(List.copyOf(kept), skipped, notice);
  }

  /**
   * The sentences that a decoder can be charged for; the others count as skipped.
   *
   * @param codec says which
   * @param what they are, for the message
   * @throws SimlossException if none is left
   */
  Corpus withTargets(SentenceCodec codec, String what) {
    List<String> kept = sentences.stream().filter(codec::hasTarget).toList();
    if (kept.isEmpty()) {
      throw new SimlossException(
          "no " + what + " sentence has a word of the vocabulary: are they of one language?");
    }
    return kept.size() == sentences.size()
        ? this
        : new Corpus(kept, skipped + sentences.size() - kept.size(), notice);
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
