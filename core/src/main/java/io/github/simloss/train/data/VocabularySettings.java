package io.github.simloss.train.data;

import io.github.simloss.SimlossException;
import io.github.simloss.text.WordWeights;
import java.util.function.UnaryOperator;

/**
 * How text becomes tokens, and which of them a model knows, by parts that have defaults of their
 * own:
 *
 * <pre>{@code
 * VocabularySettings.DEFAULT
 *     .withText(t -> t.withTokenizer("whitespace").withMaxLength(40))
 *     .withMinCount(2)
 * }</pre>
 *
 * @param text how a line becomes tokens
 * @param minCount words seen less often are left out
 * @param maxVocabulary the most words kept beside the special tokens
 * @param exceptions words whose vectors the loss does not go by
 * @param weightSmoothing a of the words' weights a / (a + p), above 0; see {@link WordWeights}
 * @since 0.1.0
 */
public record VocabularySettings(
    TextSettings text,
    int minCount,
    int maxVocabulary,
    WordExceptions exceptions,
    double weightSmoothing) {

  /** Single words of raw text, 15 tokens a sentence, no word left out, no stop words. */
  public static final VocabularySettings DEFAULT =
      new VocabularySettings(
          TextSettings.DEFAULT, 1, Integer.MAX_VALUE, WordExceptions.NONE, WordWeights.SMOOTHING);

  /** Checks the ranges. */
  public VocabularySettings {
    atLeast("minCount", minCount, 1);
    atLeast("maxVocabulary", maxVocabulary, 1);
    if (!(weightSmoothing > 0 && weightSmoothing <= 1)) {
      throw new SimlossException(
          "weightSmoothing is " + weightSmoothing + "; it must be above 0 and at most 1");
    }
  }

  /** The same with its text changed. */
  public VocabularySettings withText(UnaryOperator<TextSettings> change) {
    return new VocabularySettings(
        change.apply(text), minCount, maxVocabulary, exceptions, weightSmoothing);
  }

  /** The same without words seen less often. */
  public VocabularySettings withMinCount(int other) {
    return new VocabularySettings(text, other, maxVocabulary, exceptions, weightSmoothing);
  }

  /** The same with so many words at most. */
  public VocabularySettings withMaxVocabulary(int other) {
    return new VocabularySettings(text, minCount, other, exceptions, weightSmoothing);
  }

  /** The same with its exceptions changed. */
  public VocabularySettings withExceptions(UnaryOperator<WordExceptions> change) {
    return new VocabularySettings(
        text, minCount, maxVocabulary, change.apply(exceptions), weightSmoothing);
  }

  /** The same with another a of the words' weights. */
  public VocabularySettings withWeightSmoothing(double other) {
    return new VocabularySettings(text, minCount, maxVocabulary, exceptions, other);
  }

  static void atLeast(String name, int value, int low) {
    if (value < low) {
      throw new SimlossException(name + " is " + value + "; it must be at least " + low);
    }
  }
}
