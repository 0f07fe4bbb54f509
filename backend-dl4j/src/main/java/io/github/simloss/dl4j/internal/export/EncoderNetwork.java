package io.github.simloss.dl4j.internal.export;

import io.github.simloss.model.EncoderSpec;
import io.github.simloss.model.LstmNames;
import io.github.simloss.model.LstmSpec;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.Parameters;
import io.github.simloss.model.Pooling;
import io.github.simloss.run.export.TrainedEncoder;
import io.github.simloss.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.graph.rnn.ReverseTimeSeriesVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * An encoder built of DL4J's own layers. The second direction of a layer is an LSTM over a sentence
 * turned round within its mask; masked positions leave an LSTM's state at zero, and a sentence's
 * real positions come first in both directions.
 */
final class EncoderNetwork {
  private static final String IDS = "ids";
  private static final String WORDS = "words";

  /** Where the blocks of DL4J's gates g, f, o, i stand among PyTorch's i, f, g, o. */
  private static final int[] GATES = {2, 1, 3, 0};

  private final TrainedEncoder encoder;
  private final ModelSpec spec;
  private final GraphBuilder builder;

  /** Values of parameters, by layer and DL4J's name. */
  private final Map<String, Map<String, Tensor>> parameters = new LinkedHashMap<>();

  EncoderNetwork(TrainedEncoder encoder) {
    this.encoder = encoder;
    spec = encoder.config().spec();
    builder =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.FLOAT)
            .updater(new NoOp())
            .weightInit(WeightInit.ZERO)
            .graphBuilder()
            .addInputs(IDS);
  }

  /** The network with its weights; to be closed. */
  ComputationGraph build() {
    EncoderSpec form = spec.encoder();
    Tensor table = encoder.embedding();
    builder.addLayer(
        WORDS,
        new EmbeddingSequenceLayer.Builder()
            .nIn((int) table.shape()[0])
            .nOut(spec.dimension())
            .activation(Activation.IDENTITY)
            .build(),
        IDS);
    parameters.put(WORDS, Map.of("W", table));
    String code = join("pooled", pooled());
    if (form.codeSize() > 0) {
      Tensor weight = encoder.weights().get(Parameters.weight(Parameters.CODE));
      Tensor bias = encoder.weights().get(Parameters.bias(Parameters.CODE));
      code = dense("code", code, turned(weight), bias);
    }
    if (encoder.postProcessing() != null) {
      AffineMap map = AffineMap.of(encoder.postProcessing(), form.blocks(spec.dimension()));
      code = dense("processed", code, map.weight(), map.bias());
    }
    ComputationGraph graph = new ComputationGraph(builder.setOutputs(code).build());
    graph.init();
    parameters.forEach(
        (layer, values) ->
            values.forEach(
                (name, value) ->
                    graph
                        .getLayer(layer)
                        .getParam(name)
                        .assign(Nd4j.create(value.data(), value.shape(), 'c'))));
    return graph;
  }

  private List<String> pooled() {
    EncoderSpec form = spec.encoder();
    List<String> blocks = new ArrayList<>();
    String inputs = WORDS;
    List<LstmSpec> lstms = spec.encoderLstms();
    for (int n = 0; n < lstms.size(); n += form.directions()) {
      String layer = "layer" + n / form.directions();
      boolean lastStates = n + form.directions() == lstms.size() && form.pooling() == Pooling.LAST;
      List<String> outputs = new ArrayList<>(List.of(lstm(layer, lstms.get(n), inputs)));
      if (form.bidirectional()) {
        String reverse = layer + "_reverse";
        builder.addVertex(reverse + "_in", new ReverseTimeSeriesVertex(IDS), inputs);
        String output = lstm(reverse, lstms.get(n + 1), reverse + "_in");
        if (!lastStates) {
          builder.addVertex(reverse + "_out", new ReverseTimeSeriesVertex(IDS), output);
          output = reverse + "_out";
        }
        outputs.add(output);
      }
      if (lastStates) {
        // Of what is turned round, the last is the state at the sentence's first word.
        outputs.forEach(output -> blocks.add(last(output + "_last", output)));
      } else {
        inputs = join(layer + "_both", outputs);
      }
    }
    if (form.pooling().hasMax()) {
      blocks.add(pool("max", PoolingType.MAX, inputs));
    }
    if (form.pooling().hasMean()) {
      blocks.add(pool("mean", PoolingType.AVG, inputs));
    }
    if (form.wordVectors()) {
      blocks.add(pool("mean_of_words", PoolingType.AVG, WORDS));
    }
    return blocks;
  }

  private String lstm(String layer, LstmSpec lstm, String input) {
    builder.addLayer(
        layer,
        new LSTM.Builder()
            .nIn(lstm.inputs())
            .nOut(lstm.hiddenSize())
            .activation(Activation.TANH)
            .gateActivationFunction(Activation.SIGMOID)
            .forgetGateBiasInit(0)
            .build(),
        input);
    LstmNames names = lstm.names();
    float[] first = gates(names.inputBias()).data();
    float[] second = gates(names.hiddenBias()).data();
    float[] bias = new float[first.length];
    for (int k = 0; k < bias.length; k++) {
      bias[k] = first[k] + second[k];
    }
    parameters.put(
        layer,
        Map.of(
            "W", turned(gates(names.inputWeight())),
            "RW", turned(gates(names.hiddenWeight())),
            "b", Tensor.matrix(1, bias.length, bias)));
    return layer;
  }

  private String last(String name, String input) {
    builder.addVertex(name, new LastTimeStepVertex(IDS), input);
    return name;
  }

  private String pool(String name, PoolingType type, String input) {
    builder.addLayer(name, new GlobalPoolingLayer.Builder(type).build(), input);
    return name;
  }

  private String join(String name, List<String> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    builder.addVertex(name, new MergeVertex(), parts.toArray(new String[0]));
    return name;
  }

  /** A linear layer. */
  private String dense(String name, String input, Tensor weight, Tensor bias) {
    int out = bias.data().length;
    builder.addLayer(
        name,
        new DenseLayer.Builder()
            .nIn((int) weight.shape()[0])
            .nOut(out)
            .activation(Activation.IDENTITY)
            .build(),
        input);
    parameters.put(name, Map.of("W", weight, "b", Tensor.matrix(1, out, bias.data())));
    return name;
  }

  /** The blocks of a tensor's gates in DL4J's order. */
  private Tensor gates(String name) {
    Tensor tensor = encoder.weights().get(name);
    float[] ordered = new float[tensor.data().length];
    int block = ordered.length / GATES.length;
    for (int gate = 0; gate < GATES.length; gate++) {
      System.arraycopy(tensor.data(), GATES[gate] * block, ordered, gate * block, block);
    }
    return new Tensor(tensor.shape(), ordered);
  }

  /** A matrix transposed. */
  private static Tensor turned(Tensor matrix) {
    int rows = (int) matrix.shape()[0];
    int columns = (int) matrix.shape()[1];
    float[] turned = new float[matrix.data().length];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        turned[c * rows + r] = matrix.data()[r * columns + c];
      }
    }
    return new Tensor(new long[] {columns, rows}, turned);
  }
}
