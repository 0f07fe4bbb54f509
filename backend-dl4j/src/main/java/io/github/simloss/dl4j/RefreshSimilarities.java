package io.github.simloss.dl4j;

import io.github.simloss.embedding.UnitVectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * For a network that trains its embedding: makes the similarities of its loss again from the
 * embedding's weights after every k-th iteration.
 *
 * <pre>net.addListeners(new RefreshSimilarities("0_W", 100));</pre>
 *
 * <p>A network that was loaded or cloned has a loss of its own, another object than that which it
 * was once built with; it is refreshed all the same, see {@link SimilarityLoss}.
 *
 * <p>Not safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class RefreshSimilarities extends BaseTrainingListener {
  private final @Nullable SimilarityLoss loss;
  private final String parameter;
  private final int everyIterations;
  private int iterations;

  /**
   * A listener that refreshes the network's own losses.
   *
   * @param parameter the embedding's weights, V x d, by their name in the network's {@code
   *     paramTable()}: for instance {@code 0_W}, or {@code embedding_W} in a graph
   * @param everyIterations k of at least 1
   */
  public RefreshSimilarities(String parameter, int everyIterations) {
    this(parameter, everyIterations, null);
  }

  /**
   * A listener that refreshes one loss, which must be the network's.
   *
   * @param loss the network's loss, made from vectors or from a {@link
   *     io.github.simloss.loss.RefreshableLoss}
   * @param parameter the embedding's weights, V x d, by their name in the network's {@code
   *     paramTable()}: for instance {@code 0_W}, or {@code embedding_W} in a graph
   * @param everyIterations k of at least 1
   */
  public RefreshSimilarities(SimilarityLoss loss, String parameter, int everyIterations) {
    this(parameter, everyIterations, Objects.requireNonNull(loss, "loss"));
  }

  private RefreshSimilarities(
      String parameter, int everyIterations, @Nullable SimilarityLoss loss) {
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
   * @throws IllegalArgumentException if there is no such parameter, naming those there are, it has
   *     not V rows, or the network has no such loss
   * @throws IllegalStateException if the loss was not made from vectors
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
    for (SimilarityLoss one : losses(model)) {
      one.refresh(vectors(weights, one.loss().vocabularySize()));
    }
  }

  private UnitVectors vectors(INDArray weights, int size) {
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
    return UnitVectors.of(rows, size, (int) weights.size(1));
  }

  /** Those to refresh. */
  private List<SimilarityLoss> losses(Model model) {
    List<SimilarityLoss> all = new ArrayList<>();
    for (Layer layer : layers(model)) {
      ILossFunction function = function(layer.conf().getLayer());
      if (function instanceof SimilarityLoss own && all.stream().noneMatch(own::follows)) {
        all.add(own);
      }
    }
    if (loss == null && all.isEmpty()) {
      throw new IllegalArgumentException("the network has no SimilarityLoss to refresh");
    }
    if (loss == null) {
      return all;
    }
    if (!all.isEmpty() && all.stream().noneMatch(loss::follows)) {
      throw new IllegalArgumentException(
          "the network has another SimilarityLoss than this listener refreshes, as it was loaded or"
              + " cloned: use new RefreshSimilarities(\""
              + parameter
              + "\", "
              + everyIterations
              + "), which refreshes the network's own");
    }
    return List.of(loss);
  }

  private static Layer[] layers(Model model) {
    if (model instanceof MultiLayerNetwork net) {
      return net.getLayers();
    }
    return model instanceof ComputationGraph graph ? graph.getLayers() : new Layer[0];
  }

  private static @Nullable ILossFunction function(
      org.deeplearning4j.nn.conf.layers.Layer configuration) {
    if (configuration instanceof BaseOutputLayer output) {
      return output.getLossFn();
    }
    if (configuration instanceof RnnLossLayer steps) {
      return steps.getLossFn();
    }
    return configuration instanceof LossLayer alone ? alone.getLossFn() : null;
  }
}
