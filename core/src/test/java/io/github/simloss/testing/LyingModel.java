package io.github.simloss.testing;

import io.github.simloss.backend.DecoderState;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Gradients;
import io.github.simloss.backend.LossSum;
import io.github.simloss.backend.StepResult;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.batch.Batch;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.OptimizerState;
import io.github.simloss.tensor.NamedTensors;

/** A model whose results are spoiled on their way out. */
record LyingModel(TrainableModel honest, Lie lie) implements TrainableModel {
  @Override
  public ModelSpec spec() {
    return honest.spec();
  }

  @Override
  public Device device() {
    return honest.device();
  }

  @Override
  public StepResult train(Batch batch, double learningRate) {
    return honest.train(batch, learningRate);
  }

  @Override
  public LossSum evaluate(Batch batch) {
    LossSum sum = honest.evaluate(batch);
    float[] error = new float[1];
    lie.spoil(Lie.What.DEV_LOSS, error);
    return new LossSum(sum.sum() + error[0] * sum.divisor(), sum.divisor());
  }

  @Override
  public Gradients differentiate(Batch batch) {
    Gradients gradients = honest.differentiate(batch);
    gradients.tensors().asMap().values().forEach(one -> lie.spoil(Lie.What.GRADIENT, one.data()));
    return gradients;
  }

  @Override
  public double update(NamedTensors gradients, double learningRate) {
    return honest.update(gradients, learningRate);
  }

  @Override
  public float[] encode(TokenRows sentences, float[] extraVectors) {
    float[] codes = honest.encode(sentences, extraVectors);
    lie.spoil(Lie.What.CODES, codes);
    return codes;
  }

  @Override
  public DecoderState decoder(float[] codes) {
    DecoderState decoder = honest.decoder(codes);
    return new DecoderState() {
      @Override
      public int rows() {
        return decoder.rows();
      }

      @Override
      public float[] step(int[] tokens) {
        float[] logits = decoder.step(tokens);
        lie.spoil(Lie.What.LOGITS, logits);
        return logits;
      }

      @Override
      public void select(int[] rows) {
        decoder.select(rows);
      }

      @Override
      public void close() {
        decoder.close();
      }
    };
  }

  @Override
  public float[] wordLogits(float[] codes) {
    float[] logits = honest.wordLogits(codes);
    lie.spoil(Lie.What.LOGITS, logits);
    return logits;
  }

  @Override
  public NamedTensors weights() {
    return honest.weights();
  }

  @Override
  public void setWeights(NamedTensors weights) {
    honest.setWeights(weights);
  }

  @Override
  public OptimizerState optimizerState() {
    return honest.optimizerState();
  }

  @Override
  public void setOptimizerState(OptimizerState state) {
    honest.setOptimizerState(state);
  }

  @Override
  public void close() {
    honest.close();
  }
}
