package io.github.simloss.dl4j;

import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.random.SeededRandom;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;

/** Small DL4J networks with a similarity loss, and data for them. */
public final class LossNetworks {
  public static final int V = 9;
  static final int INPUTS = 3;

  private LossNetworks() {}

  public static UnitVectors vectors() {
    return UnitVectors.of(Models.uniform(new SeededRandom(4), V * 3, 1), V, 3);
  }

  static NeuralNetConfiguration.Builder base(DataType type, IUpdater updater) {
    return new NeuralNetConfiguration.Builder().dataType(type).seed(5).updater(updater);
  }

  /** Dense, then the loss. */
  static MultiLayerNetwork feedForward(
      NeuralNetConfiguration.Builder base, SimilarityLoss loss, Activation activation) {
    MultiLayerConfiguration configuration =
        base.list()
            .layer(new DenseLayer.Builder().nIn(INPUTS).nOut(6).activation(Activation.TANH).build())
            .layer(new OutputLayer.Builder(loss).activation(activation).nIn(6).nOut(V).build())
            .build();
    MultiLayerNetwork net = new MultiLayerNetwork(configuration);
    net.init();
    return net;
  }

  /** An LSTM, then the loss at every step. */
  static MultiLayerNetwork recurrent(
      NeuralNetConfiguration.Builder base, SimilarityLoss loss, Activation activation) {
    MultiLayerConfiguration configuration =
        base.list()
            .layer(new LSTM.Builder().nIn(INPUTS).nOut(4).activation(Activation.TANH).build())
            .layer(new RnnOutputLayer.Builder(loss).activation(activation).nIn(4).nOut(V).build())
            .build();
    MultiLayerNetwork net = new MultiLayerNetwork(configuration);
    net.init();
    return net;
  }

  /** The same as a graph. */
  static ComputationGraph graph(
      NeuralNetConfiguration.Builder base, SimilarityLoss loss, Activation activation) {
    ComputationGraph net =
        new ComputationGraph(
            base.graphBuilder()
                .addInputs("in")
                .addLayer("lstm", new LSTM.Builder().nIn(INPUTS).nOut(4).build(), "in")
                .addLayer(
                    "out",
                    new RnnOutputLayer.Builder(loss)
                        .activation(activation)
                        // Without a format, or an input type, DL4J takes the features for the
                        // steps.
                        .dataFormat(RNNFormat.NCW)
                        .nIn(4)
                        .nOut(V)
                        .build(),
                    "lstm")
                .setOutputs("out")
                .build());
    net.init();
    return net;
  }

  /** Ids in, an embedding that is trained, an LSTM, the next word out. */
  static MultiLayerNetwork languageModel(
      NeuralNetConfiguration.Builder base, SimilarityLoss loss, int steps) {
    MultiLayerConfiguration configuration =
        base.list()
            .layer(new EmbeddingSequenceLayer.Builder().nIn(V).nOut(8).inputLength(steps).build())
            .layer(new LSTM.Builder().nIn(8).nOut(16).activation(Activation.TANH).build())
            .layer(
                new RnnOutputLayer.Builder(loss)
                    .activation(Activation.SOFTMAX)
                    .dataFormat(RNNFormat.NCW)
                    .nIn(16)
                    .nOut(V)
                    .build())
            .build();
    MultiLayerNetwork net = new MultiLayerNetwork(configuration);
    net.init();
    return net;
  }

  static INDArray uniform(DataType type, long seed, long... shape) {
    int count = 1;
    for (long size : shape) {
      count *= Math.toIntExact(size);
    }
    return Nd4j.create(Models.uniform(new SeededRandom(seed), count, 1), shape, 'c').castTo(type);
  }

  /** Ids, [B, 1, T]. */
  static INDArray ids(DataType type, int rows, int steps, long seed) {
    SeededRandom random = new SeededRandom(seed);
    INDArray ids = Nd4j.zeros(type, rows, 1, steps);
    for (int b = 0; b < rows; b++) {
      for (int t = 0; t < steps; t++) {
        ids.putScalar(b, 0, t, random.nextInt(V));
      }
    }
    return ids;
  }

  /** The same as [B, V, T]. */
  static INDArray oneHot(INDArray ids) {
    INDArray hot = Nd4j.zeros(ids.dataType(), ids.size(0), V, ids.size(2));
    for (int b = 0; b < ids.size(0); b++) {
      for (int t = 0; t < ids.size(2); t++) {
        hot.putScalar(b, ids.getInt(b, 0, t), t, 1);
      }
    }
    return hot;
  }
}
