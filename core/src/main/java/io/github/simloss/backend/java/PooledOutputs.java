package io.github.simloss.backend.java;

import io.github.simloss.model.EncoderSpec;
import io.github.simloss.model.Pooling;
import java.util.ArrayList;
import java.util.List;

/** The outputs of an encoder's top layer over one sentence, pooled, and the way back. */
final class PooledOutputs {
  private final EncoderSpec spec;
  private final List<double[]> outputs;
  private final double[] shares;
  private final int width;

  /**
   * @param spec how to pool
   * @param outputs one vector a position, at least one
   * @param weights one a position; positive
   */
  PooledOutputs(EncoderSpec spec, List<double[]> outputs, double[] weights) {
    this.spec = spec;
    this.outputs = outputs;
    width = outputs.get(0).length;
    shares = shares(weights);
  }

  /** What each position has of a mean. */
  private static double[] shares(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double[] shares = new double[weights.length];
    for (int t = 0; t < shares.length; t++) {
      shares[t] = weights[t] / sum;
    }
    return shares;
  }

  /** The pooled values, then the mean of the word vectors if that is wanted. */
  double[] values(List<double[]> words) {
    List<double[]> blocks = new ArrayList<>();
    if (spec.pooling() == Pooling.LAST) {
      blocks.add(last());
    }
    if (spec.pooling().hasMax()) {
      double[] max = new double[width];
      for (int j = 0; j < width; j++) {
        max[j] = outputs.get(largest(j))[j];
      }
      blocks.add(max);
    }
    if (spec.pooling().hasMean()) {
      blocks.add(mean(outputs));
    }
    if (spec.wordVectors()) {
      blocks.add(mean(words));
    }
    int size = blocks.stream().mapToInt(block -> block.length).sum();
    double[] all = new double[size];
    int at = 0;
    for (double[] block : blocks) {
      System.arraycopy(block, 0, all, at, block.length);
      at += block.length;
    }
    return all;
  }

  private double[] last() {
    double[] last = new double[width];
    for (int j = 0; j < width; j++) {
      last[j] = outputs.get(lastPosition(j))[j];
    }
    return last;
  }

  /** The second direction ends at the sentence's first word. */
  private int lastPosition(int column) {
    return column < spec.hiddenSize() ? outputs.size() - 1 : 0;
  }

  private int largest(int column) {
    int best = 0;
    for (int t = 1; t < outputs.size(); t++) {
      if (outputs.get(t)[column] > outputs.get(best)[column]) {
        best = t;
      }
    }
    return best;
  }

  private double[] mean(List<double[]> vectors) {
    double[] mean = new double[vectors.get(0).length];
    for (int t = 0; t < shares.length; t++) {
      Doubles.add(shares[t], vectors.get(t), 0, mean);
    }
    return mean;
  }

  /** The gradient of each output from that of {@link #values}. */
  List<double[]> back(double[] dValues) {
    List<double[]> dOutputs = new ArrayList<>();
    outputs.forEach(output -> dOutputs.add(new double[width]));
    int at = 0;
    if (spec.pooling() == Pooling.LAST) {
      for (int j = 0; j < width; j++) {
        dOutputs.get(lastPosition(j))[j] += dValues[j];
      }
      at += width;
    }
    if (spec.pooling().hasMax()) {
      for (int j = 0; j < width; j++) {
        dOutputs.get(largest(j))[j] += dValues[at + j];
      }
      at += width;
    }
    if (spec.pooling().hasMean()) {
      for (int t = 0; t < shares.length; t++) {
        for (int j = 0; j < width; j++) {
          dOutputs.get(t)[j] += shares[t] * dValues[at + j];
        }
      }
    }
    return dOutputs;
  }
}
