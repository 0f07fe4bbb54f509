package io.github.simloss.train.data;

import io.github.simloss.SimlossException;
import io.github.simloss.embedding.WordVectors;
import io.github.simloss.io.Messages;
import io.github.simloss.text.Bigrams;
import io.github.simloss.text.SpecialToken;
import io.github.simloss.text.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How much of a text pre-trained vectors cover, whether its model knows the other words or not.
 *
 * @param words different words with a vector
 * @param allWords different words
 * @param occurrences of words with a vector
 * @param allOccurrences of all words
 * @param missing the most frequent words without a vector, a few of them
 * @since 0.2.0
 */
public record VectorCoverage(
    int words, int allWords, long occurrences, long allOccurrences, List<String> missing) {
  private static final int EXAMPLES = 8;

  /** Copies the list. */
  public VectorCoverage {
    missing = List.copyOf(missing);
  }

  /**
   * Looks up every word.
   *
   * @param vocabulary of the text, by falling count
   * @param vectors where to look
   * @param bigrams whether its tokens are pairs, of which both words must be there
   */
  static VectorCoverage of(Vocabulary vocabulary, WordVectors vectors, boolean bigrams) {
    List<String> missing = new ArrayList<>();
    int words = 0;
    long occurrences = 0;
    long all = 0;
    int first = SpecialToken.values().length;
    for (int id = first; id < vocabulary.size(); id++) {
      String token = vocabulary.word(id);
      all += vocabulary.count(id);
      if (has(vectors, token, bigrams)) {
        words++;
        occurrences += vocabulary.count(id);
      } else if (missing.size() < EXAMPLES) {
        missing.add(token);
      }
    }
    return new VectorCoverage(words, vocabulary.size() - first, occurrences, all, missing);
  }

  static boolean has(WordVectors vectors, String token, boolean bigrams) {
    return bigrams
        ? vectors.vector(Bigrams.first(token)) != null
            && vectors.vector(Bigrams.second(token)) != null
        : vectors.vector(token) != null;
  }

  /**
   * Checks that there is a vector at all.
   *
   * @param text where the words are from, for the message
   * @throws SimlossException if there is none, with examples
   */
  void requireSome(Object text) {
    if (words == 0) {
      throw new SimlossException(
          "no word of "
              + Messages.oneLine(text)
              + " has a vector, for instance "
              + examples()
              + ": are the vectors of its language, and are their words written as --tokenizer makes"
              + " them, in lower case?");
    }
  }

  /** A warning in one line if less than half of the words or of the text is covered. */
  public Optional<String> notice() {
    if (2L * words >= allWords && 2 * occurrences >= allOccurrences) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "fewer than half of the words have a vector: %,d of %,d, which are %.1f %% of the text;"
                + " the most frequent without: %s; does --tokenizer suit the text, and are the"
                + " vectors of its language and lower case?",
            words,
            allWords,
            100.0 * occurrences / allOccurrences,
            examples()));
  }

  private String examples() {
    return missing.stream().map(Messages::quote).collect(Collectors.joining(", "));
  }
}
