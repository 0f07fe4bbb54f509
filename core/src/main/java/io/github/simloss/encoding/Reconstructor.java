package io.github.simloss.encoding;

import io.github.simloss.backend.InferenceModel;
import io.github.simloss.backend.decoding.DecodingStrategy;
import io.github.simloss.backend.decoding.MostProbableWords;
import io.github.simloss.batch.BatchOrder;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.text.SentenceCodec;
import java.util.Arrays;
import java.util.List;

/**
 * Encodes sentences and decodes their codes again. Not safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class Reconstructor {
  private final InferenceModel model;
  private final SentenceCodec codec;
  private final SentenceEncoder encoder;
  private final DecodingStrategy strategy;
  private final int batchSize;
  private long sentences;

  /**
   * A reconstructor.
   *
   * @param model the model; stays the caller's to close
   * @param codec its text side
   * @param encoder how sentences are encoded
   * @param strategy how codes are decoded
   * @param batchSize sentences decoded together, at least 1
   * @throws IllegalArgumentException if the strategy is not greedy and the model's decoder has no
   *     order
   */
  public Reconstructor(
      InferenceModel model,
      SentenceCodec codec,
      SentenceEncoder encoder,
      DecodingStrategy strategy,
      int batchSize) {
    if (model.spec().decoder().kind() == DecoderKind.BAG && !strategy.isGreedy()) {
      throw new IllegalArgumentException(
          "the model's decoder 'bag' has no order: beam search and sampling need the decoder 'lstm'");
    }
    this.model = model;
    this.codec = codec;
    this.encoder = encoder;
    this.strategy = strategy;
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch size is " + batchSize + "; it must be at least 1");
    }
    this.batchSize = batchSize;
  }

  /** Greedy, within the model's own vocabulary. */
  public static Reconstructor greedy(InferenceModel model, SentenceCodec codec) {
    int batchSize = 64;
    return new Reconstructor(
        model,
        codec,
        new SentenceEncoder(model, codec, batchSize),
        DecodingStrategy.greedy(),
        batchSize);
  }

  /** Whether the outputs are sentences; else they are words by falling probability. */
  public boolean hasOrder() {
    return model.spec().decoder().kind() == DecoderKind.LSTM;
  }

  /**
   * Reconstructs sentences, in their order. Sentences of like length are decoded together, for they
   * tend to end together. Called again it continues to count sentences, which is what random
   * decoding draws by. A model whose decoder has no order answers with as many of its most probable
   * words as the sentence has different ones.
   */
  public List<Reconstruction> reconstruct(List<String> inputs) {
    float[] codes = encoder.encode(inputs);
    int hidden = model.spec().codeSize();
    int[] lengths = inputs.stream().mapToInt(s -> codec.source(s).length).toArray();
    Reconstruction[] outputs = new Reconstruction[inputs.size()];
    for (int[] rows : BatchOrder.evaluation(lengths, batchSize)) {
      float[] part = new float[rows.length * hidden];
      long[] numbers = new long[rows.length];
      for (int k = 0; k < rows.length; k++) {
        System.arraycopy(codes, rows[k] * hidden, part, k * hidden, hidden);
        numbers[k] = sentences + rows[k];
      }
      int[][] ids =
          hasOrder() ? strategy.decode(model, part, numbers) : mostProbable(inputs, rows, part);
      for (int k = 0; k < rows.length; k++) {
        outputs[rows[k]] = new Reconstruction(inputs.get(rows[k]), codec.decode(ids[k]));
      }
    }
    sentences += inputs.size();
    return List.of(outputs);
  }

  private int[][] mostProbable(List<String> inputs, int[] rows, float[] codes) {
    float[] logits = model.wordLogits(codes);
    MostProbableWords words = new MostProbableWords(model.spec());
    int[][] ids = new int[rows.length][];
    for (int k = 0; k < rows.length; k++) {
      ids[k] = words.of(logits, k, differentWords(inputs.get(rows[k])));
    }
    return ids;
  }

  /** None where nothing is read: the {@code <unk>} that stands for nothing is no word. */
  private int differentWords(String sentence) {
    return codec.tokens(sentence).isEmpty() || !codec.hasTarget(sentence)
        ? 0
        : (int) Arrays.stream(codec.target(sentence)).distinct().count();
  }
}
