package io.github.simloss.model;

import java.util.ArrayList;
import java.util.List;

/**
 * An LSTM encoder whose outputs are pooled into a code.
 *
 * @param hiddenSize H of each direction
 * @param layers L, at most 100
 * @param bidirectional whether a second LSTM reads each sentence from its own last word to its
 *     first
 * @param pooling how the top layer's outputs become one vector
 * @param weightedMean whether the mean weights words, by {@link Parameters#WORD_WEIGHTS}
 * @param wordVectors whether the mean of the word vectors, weighted alike, is appended
 * @param codeSize C of a linear layer on top of all; 0 for none
 * @since 0.2.0
 */
public record EncoderSpec(
    int hiddenSize,
    int layers,
    boolean bidirectional,
    Pooling pooling,
    boolean weightedMean,
    boolean wordVectors,
    int codeSize) {

  /** The most layers that an encoder may have: each is a name of its own before it is a number. */
  private static final int MOST_LAYERS = 100;

  /** Checks the ranges, and that what is weighted is there. */
  public EncoderSpec {
    Checks.positive("hiddenSize", hiddenSize);
    Checks.positive("layers", layers);
    if (layers > MOST_LAYERS) {
      throw new IllegalArgumentException(
          "layers is " + layers + "; there can be no more than " + MOST_LAYERS);
    }
    Checks.present("pooling", pooling);
    Checks.notNegative("codeSize", codeSize);
    if (weightedMean && !pooling.hasMean() && !wordVectors) {
      throw new IllegalArgumentException(
          "a weighted mean needs a mean: pooling '" + pooling.label() + "' has none");
    }
  }

  /** The published encoder: one layer, one direction, the last state. */
  public static EncoderSpec published(int hiddenSize) {
    return new EncoderSpec(hiddenSize, 1, false, Pooling.LAST, false, false, 0);
  }

  /** 1 or 2. */
  public int directions() {
    return bidirectional ? 2 : 1;
  }

  /** What a layer puts out at each position: H values for each direction. */
  public int outputSize() {
    return Math.multiplyExact(hiddenSize, directions());
  }

  /**
   * The parts of a code that come from one source each, in their order: the pooled outputs, one or
   * two blocks, then the word vectors; or the code layer alone.
   *
   * @param dimension d
   * @return the size of each
   */
  public List<Integer> blocks(int dimension) {
    if (codeSize > 0) {
      return List.of(codeSize);
    }
    List<Integer> blocks = new ArrayList<>();
    blocks.add(outputSize());
    if (pooling == Pooling.MAX_MEAN) {
      blocks.add(outputSize());
    }
    if (wordVectors) {
      blocks.add(dimension);
    }
    return List.copyOf(blocks);
  }

  /**
   * P, the values before the code layer: one or two blocks of outputs, then the word vectors.
   *
   * @param dimension d
   */
  public int pooledSize(int dimension) {
    int blocks = pooling == Pooling.MAX_MEAN ? 2 : 1;
    return Math.addExact(Math.multiplyExact(blocks, outputSize()), wordVectors ? dimension : 0);
  }

  /**
   * The values of a code.
   *
   * @param dimension d
   */
  public int codeSize(int dimension) {
    return codeSize > 0 ? codeSize : pooledSize(dimension);
  }
}
