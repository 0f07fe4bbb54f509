package io.github.simloss.evaluate;

import io.github.simloss.backend.Autoencoder;
import io.github.simloss.backend.decoding.DecodingStrategy;
import io.github.simloss.text.SentenceCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Encodes sentences and decodes their codes again. */
public final class Reconstructor {
  private final Autoencoder model;
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
      Autoencoder model,
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
  public static Reconstructor greedy(Autoencoder model, SentenceCodec codec) {
    int batchSize = 64;
    return new Reconstructor(
        model,
        codec,
        new SentenceEncoder(model, codec, batchSize),
        DecodingStrategy.greedy(),
        batchSize);
  }

  /**
   * Reconstructs sentences, in their order. Called again it goes on counting sentences, which is
   * what random decoding draws by.
   */
  public List<Reconstruction> reconstruct(List<String> inputs) {
    float[] codes = encoder.encode(inputs);
    int hidden = model.spec().hiddenSize();
    List<Reconstruction> outputs = new ArrayList<>();
    for (int from = 0; from < inputs.size(); from += batchSize) {
      int to = Math.min(inputs.size(), from + batchSize);
      long[] numbers = new long[to - from];
      Arrays.setAll(numbers, k -> sentences + k);
      int[][] ids =
          strategy.decode(model, Arrays.copyOfRange(codes, from * hidden, to * hidden), numbers);
      for (int k = 0; k < ids.length; k++) {
        outputs.add(new Reconstruction(inputs.get(from + k), codec.decode(ids[k])));
      }
      sentences += ids.length;
    }
    return outputs;
  }
}
