package io.github.simloss.backend.decoding;

import io.github.simloss.backend.DecoderState;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.InferenceModel;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.model.EmbeddingSpec;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.tensor.NamedTensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A language of some sentences, each with its probability: a token is as probable as it is there.
 */
final class LanguageModel implements InferenceModel {
  static final int END = 2;

  private final ModelSpec spec;
  private final Map<List<Integer>, Double> sentences;

  /**
   * @param size V
   * @param maxLength T
   * @param sentences their tokens, {@code <end>} too where they end, with their probabilities
   */
  LanguageModel(int size, int maxLength, Map<List<Integer>, Double> sentences) {
    spec = ModelSpec.published(new EmbeddingSpec(size, 1, maxLength, 0, 1, END, 3), 1);
    this.sentences = new LinkedHashMap<>(sentences);
  }

  /** What all sentences that begin so have together. */
  private double probability(List<Integer> beginning) {
    double sum = 0;
    for (Map.Entry<List<Integer>, Double> one : sentences.entrySet()) {
      List<Integer> tokens = one.getKey();
      if (tokens.size() >= beginning.size()
          && tokens.subList(0, beginning.size()).equals(beginning)) {
        sum += one.getValue();
      }
    }
    return sum;
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
    return new Beginnings(codes.length);
  }

  /** Each row knows what it has read. */
  private final class Beginnings implements DecoderState {
    private List<List<Integer>> rows = new ArrayList<>();

    Beginnings(int count) {
      for (int row = 0; row < count; row++) {
        rows.add(List.of());
      }
    }

    @Override
    public int rows() {
      return rows.size();
    }

    @Override
    public float[] step(int[] tokens) {
      int size = spec.vocabularySize();
      float[] logits = new float[rows.size() * size];
      for (int row = 0; row < rows.size(); row++) {
        List<Integer> read = new ArrayList<>(rows.get(row));
        if (tokens[row] != spec.embedding().startId()) {
          read.add(tokens[row]);
        }
        rows.set(row, read);
        double all = probability(read);
        for (int token = 0; token < size; token++) {
          List<Integer> longer = new ArrayList<>(read);
          longer.add(token);
          logits[row * size + token] = (float) Math.log(probability(longer) / all);
        }
      }
      return logits;
    }

    @Override
    public void select(int[] chosen) {
      rows = new ArrayList<>(Arrays.stream(chosen).mapToObj(rows::get).toList());
    }

    @Override
    public void close() {}
  }

  @Override
  public float[] encode(TokenRows sentences, float[] extraVectors) {
    return new float[sentences.size()];
  }

  @Override
  public float[] wordLogits(float[] codes) {
    throw new IllegalStateException("a language has an order");
  }

  @Override
  public NamedTensors weights() {
    return new NamedTensors();
  }

  @Override
  public void close() {}
}
