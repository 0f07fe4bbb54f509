package io.github.simloss.run.export.onnx;

import io.github.simloss.model.EncoderSpec;
import io.github.simloss.model.LstmSpec;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.Parameters;
import io.github.simloss.model.Pooling;
import io.github.simloss.run.export.TrainedEncoder;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An encoder as a graph: ids (batch, time) and lengths (batch) to codes (batch, C). Inside, time
 * comes first, as ONNX's LSTM has it; that takes the lengths and starts its backward direction at
 * each sentence's own last word.
 */
final class EncoderGraph {
  /** Where the blocks of ONNX's gates i, o, f, c stand among PyTorch's i, f, g, o. */
  private static final int[] GATES = {0, 3, 1, 2};

  private final TrainedEncoder encoder;
  private final ModelSpec spec;
  private final NamedTensors weights;
  private final OnnxGraph graph = new OnnxGraph();

  EncoderGraph(TrainedEncoder encoder) {
    this.encoder = encoder;
    spec = encoder.config().spec();
    weights = encoder.weights();
  }

  OnnxGraph build() {
    EncoderSpec form = spec.encoder();
    String ids = transposed(graph.input("ids", "batch", "time"), 1, 0);
    String lengths = graph.input("lengths", "batch");
    Tensor table = encoder.embedding();
    String words =
        graph.node("Gather", graph.floats(Parameters.EMBEDDING, table.data(), table.shape()), ids);
    String lengths32 = graph.node("Cast", List.of(lengths), Map.of("to", 6));
    String outputs = words;
    String last = "";
    List<LstmSpec> lstms = spec.encoderLstms();
    String rows = graph.longs("rows", 0, 0, form.outputSize());
    for (int n = 0; n < lstms.size(); n += form.directions()) {
      List<String> both = lstm(lstms.subList(n, n + form.directions()), outputs, lengths32);
      outputs = graph.node("Reshape", transposed(both.get(0), 0, 2, 1, 3), rows);
      last = both.get(1);
    }
    String code = pooled(ids, lengths, words, outputs, last);
    if (form.codeSize() > 0) {
      String layer = Parameters.weight(Parameters.CODE);
      String bias = Parameters.bias(Parameters.CODE);
      code = graph.node("Gemm", List.of(code, tensor(layer), tensor(bias)), Map.of("transB", 1));
    }
    if (encoder.postProcessing() != null) {
      code =
          new PostProcessingGraph(graph, encoder.postProcessing().tensors())
              .apply(code, form.blocks(spec.dimension()));
    }
    graph.rename(code, "code");
    graph.output("code", "batch", spec.codeSize());
    return graph;
  }

  private String tensor(String name) {
    Tensor tensor = weights.get(name);
    return graph.floats(name, tensor.data(), tensor.shape());
  }

  private String transposed(String value, Integer... order) {
    return graph.node("Transpose", List.of(value), Map.of("perm", List.of(order)));
  }

  /** One layer: all outputs, (time, directions, batch, H), and the last, (directions, batch, H). */
  private List<String> lstm(List<LstmSpec> directions, String inputs, String lengths) {
    int h = spec.encoder().hiddenSize();
    List<float[]> input = new ArrayList<>();
    List<float[]> hidden = new ArrayList<>();
    List<float[]> bias = new ArrayList<>();
    for (LstmSpec lstm : directions) {
      input.add(gates(lstm.names().inputWeight()));
      hidden.add(gates(lstm.names().hiddenWeight()));
      bias.add(gates(lstm.names().inputBias()));
      bias.add(gates(lstm.names().hiddenBias()));
    }
    String name = directions.get(0).names().inputWeight().replace("weight_ih", "lstm");
    int d = directions.size();
    return graph.nodes(
        "LSTM",
        List.of(
            inputs,
            graph.floats(name + ".W", joined(input), d, 4L * h, directions.get(0).inputs()),
            graph.floats(name + ".R", joined(hidden), d, 4L * h, h),
            graph.floats(name + ".B", joined(bias), d, 8L * h),
            lengths),
        // Sorted, as they are written.
        new TreeMap<>(Map.of("direction", d == 2 ? "bidirectional" : "forward", "hidden_size", h)),
        2);
  }

  /** The blocks of a tensor's gates in ONNX's order. */
  private float[] gates(String name) {
    float[] data = weights.get(name).data();
    float[] ordered = new float[data.length];
    int block = data.length / GATES.length;
    for (int gate = 0; gate < GATES.length; gate++) {
      System.arraycopy(data, GATES[gate] * block, ordered, gate * block, block);
    }
    return ordered;
  }

  private static float[] joined(List<float[]> parts) {
    float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  private String pooled(String ids, String lengths, String words, String outputs, String last) {
    EncoderSpec form = spec.encoder();
    List<String> blocks = new ArrayList<>();
    if (form.pooling() == Pooling.LAST) {
      String rows = graph.longs("last_rows", 0, form.outputSize());
      blocks.add(graph.node("Reshape", transposed(last, 1, 0, 2), rows));
    }
    boolean mean = form.pooling().hasMean() || form.wordVectors();
    if (form.pooling().hasMax() || mean) {
      PoolingGraph pooling = new PoolingGraph(graph, ids, lengths);
      if (form.pooling().hasMax()) {
        blocks.add(pooling.max(outputs));
      }
      if (mean) {
        pooling.shares(
            form.weightedMean()
                ? graph.node(
                    "Gather",
                    graph.floats(
                        Parameters.WORD_WEIGHTS,
                        encoder.wordWeights().data(),
                        encoder.wordWeights().data().length),
                    ids)
                : null);
      }
      if (form.pooling().hasMean()) {
        blocks.add(pooling.mean(outputs));
      }
      if (form.wordVectors()) {
        blocks.add(pooling.mean(words));
      }
    }
    return blocks.size() == 1 ? blocks.get(0) : graph.node("Concat", blocks, Map.of("axis", 1));
  }
}
