package io.github.simloss.train.data;

import io.github.simloss.SimlossException;
import io.github.simloss.text.SentenceCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The sentences of a run and how they become tokens.
 *
 * @param codec text to ids and back
 * @param train sentences to train on
 * @param dev sentences to evaluate on
 * @since 0.1.0
 */
public record TrainingText(SentenceCodec codec, Corpus train, Corpus dev) {
  private static final int MOST_IDS = 1 << 27;

  /** Leaves out sentences in which there is nothing for the decoder to be charged for. */
  public TrainingText {
    train = train.withTargets(codec, "training");
    dev = dev.withTargets(codec, "dev");
  }

  /**
   * What of the text is not as one would expect, a line each: bytes that were replaced, sentences
   * that are cut.
   */
  public List<String> notices() {
    List<String> all = new ArrayList<>(replacedBytes());
    SentenceLengths.of(codec, train.sentences()).notice("training").ifPresent(all::add);
    SentenceLengths.of(codec, dev.sentences()).notice("dev").ifPresent(all::add);
    return List.copyOf(all);
  }

  /** What was replaced because it is not UTF-8, a line for each file. */
  public List<String> replacedBytes() {
    return Stream.of(train.notice(), dev.notice()).flatMap(Optional::stream).toList();
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
