package io.github.simloss.backend.decoding;

import io.github.simloss.backend.DecoderState;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Gradients;
import io.github.simloss.backend.LossSum;
import io.github.simloss.backend.StepResult;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.batch.Batch;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.OptimizerState;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.tensor.NamedTensors;
import java.util.Arrays;

/**
 * A model whose next token depends on the last one and on the row's code alone, so that the right
 * decoding can be worked out by hand.
 */
final class ChainModel implements TrainableModel {
  private final ModelSpec spec;
  private final float[] table;

  ChainModel(int size, int maxLength, long seed) {
    spec = new ModelSpec(size, 1, 1, maxLength, 0, 1, 2, 3);
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
  public float[] encode(Batch batch, float[] extraVectors) {
    float[] codes = new float[batch.size()];
    Arrays.fill(codes, 0);
    return codes;
  }

  @Override
  public StepResult train(Batch batch, double learningRate) {
    throw new UnsupportedOperationException("a chain is not trained");
  }

  @Override
  public LossSum evaluate(Batch batch) {
    throw new UnsupportedOperationException("a chain has no loss");
  }

  @Override
  public Gradients differentiate(Batch batch) {
    throw new UnsupportedOperationException("a chain has no gradients");
  }

  @Override
  public double update(NamedTensors gradients, double learningRate) {
    throw new UnsupportedOperationException("a chain has no gradients");
  }

  @Override
  public NamedTensors weights() {
    return new NamedTensors();
  }

  @Override
  public void setWeights(NamedTensors weights) {
    throw new UnsupportedOperationException("a chain has no weights");
  }

  @Override
  public OptimizerState optimizerState() {
    return new OptimizerState(0, new NamedTensors(), new NamedTensors());
  }

  @Override
  public void setOptimizerState(OptimizerState state) {
    throw new UnsupportedOperationException("a chain is not trained");
  }

  @Override
  public void close() {}
}
