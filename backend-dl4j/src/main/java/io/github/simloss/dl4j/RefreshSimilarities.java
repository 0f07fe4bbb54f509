package io.github.simloss.dl4j;

import io.github.simloss.embedding.UnitVectors;
import java.util.Arrays;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * For a network that trains its embedding: makes the similarities of its loss again from the
 * embedding's weights after every k-th iteration.
 *
 * <pre>net.addListeners(new RefreshSimilarities(loss, "0_W", 100));</pre>
 *
 * <p>Not safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class RefreshSimilarities extends BaseTrainingListener {
  private final SimilarityLoss loss;
  private final String parameter;
  private final int everyIterations;
  private int iterations;

  /**
   * A listener.
   *
   * @param loss the network's loss, made from vectors or from a {@link
   *     io.github.simloss.loss.RefreshableLoss}
   * @param parameter the embedding's weights, V x d, by their name in the network's {@code
   *     paramTable()}: for instance {@code 0_W}, or {@code embedding_W} in a graph
   * @param everyIterations k of at least 1
   */
  public RefreshSimilarities(SimilarityLoss loss, String parameter, int everyIterations) {
    if (everyIterations < 1) {
      throw new IllegalArgumentException(
          "similarities refreshed every " + everyIterations + " iterations: use 1 or more");
    }
    this.loss = loss;
    this.parameter = parameter;
    this.everyIterations = everyIterations;
  }

  /**
   * Called by DL4J.
   *
   * @throws IllegalArgumentException if there is no such parameter, naming those there are, or it
   *     has not V rows
   */
  @Override
  public void iterationDone(Model model, int iteration, int epoch) {
    iterations++;
    if (iterations % everyIterations != 0) {
      return;
    }
    INDArray weights = model.paramTable().get(parameter);
    if (weights == null) {
      throw new IllegalArgumentException(
          "the network has no parameter '"
              + parameter
              + "'; it has "
              + String.join(", ", model.paramTable().keySet()));
    }
    int size = loss.loss().vocabularySize();
    if (weights.rank() != 2 || weights.size(0) != size) {
      throw new IllegalArgumentException(
          "parameter '"
              + parameter
              + "' has shape "
              + Arrays.toString(weights.shape())
              + "; the vectors of "
              + size
              + " words are "
              + size
              + " x d");
    }
    float[] rows =
        weights.castTo(DataType.FLOAT).dup('c').reshape(weights.length()).toFloatVector();
    loss.refresh(UnitVectors.of(rows, size, (int) weights.size(1)));
  }
}
