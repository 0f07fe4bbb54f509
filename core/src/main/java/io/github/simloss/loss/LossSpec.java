package io.github.simloss.loss;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.simloss.SimlossException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A loss as a user writes it: a name and options. In JSON {@code {"name": "soft-label",
 * "neighbours": 5, "reduction": "token-mean"}}. What is left out has its default; an option the
 * loss does not know is an error. Immutable.
 *
 * @since 0.1.0
 */
public final class LossSpec {
  private final String name;
  private final Map<String, Object> options;

  /**
   * A loss with options.
   *
   * @param name the loss's name
   * @param options numbers, booleans or texts by name
   */
  public LossSpec(String name, Map<String, ?> options) {
    this.name = name;
    this.options = Collections.unmodifiableMap(new TreeMap<>(options));
  }

  /** A loss with nothing but defaults. */
  public static LossSpec of(String name) {
    return new LossSpec(name, Map.of());
  }

  /**
   * The form in files.
   *
   * @param fields {@code name} and the options beside it
   * @throws SimlossException if there is no name
   */
  @JsonCreator
  public static LossSpec fromJson(Map<String, Object> fields) {
    Map<String, Object> options = new TreeMap<>(fields);
    if (!(options.remove("name") instanceof String name)) {
      throw new SimlossException("a loss needs a \"name\", for instance \"soft-label\"");
    }
    return new LossSpec(name, options);
  }

  /** The same with one option set, or left out if the value is null. */
  public LossSpec with(String option, Object value) {
    Map<String, Object> changed = new TreeMap<>(options);
    if (value == null) {
      changed.remove(option);
    } else {
      changed.put(option, value);
    }
    return new LossSpec(name, changed);
  }

  /** The loss's name. */
  @JsonProperty("name")
  public String name() {
    return name;
  }

  /** The options that were set, by name. */
  @JsonAnyGetter
  public Map<String, Object> options() {
    return options;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LossSpec that && name.equals(that.name) && options.equals(that.options);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + options.hashCode();
  }

  @Override
  public String toString() {
    return name + options;
  }
}
