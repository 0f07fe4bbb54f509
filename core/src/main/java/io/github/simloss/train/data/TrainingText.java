package io.github.simloss.train.data;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Device;
import io.github.simloss.model.MemoryNeed;
import io.github.simloss.model.ModelSpec;
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

  /**
   * Checks that batches can be held, before anything is written. Rows are padded whatever the text
   * is: sizes that nobody means would fill the memory.
   *
   * @param batchSize sentences a batch
   * @param spec the model
   * @param device where it trains; the memory of a GPU is not known here
   * @throws SimlossException if they cannot
   */
  public void requireBatchesFit(int batchSize, ModelSpec spec, Device device) {
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
    if (device.kind() == Device.Kind.CPU) {
      int rows = Math.min(batchSize, train.sentences().size());
      // Most often it fits however long the sentences are: then none is made into tokens for this.
      if (!MemoryNeed.holdsTokens(spec, (long) rows * codec.maxLength())) {
        MemoryNeed.requireTokens(spec, tokens(rows), "a batch of " + rows + " sentences");
      }
    }
  }

  /** Of a batch that is as long as the text is on average: there is one at least as long. */
  private long tokens(int rows) {
    long all = train.sentences().stream().mapToLong(s -> codec.source(s).length).sum();
    return (long) ((double) all * rows / train.sentences().size());
  }
}
