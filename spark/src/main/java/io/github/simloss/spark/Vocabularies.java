package io.github.simloss.spark;

import io.github.simloss.spark.internal.words.Texts;
import io.github.simloss.spark.internal.words.WordCounts;
import io.github.simloss.text.Vocabulary;
import io.github.simloss.train.data.VocabularySettings;
import org.apache.spark.sql.Dataset;

/**
 * Vocabularies of columns of text, equal to the last byte to those that one machine counts: the
 * same words, counts, order and ties.
 *
 * @since 0.2.0
 */
public final class Vocabularies {
  private Vocabularies() {}

  /**
   * Counts the words of a column.
   *
   * @param data texts, one sentence a row; null and texts without a word do not count
   * @param column their column
   * @param settings tokenizer, pairs of words, the least count and the most words; all else of it
   *     is not looked at
   */
  public static Vocabulary count(Dataset<?> data, String column, VocabularySettings settings) {
    return WordCounts.vocabulary(
        Texts.of(data, column),
        settings.text().tokenizer(),
        settings.text().bigrams(),
        settings.minCount(),
        settings.maxVocabulary());
  }
}
