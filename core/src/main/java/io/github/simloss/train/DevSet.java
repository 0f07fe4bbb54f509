package io.github.simloss.train;

import io.github.simloss.backend.LossSum;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.batch.Batch;
import io.github.simloss.batch.BatchOrder;
import io.github.simloss.encoding.Reconstruction;
import io.github.simloss.encoding.Reconstructor;
import io.github.simloss.run.settings.TrainingSettings;
import io.github.simloss.text.SentenceCodec;
import io.github.simloss.train.data.EncodedSentences;
import java.util.List;
import java.util.Objects;

/** The sentences that a model is evaluated on while it trains. */
final class DevSet {
  /** Evaluation needs no gradients, so its batches may be larger than those of training. */
  private static final int SMALLEST_BATCH = 64;

  private final SentenceCodec codec;
  private final EncodedSentences sentences;
  private final int[][] batches;
  private final List<String> samples;

  /**
   * A dev set.
   *
   * @param codec text to ids and back
   * @param dev the sentences, at least one
   * @param settings the size of batches, and how many sentences are samples
   */
  DevSet(SentenceCodec codec, List<String> dev, TrainingSettings settings) {
    this.codec = codec;
    this.sentences = new EncodedSentences(codec, dev);
    this.batches =
        BatchOrder.evaluation(
            sentences.lengths(), Math.max(SMALLEST_BATCH, settings.optimization().batchSize()));
    this.samples = dev.subList(0, Math.min(dev.size(), settings.evaluation().samples()));
  }

  /** The loss on all sentences, as one mean. */
  double loss(TrainableModel model) {
    LossSum sum = LossSum.ZERO;
    for (int[] rows : batches) {
      sum = sum.plus(model.evaluate(sentences.batch(rows)));
    }
    return sum.mean();
  }

  /** The first batch whose loss is not finite. */
  Batch worstBatch(TrainableModel model) {
    Batch rows = null;
    for (int[] chosen : batches) {
      rows = sentences.batch(chosen);
      if (!Double.isFinite(model.evaluate(rows).sum())) {
        break;
      }
    }
    return Objects.requireNonNull(rows);
  }

  /** The first few sentences as the model reconstructs them. */
  List<Reconstruction> reconstructions(TrainableModel model) {
    return samples.isEmpty() ? List.of() : Reconstructor.greedy(model, codec).reconstruct(samples);
  }
}
