package io.github.simloss.train.data;

import io.github.simloss.SimlossException;
import io.github.simloss.run.RunConfig;
import io.github.simloss.text.SentenceForm;

/**
 * How a line of text becomes tokens.
 *
 * @param tokenizer the tokenizer's name
 * @param bigrams whether tokens are pairs of words
 * @param maxLength T, from 2 to 10,000
 * @param form which tokens are read and written beside the words; if unknown words are left out,
 *     words without a vector are unknown
 * @since 0.2.0
 */
public record TextSettings(String tokenizer, boolean bigrams, int maxLength, SentenceForm form) {

  /** Single words of raw text, 15 tokens a sentence, as published. */
  public static final TextSettings DEFAULT =
      new TextSettings("words", false, 15, SentenceForm.PUBLISHED);

  /** Checks the range of the length. */
  public TextSettings {
    VocabularySettings.atLeast("maxLength", maxLength, 2);
    if (maxLength > RunConfig.LONGEST) {
      throw new SimlossException(
          "maxLength is " + maxLength + "; it may be " + RunConfig.LONGEST + " at most");
    }
  }

  /** The same with another tokenizer. */
  public TextSettings withTokenizer(String other) {
    return new TextSettings(other, bigrams, maxLength, form);
  }

  /** The same with pairs of words, or with single words. */
  public TextSettings withBigrams(boolean other) {
    return new TextSettings(tokenizer, other, maxLength, form);
  }

  /** The same with another length. */
  public TextSettings withMaxLength(int other) {
    return new TextSettings(tokenizer, bigrams, other, form);
  }

  /** The same with another form of sentences. */
  public TextSettings withForm(SentenceForm other) {
    return new TextSettings(tokenizer, bigrams, maxLength, other);
  }
}
