package io.github.simloss.backend.decoding;

import io.github.simloss.backend.DecoderState;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.InferenceModel;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.model.EmbeddingSpec;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.tensor.NamedTensors;
import java.util.Arrays;

/**
 * A model whose next token depends on the last one and on the row's code alone, so that the right
 * decoding can be worked out by hand.
 */
final class ChainModel implements InferenceModel {
  private final ModelSpec spec;
  private final float[] table;

  ChainModel(int size, int maxLength, long seed) {
    spec = ModelSpec.published(new EmbeddingSpec(size, 1, maxLength, 0, 1, 2, 3), 1);
    SeededRandom random = new SeededRandom(seed);
    table = new float[size * size];
    for (int i = 0; i < table.length; i++) {
      table[i] = random.uniform(-3, 3);
    }
  }

  /** The logit of a token after another, for a row of this code. */
  float logit(float code, int last, int token) {
    return table[last * spec.vocabularySize() + token] + (token == 4 ? code : 0);
  }

  @Override
  public ModelSpec spec() {
    return spec;
  }

  @Override
  public Device device() {
    return Device.CPU;
  }

  @Override
  public DecoderState decoder(float[] codes) {
    return new Chain(codes.clone());
  }

  private final class Chain implements DecoderState {
    private float[] codes;

    Chain(float[] codes) {
      this.codes = codes;
    }

    @Override
    public int rows() {
      return codes.length;
    }

    @Override
    public float[] step(int[] tokens) {
      int size = spec.vocabularySize();
      float[] logits = new float[codes.length * size];
      for (int row = 0; row < codes.length; row++) {
        for (int token = 0; token < size; token++) {
          logits[row * size + token] = logit(codes[row], tokens[row], token);
        }
      }
      return logits;
    }

    @Override
    public void select(int[] rows) {
      float[] before = codes;
      codes = new float[rows.length];
      for (int i = 0; i < rows.length; i++) {
        codes[i] = before[rows[i]];
      }
    }

    @Override
    public void close() {
      codes = new float[0];
    }
  }

  @Override
  public float[] encode(TokenRows sentences, float[] extraVectors) {
    float[] codes = new float[sentences.size()];
    Arrays.fill(codes, 0);
    return codes;
  }

  @Override
  public float[] wordLogits(float[] codes) {
    throw new IllegalStateException("a chain has an order");
  }

  @Override
  public NamedTensors weights() {
    return new NamedTensors();
  }

  @Override
  public void close() {}
}
