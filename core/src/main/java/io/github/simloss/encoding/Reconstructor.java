package io.github.simloss.encoding;

import io.github.simloss.backend.InferenceModel;
import io.github.simloss.backend.decoding.DecodingStrategy;
import io.github.simloss.batch.BatchOrder;
import io.github.simloss.text.SentenceCodec;
import java.util.List;

/** Encodes sentences and decodes their codes again. */
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
   * @param batchSize sentences decoded together
   */
  public Reconstructor(
      InferenceModel model,
      SentenceCodec codec,
      SentenceEncoder encoder,
      DecodingStrategy strategy,
      int batchSize) {
    this.model = model;
    this.codec = codec;
    this.encoder = encoder;
    this.strategy = strategy;
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

  /**
   * Reconstructs sentences, in their order. Sentences of like length are decoded together, for they
   * tend to end together. Called again it goes on counting sentences, which is what random decoding
   * draws by.
   */
  public List<Reconstruction> reconstruct(List<String> inputs) {
    float[] codes = encoder.encode(inputs);
    int hidden = model.spec().codeSize();
    int[] lengths = inputs.stream().mapToInt(s -> codec.encode(s).length).toArray();
    Reconstruction[] outputs = new Reconstruction[inputs.size()];
    for (int[] rows : BatchOrder.evaluation(lengths, batchSize)) {
      float[] part = new float[rows.length * hidden];
      long[] numbers = new long[rows.length];
      for (int k = 0; k < rows.length; k++) {
        System.arraycopy(codes, rows[k] * hidden, part, k * hidden, hidden);
        numbers[k] = sentences + rows[k];
      }
      int[][] ids = strategy.decode(model, part, numbers);
      for (int k = 0; k < rows.length; k++) {
        outputs[rows[k]] = new Reconstruction(inputs.get(rows[k]), codec.decode(ids[k]));
      }
    }
    sentences += inputs.size();
    return List.of(outputs);
  }
}
