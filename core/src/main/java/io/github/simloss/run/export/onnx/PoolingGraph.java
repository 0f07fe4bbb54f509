package io.github.simloss.run.export.onnx;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Outputs of all positions, (time, batch, columns), to one row a sentence, (batch, columns). */
final class PoolingGraph {
  private final OnnxGraph graph;

  /** (time, batch, 1): whether a position is no padding. */
  private final String real;

  private final String first;
  private String zero = "";
  private String shares = "";

  /**
   * @param ids (time, batch)
   * @param lengths (batch)
   */
  PoolingGraph(OnnxGraph graph, String ids, String lengths) {
    this.graph = graph;
    first = graph.longs("axis_0", 0);
    String sizes = graph.node("Shape", ids);
    String steps = graph.node("Gather", sizes, graph.scalar("first", 0));
    String positions = graph.node("Range", graph.scalar("start", 0), steps, graph.scalar("one", 1));
    String last = graph.longs("axis_1", 1);
    String below =
        graph.node(
            "Less",
            graph.node("Unsqueeze", positions, last),
            graph.node("Unsqueeze", lengths, first));
    real = graph.node("Unsqueeze", below, graph.longs("axis_2", 2));
  }

  /** The largest value of each column; states lie above -2. */
  String max(String values) {
    String low = graph.floats("below_all", new float[] {-2}, 1);
    String masked = graph.node("Where", real, values, low);
    return graph.node(
        "ReduceMax", List.of(masked), new TreeMap<>(Map.of("axes", List.of(0), "keepdims", 0)));
  }

  /**
   * Settles what each position has of a mean.
   *
   * @param weights (time, batch), or null where each counts 1
   */
  void shares(@Nullable String weights) {
    zero = graph.floats("zero", new float[1], 1);
    String given =
        weights == null
            ? graph.floats("weight_1", new float[] {1}, 1)
            : graph.node("Unsqueeze", weights, "axis_2");
    String masked = graph.node("Where", real, given, zero);
    String sum = graph.node("ReduceSum", List.of(masked, first), Map.of("keepdims", 1));
    shares = graph.node("Div", masked, sum);
  }

  /** The mean by {@link #shares}. */
  String mean(String values) {
    String masked = graph.node("Where", real, values, zero);
    String parts = graph.node("Mul", masked, shares);
    return graph.node("ReduceSum", List.of(parts, first), Map.of("keepdims", 0));
  }
}
