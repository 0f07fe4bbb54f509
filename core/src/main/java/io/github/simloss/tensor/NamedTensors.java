package io.github.simloss.tensor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Tensors by name, in the order they were put: a model's weights, gradients or moments. Not safe
 * for use by several threads.
 *
 * @since 0.1.0
 */
public final class NamedTensors {
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  /**
   * Adds a tensor.
   *
   * @return this
   * @throws IllegalArgumentException if the name is taken
   */
  public NamedTensors put(String name, Tensor tensor) {
    if (tensors.putIfAbsent(name, tensor) != null) {
      throw new IllegalArgumentException("two tensors are named '" + name + "'");
    }
    return this;
  }

  /**
   * The tensor of a name.
   *
   * @throws IllegalArgumentException if there is none, naming those there are
   */
  public Tensor get(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "no tensor is named '" + name + "'; there are " + String.join(", ", names()));
    }
    return tensor;
  }

  /** Whether there is a tensor of this name. */
  public boolean contains(String name) {
    return tensors.containsKey(name);
  }

  /** The names, in the order they were put. */
  public Set<String> names() {
    return Collections.unmodifiableSet(tensors.keySet());
  }

  /** Names and tensors, in the order they were put. */
  public Map<String, Tensor> asMap() {
    return Collections.unmodifiableMap(tensors);
  }
}
