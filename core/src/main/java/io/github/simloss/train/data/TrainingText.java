package io.github.simloss.train.data;

import io.github.simloss.SimlossException;
import io.github.simloss.text.SentenceCodec;
import io.github.simloss.text.SpecialToken;
import io.github.simloss.text.Tokenizer;
import io.github.simloss.text.Tokenizers;
import io.github.simloss.text.Vocabulary;

/**
 * The sentences of a run and how they become tokens.
 *
 * @param codec text to ids and back
 * @param train sentences to train on
 * @param dev sentences to evaluate on
 */
public record TrainingText(SentenceCodec codec, Corpus train, Corpus dev) {
  private static final int MOST_IDS = 1 << 27;

  /** Reads the sentences of a new run and counts its vocabulary. */
  public static TrainingText read(DataFiles data, VocabularySettings settings) {
    Tokenizer tokenizer = Tokenizers.byName(settings.tokenizer());
    Corpus train = Corpus.read(data.train(), tokenizer);
    Corpus dev = Corpus.read(data.dev(), tokenizer);
    Vocabulary vocabulary =
        train.vocabulary(
            tokenizer, settings.bigrams(), settings.minCount(), settings.maxVocabulary());
    if (vocabulary.size() == SpecialToken.values().length) {
      throw new SimlossException(
          "no word of "
              + data.train()
              + " is seen "
              + settings.minCount()
              + " times: lower --min-count");
    }
    return new TrainingText(
        new SentenceCodec(tokenizer, settings.bigrams(), vocabulary, settings.maxLength()),
        train,
        dev);
  }

  /** Rows are padded whatever the text is: sizes that nobody means would fill the memory. */
  public void requireBatchesFit(int batchSize) {
    int sentences = Math.max(train.sentences().size(), dev.sentences().size());
    long ids = Math.min((long) batchSize, sentences) * codec.maxLength();
    if (ids > MOST_IDS) {
      throw new SimlossException(
          "batches of "
              + batchSize
              + " sentences of length "
              + codec.maxLength()
              + " hold more than "
              + MOST_IDS
              + " tokens; choose a smaller batch size or max length");
    }
  }
}
