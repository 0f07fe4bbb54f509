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
 * @param timesAverage a word is frequent only if it is also more than this many times as frequent
 *     as the average word of the vocabulary, at least 0; 0 to go by the share alone. Of a few
 *     hundred words most are above a share that only function words reach in large text
 * @since 0.2.0
 */
public record WordExceptions(
    List<String> stopWords,
    double frequentShare,
    List<String> excludedWords,
    double otherLanguageShare,
    double timesAverage) {

  /** Of the shares that presets have; it counts in vocabularies of fewer than 2,000 words. */
  private static final double TIMES = 4;

  /** None. */
  public static final WordExceptions NONE = new WordExceptions(List.of(), 1, List.of());

  /** English function words; in text of another language the words that are frequent. */
  public static final WordExceptions ENGLISH =
      new WordExceptions(StopWords.english(), 1, List.of(), 2e-3, TIMES);

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
    if (!(timesAverage >= 0 && timesAverage < Double.POSITIVE_INFINITY)) {
      throw new SimlossException("timesAverage is " + timesAverage + "; it must be at least 0");
    }
  }

  /** Stop words that hold whatever the text is. */
  public WordExceptions(List<String> stopWords, double frequentShare, List<String> excludedWords) {
    this(stopWords, frequentShare, excludedWords, 0);
  }

  /** Words that are frequent by their share alone. */
  public WordExceptions(
      List<String> stopWords,
      double frequentShare,
      List<String> excludedWords,
      double otherLanguageShare) {
    this(stopWords, frequentShare, excludedWords, otherLanguageShare, 0);
  }

  /** The same with other stop words, which hold whatever the text is. */
  public WordExceptions withStopWords(List<String> other) {
    return new WordExceptions(other, frequentShare, excludedWords, 0, timesAverage);
  }

  /** The same with another share, which alone counts, in text of another language as well. */
  public WordExceptions withFrequentShare(double other) {
    return new WordExceptions(
        stopWords, other, excludedWords, otherLanguageShare > 0 ? other : 0, 0);
  }

  /**
   * The same with words that are more than this share of the text, and in a vocabulary of fewer
   * than 4 / share words more than four times as frequent as its average word.
   */
  public WordExceptions withTypicalShare(double other) {
    return new WordExceptions(
        stopWords, other, excludedWords, otherLanguageShare > 0 ? other : 0, TIMES);
  }

  /** The same with other excluded words. */
  public WordExceptions withExcludedWords(List<String> other) {
    return new WordExceptions(stopWords, frequentShare, other, otherLanguageShare, timesAverage);
  }
}
