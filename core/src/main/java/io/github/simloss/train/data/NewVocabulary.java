package io.github.simloss.train.data;

import io.github.simloss.SimlossException;
import io.github.simloss.embedding.WordVectors;
import io.github.simloss.text.Bigrams;
import io.github.simloss.text.SpecialToken;
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
 * @since 0.2.0
 */
public record NewVocabulary(Vocabulary words, WordVectors vectors) {

  /**
   * Counts the words of the training sentences.
   *
   * @param train the sentences
   * @param file they are from, for messages
   * @param settings which words are kept; if unknown words are left out, only those with a vector
   * @param loader loads the vectors of a set of words
   * @throws SimlossException if no word is left
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
    requireWords(
        counted,
        "no word of " + source + " is seen " + settings.minCount() + " times: lower --min-count");
    WordVectors vectors = loader.apply(words(counted, settings.text().bigrams()));
    if (settings.text().form().unknown()) {
      return new NewVocabulary(counted, vectors);
    }
    Vocabulary known =
        counted.keep(
            token -> has(vectors, token, settings.text().bigrams()), settings.maxVocabulary());
    requireWords(known, "no word of " + source + " has a vector: are the vectors of its language?");
    return new NewVocabulary(known, vectors);
  }

  /**
   * The stop words of a run: those named, then the frequent words that are not among them.
   *
   * @param settings names some, and says what is frequent
   */
  public List<String> stopWords(VocabularySettings settings) {
    Set<String> all = new LinkedHashSet<>(settings.exceptions().stopWords());
    int first = SpecialToken.values().length;
    double tokens = words.count(SpecialToken.UNKNOWN.id());
    for (int id = first; id < words.size(); id++) {
      tokens += words.count(id);
    }
    for (int id = first; id < words.size(); id++) {
      if (words.count(id) > settings.exceptions().frequentShare() * tokens) {
        all.add(words.word(id));
      }
    }
    return List.copyOf(all);
  }

  private static void requireWords(Vocabulary vocabulary, String problem) {
    if (vocabulary.size() == SpecialToken.values().length) {
      throw new SimlossException(problem);
    }
  }

  private static boolean has(WordVectors vectors, String token, boolean bigrams) {
    return bigrams
        ? vectors.vector(Bigrams.first(token)) != null
            && vectors.vector(Bigrams.second(token)) != null
        : vectors.vector(token) != null;
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
