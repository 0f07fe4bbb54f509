package io.github.simloss.train.data;

import io.github.simloss.SimlossException;
import java.util.List;

/**
 * Words whose vectors a loss does not go by.
 *
 * @param stopWords words whose targets stay one-hot
 * @param frequentShare words that are more than this share of all tokens are stop words too, in (0,
 *     1]; 1 for none
 * @param excludedWords words that count as similar to none but themselves
 * @since 0.2.0
 */
public record WordExceptions(
    List<String> stopWords, double frequentShare, List<String> excludedWords) {

  /** None. */
  public static final WordExceptions NONE = new WordExceptions(List.of(), 1, List.of());

  /** Checks the range of the share. */
  public WordExceptions {
    stopWords = List.copyOf(stopWords);
    excludedWords = List.copyOf(excludedWords);
    if (!(frequentShare > 0 && frequentShare <= 1)) {
      throw new SimlossException(
          "frequentShare is " + frequentShare + "; it must be above 0 and at most 1");
    }
  }

  /** The same with other stop words. */
  public WordExceptions withStopWords(List<String> other) {
    return new WordExceptions(other, frequentShare, excludedWords);
  }

  /** The same with another share. */
  public WordExceptions withFrequentShare(double other) {
    return new WordExceptions(stopWords, other, excludedWords);
  }

  /** The same with other excluded words. */
  public WordExceptions withExcludedWords(List<String> other) {
    return new WordExceptions(stopWords, frequentShare, other);
  }
}
