package io.github.simloss.run.export.onnx;

import io.github.simloss.io.Release;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A graph of ONNX's operators, put together node by node. Field numbers are those of {@code
 * onnx.proto} 1.x. Every value has a name; a node's name is that of its first output.
 */
final class OnnxGraph {
  /** The version of the operators: LSTM 14, ReduceMax 13 with axes as an attribute. */
  static final int OPSET = 17;

  /** The version of the format that came with it. */
  private static final int IR_VERSION = 8;

  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  private static final int ATTRIBUTE_INT = 2;
  private static final int ATTRIBUTE_STRING = 3;
  private static final int ATTRIBUTE_INTS = 7;

  private final ProtoMessage graph = new ProtoMessage();
  private int nodes;

  /**
   * Adds a node with one output.
   *
   * @param operator ONNX's name
   * @param inputs names of values
   * @param attributes whole numbers (Integer), texts, or lists of whole numbers
   * @return the name of the output
   */
  String node(String operator, List<String> inputs, Map<String, ?> attributes) {
    return nodes(operator, inputs, attributes, 1).get(0);
  }

  /** Adds a node with one output and no attributes. */
  String node(String operator, String... inputs) {
    return node(operator, List.of(inputs), Map.of());
  }

  /** Adds a node with one or two outputs. */
  List<String> nodes(String operator, List<String> inputs, Map<String, ?> attributes, int outputs) {
    String name = operator.toLowerCase(Locale.ROOT) + nodes++;
    List<String> names = outputs == 1 ? List.of(name) : List.of(name, name + "_last");
    ProtoMessage node = new ProtoMessage();
    inputs.forEach(input -> node.text(1, input));
    names.forEach(output -> node.text(2, output));
    node.text(3, name).text(4, operator);
    attributes.forEach((key, value) -> node.message(5, attribute(key, value)));
    graph.message(1, node);
    return names;
  }

  /** Gives a value a name of its own. */
  void rename(String value, String name) {
    graph.message(
        1, new ProtoMessage().text(1, value).text(2, name).text(3, name).text(4, "Identity"));
  }

  private static ProtoMessage attribute(String name, Object value) {
    ProtoMessage attribute = new ProtoMessage().text(1, name);
    if (value instanceof Integer number) {
      return attribute.number(3, number).number(20, ATTRIBUTE_INT);
    }
    if (value instanceof String text) {
      return attribute.text(4, text).number(20, ATTRIBUTE_STRING);
    }
    for (Object number : (List<?>) value) {
      attribute.number(8, ((Number) number).longValue());
    }
    return attribute.number(20, ATTRIBUTE_INTS);
  }

  /** Adds a constant. */
  String floats(String name, float[] values, long... shape) {
    return constant(name, FLOAT, shape, new ProtoMessage().floats(9, values));
  }

  /** Adds a constant vector of whole numbers. */
  String longs(String name, long... values) {
    return constant(name, INT64, new long[] {values.length}, new ProtoMessage().longs(9, values));
  }

  /** Adds a whole number. */
  String scalar(String name, long value) {
    return constant(name, INT64, new long[0], new ProtoMessage().longs(9, new long[] {value}));
  }

  private String constant(String name, int type, long[] shape, ProtoMessage data) {
    ProtoMessage tensor = new ProtoMessage();
    for (long size : shape) {
      tensor.number(1, size);
    }
    tensor.number(2, type).text(8, name).append(data);
    graph.message(5, tensor);
    return name;
  }

  /** Names an input of whole numbers; a size is a number, or a name where it may vary. */
  String input(String name, Object... sizes) {
    graph.message(11, value(name, INT64, sizes));
    return name;
  }

  /** Names an output of floats. */
  void output(String name, Object... sizes) {
    graph.message(12, value(name, FLOAT, sizes));
  }

  private static ProtoMessage value(String name, int type, Object... sizes) {
    ProtoMessage shape = new ProtoMessage();
    for (Object size : sizes) {
      ProtoMessage dimension = new ProtoMessage();
      shape.message(
          1,
          size instanceof Integer number
              ? dimension.number(1, number)
              : dimension.text(2, size.toString()));
    }
    ProtoMessage tensor = new ProtoMessage().number(1, type).message(2, shape);
    return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor));
  }

  /**
   * The whole model.
   *
   * @param metadata texts about it, by key in their order
   */
  ProtoMessage model(Map<String, String> metadata) {
    ProtoMessage model =
        new ProtoMessage()
            .number(1, IR_VERSION)
            .text(2, "simloss")
            .text(3, Release.current())
            .message(7, graph.text(2, "encoder"))
            .message(8, new ProtoMessage().text(1, "").number(2, OPSET));
    metadata.forEach(
        (key, value) -> model.message(14, new ProtoMessage().text(1, key).text(2, value)));
    return model;
  }
}
