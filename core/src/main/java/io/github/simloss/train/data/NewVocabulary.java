package io.github.simloss.train.data;

import io.github.simloss.SimlossException;
import io.github.simloss.embedding.WordVectors;
import io.github.simloss.text.Bigrams;
import io.github.simloss.text.SpecialToken;
import io.github.simloss.text.StopWords;
import io.github.simloss.text.Tokenizer;
import io.github.simloss.text.Tokenizers;
import io.github.simloss.text.Vocabulary;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The vocabulary of a new run with the vectors of its words.
 *
 * @param words the vocabulary
 * @param vectors of its words, as far as there are any
 * @param coverage how much of the text has a vector, words that were left out counted as well
 * @since 0.2.0
 */
public record NewVocabulary(Vocabulary words, WordVectors vectors, VectorCoverage coverage) {
  private static final int FIRST_WORD = SpecialToken.values().length;

  /** English text is one third to one half function words; German has about 6 % that look alike. */
  private static final double LEAST_LISTED = 0.15;

  /**
   * Counts the words of the training sentences.
   *
   * @param train the sentences
   * @param file they are from, for messages
   * @param settings which words are kept; if unknown words are left out, only those with a vector
   * @param loader loads the vectors of a set of words
   * @throws SimlossException if no word is left, or none has a vector
   */
  public static NewVocabulary of(
      Corpus train,
      Path file,
      VocabularySettings settings,
      Function<Set<String>, WordVectors> loader) {
    Tokenizer tokenizer = Tokenizers.byName(settings.text().tokenizer());
    return of(
        train.vocabulary(
            tokenizer, settings.text().bigrams(), settings.minCount(), mostCounted(settings)),
        file.toString(),
        settings,
        loader);
  }

  /**
   * How many words are counted: all of them if unknown words are left out, for which of them have a
   * vector is known only then.
   */
  public static int mostCounted(VocabularySettings settings) {
    return settings.text().form().unknown() ? settings.maxVocabulary() : Integer.MAX_VALUE;
  }

  /**
   * Takes words that were counted elsewhere.
   *
   * @param counted those seen often enough, {@link #mostCounted} at most
   * @param source where they are from, for messages
   * @param settings which of them are kept
   * @param loader loads the vectors of a set of words
   * @throws SimlossException if no word is left
   */
  public static NewVocabulary of(
      Vocabulary counted,
      String source,
      VocabularySettings settings,
      Function<Set<String>, WordVectors> loader) {
    if (counted.size() == FIRST_WORD) {
      throw new SimlossException(
          "no word of " + source + " is seen " + settings.minCount() + " times: lower --min-count");
    }
    boolean bigrams = settings.text().bigrams();
    WordVectors vectors = loader.apply(words(counted, bigrams));
    VectorCoverage coverage = VectorCoverage.of(counted, vectors, bigrams);
    coverage.requireSome(source);
    Vocabulary kept =
        settings.text().form().unknown()
            ? counted
            : counted.keep(
                token -> VectorCoverage.has(vectors, token, bigrams), settings.maxVocabulary());
    return new NewVocabulary(kept, vectors, coverage);
  }

  /**
   * The stop words of a run: those named, then the frequent words that are not among them. Where
   * the text is of another language than those named, the frequent words alone. Frequent are words
   * above a share of the text that stand out of the average word as well ({@link
   * WordExceptions#timesAverage()}); English function words, of which nobody doubts it, need not.
   *
   * @param settings names some, and says what is frequent
   */
  public List<String> stopWords(VocabularySettings settings) {
    boolean other = isOtherLanguage(settings);
    WordExceptions exceptions = settings.exceptions();
    Set<String> all = new LinkedHashSet<>(other ? List.of() : exceptions.stopWords());
    double share = other ? exceptions.otherLanguageShare() : exceptions.frequentShare();
    double tokens = words.count(SpecialToken.UNKNOWN.id());
    for (int id = FIRST_WORD; id < words.size(); id++) {
      tokens += words.count(id);
    }
    double least = Math.max(share, leastShare(exceptions));
    Set<String> function = Set.copyOf(StopWords.english());
    for (int id = FIRST_WORD; id < words.size(); id++) {
      double count = words.count(id);
      if (count > least * tokens || (count > share * tokens && function.contains(words.word(id)))) {
        all.add(words.word(id));
      }
    }
    return List.copyOf(all);
  }

  /** What a frequent word's share must be above, that it stands out of so many words. */
  private double leastShare(WordExceptions exceptions) {
    return exceptions.timesAverage() / (words.size() - FIRST_WORD);
  }

  /**
   * Whether the stop words named are of another language than the text: {@link
   * WordExceptions#otherLanguageShare()} counts then. Pairs of words have no language of their own.
   */
  public boolean isOtherLanguage(VocabularySettings settings) {
    return settings.exceptions().otherLanguageShare() > 0
        && !settings.text().bigrams()
        && listedShare(settings.exceptions()) < LEAST_LISTED;
  }

  /** The share of the text's words that are stop words by name; punctuation is in any language. */
  private double listedShare(WordExceptions exceptions) {
    Set<String> listed = Set.copyOf(exceptions.stopWords());
    double all = words.count(SpecialToken.UNKNOWN.id());
    double found = 0;
    for (int id = FIRST_WORD; id < words.size(); id++) {
      String word = words.word(id);
      if (word.codePoints().anyMatch(Character::isLetter)) {
        all += words.count(id);
        found += listed.contains(word) ? words.count(id) : 0;
      }
    }
    return all == 0 ? 0 : found / all;
  }

  /** The single words of all tokens, sorted. */
  private static Set<String> words(Vocabulary vocabulary, boolean bigrams) {
    Set<String> words = new TreeSet<>();
    for (String token :
        vocabulary.words().subList(SpecialToken.values().length, vocabulary.size())) {
      words.add(bigrams ? Bigrams.first(token) : token);
      if (bigrams) {
        words.add(Bigrams.second(token));
      }
    }
    return words;
  }
}
