package io.github.simloss.train.data;

import io.github.simloss.SimlossException;
import io.github.simloss.text.StopWords;
import java.util.List;

/**
 * Words whose vectors a loss does not go by.
 *
 * @param stopWords words whose targets stay one-hot
 * @param frequentShare words that are more than this share of all tokens are stop words too, in (0,
 *     1]; 1 for none
 * @param excludedWords words that count as similar to none but themselves
 * @param otherLanguageShare what {@code frequentShare} is where the stop words are so rare that the
 *     text is of another language, and they are left out then; 0 to keep them whatever the text is
 * @since 0.2.0
 */
public record WordExceptions(
    List<String> stopWords,
    double frequentShare,
    List<String> excludedWords,
    double otherLanguageShare) {

  /** None. */
  public static final WordExceptions NONE = new WordExceptions(List.of(), 1, List.of());

  /** English function words; in text of another language the words that are frequent. */
  public static final WordExceptions ENGLISH =
      new WordExceptions(StopWords.english(), 1, List.of(), 2e-3);

  /** Checks the ranges of the shares. */
  public WordExceptions {
    stopWords = List.copyOf(stopWords);
    excludedWords = List.copyOf(excludedWords);
    if (!(frequentShare > 0 && frequentShare <= 1)) {
      throw new SimlossException(
          "frequentShare is " + frequentShare + "; it must be above 0 and at most 1");
    }
    if (!(otherLanguageShare >= 0 && otherLanguageShare <= 1)) {
      throw new SimlossException(
          "otherLanguageShare is " + otherLanguageShare + "; it must be from 0 to 1");
    }
  }

  /** Stop words that hold whatever the text is. */
  public WordExceptions(List<String> stopWords, double frequentShare, List<String> excludedWords) {
    this(stopWords, frequentShare, excludedWords, 0);
  }

  /** The same with other stop words, which hold whatever the text is. */
  public WordExceptions withStopWords(List<String> other) {
    return new WordExceptions(other, frequentShare, excludedWords);
  }

  /** The same with another share, in text of another language as well. */
  public WordExceptions withFrequentShare(double other) {
    return new WordExceptions(stopWords, other, excludedWords, otherLanguageShare > 0 ? other : 0);
  }

  /** The same with other excluded words. */
  public WordExceptions withExcludedWords(List<String> other) {
    return new WordExceptions(stopWords, frequentShare, other, otherLanguageShare);
  }
}
