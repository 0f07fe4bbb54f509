package io.github.simloss.train.data;

import io.github.simloss.SimlossException;
import io.github.simloss.run.RunConfig;
import io.github.simloss.text.SentenceForm;
import java.util.List;

/**
 * How text becomes tokens, and which of them a model knows.
 *
 * @param tokenizer the tokenizer's name
 * @param bigrams whether tokens are pairs of words
 * @param maxLength T, from 2 to 10,000
 * @param minCount words seen less often are left out
 * @param maxVocabulary the most words kept beside the special tokens
 * @param stopWords words whose targets stay one-hot
 * @param frequentShare words that are more than this share of all tokens are stop words too; 1 for
 *     none
 * @param excludedWords words that count as similar to none but themselves
 * @param form which tokens are read and written beside the words; if unknown words are left out,
 *     words without a vector are unknown
 * @since 0.1.0
 */
public record VocabularySettings(
    String tokenizer,
    boolean bigrams,
    int maxLength,
    int minCount,
    int maxVocabulary,
    List<String> stopWords,
    double frequentShare,
    List<String> excludedWords,
    SentenceForm form) {

  /** Single words of raw text, 15 tokens a sentence, no word left out, no stop words. */
  public static final VocabularySettings DEFAULT =
      new VocabularySettings(
          "words",
          false,
          15,
          1,
          Integer.MAX_VALUE,
          List.of(),
          1,
          List.of(),
          SentenceForm.PUBLISHED);

  /** Checks the ranges. */
  public VocabularySettings {
    stopWords = List.copyOf(stopWords);
    excludedWords = List.copyOf(excludedWords);
    atLeast("maxLength", maxLength, 2);
    if (maxLength > RunConfig.LONGEST) {
      throw new SimlossException(
          "maxLength is " + maxLength + "; it may be " + RunConfig.LONGEST + " at most");
    }
    atLeast("minCount", minCount, 1);
    atLeast("maxVocabulary", maxVocabulary, 1);
    if (!(frequentShare > 0 && frequentShare <= 1)) {
      throw new SimlossException(
          "frequentShare is " + frequentShare + "; it must be above 0 and at most 1");
    }
  }

  /** The same with another form of sentences. */
  public VocabularySettings withForm(SentenceForm other) {
    return new VocabularySettings(
        tokenizer,
        bigrams,
        maxLength,
        minCount,
        maxVocabulary,
        stopWords,
        frequentShare,
        excludedWords,
        other);
  }

  private static void atLeast(String name, int value, int low) {
    if (value < low) {
      throw new SimlossException(name + " is " + value + "; it must be at least " + low);
    }
  }
}
