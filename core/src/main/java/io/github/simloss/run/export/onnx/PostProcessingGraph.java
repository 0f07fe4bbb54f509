package io.github.simloss.run.export.onnx;

import io.github.simloss.tensor.NamedTensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What {@link io.github.simloss.encoding.PostProcessing} does to codes, block by block. */
final class PostProcessingGraph {
  private final OnnxGraph graph;
  private final float[] mean;
  private final float[] scale;
  private final float[] components;

  PostProcessingGraph(OnnxGraph graph, NamedTensors numbers) {
    this.graph = graph;
    mean = numbers.get("mean").data();
    scale = numbers.get("scale").data();
    components = numbers.get("components").data();
  }

  String apply(String code, List<Integer> blocks) {
    List<String> done = new ArrayList<>();
    int at = 0;
    for (int n = 0; n < blocks.size(); n++) {
      int end = at + blocks.get(n);
      String block =
          blocks.size() == 1
              ? code
              : graph.node(
                  "Slice",
                  code,
                  graph.longs("from_" + n, at),
                  graph.longs("to_" + n, end),
                  graph.longs("columns_" + n, 1));
      done.add(block(block, n, at, end));
      at = end;
    }
    return done.size() == 1 ? done.get(0) : graph.node("Concat", done, Map.of("axis", 1));
  }

  private String block(String code, int n, int at, int end) {
    int size = end - at;
    String row =
        graph.node("Sub", code, graph.floats("mean_" + n, Arrays.copyOfRange(mean, at, end), size));
    // One after the other, as they are learned: in single precision they are not quite orthogonal.
    for (int c = 0; c < components.length / mean.length; c++) {
      int from = c * mean.length;
      float[] axis = Arrays.copyOfRange(components, from + at, from + end);
      String name = "component_" + n + "_" + c;
      String along = graph.node("MatMul", row, graph.floats(name, axis, size, 1));
      String part = graph.node("Mul", along, graph.floats(name + "_row", axis, 1, size));
      row = graph.node("Sub", row, part);
    }
    return graph.node("Mul", row, graph.floats("scale_" + n, new float[] {scale[n]}, 1));
  }
}
