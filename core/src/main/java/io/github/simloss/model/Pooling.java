package io.github.simloss.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.simloss.io.Messages;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * How the outputs of an encoder's top layer become one vector, over a sentence's real positions.
 *
 * @since 0.2.0
 */
public enum Pooling {
  /** The final state of each direction, the forward one first. */
  LAST("last"),

  /** The mean. */
  MEAN("mean"),

  /** The largest value of each column; its gradient goes to the first position that has it. */
  MAX("max"),

  /** {@link #MAX}, then {@link #MEAN}. */
  MAX_MEAN("max-mean");

  private final String label;

  Pooling(String label) {
    this.label = label;
  }

  /** The name in options and files. */
  @JsonValue
  public String label() {
    return label;
  }

  /** Whether positions are averaged. */
  public boolean hasMean() {
    return this == MEAN || this == MAX_MEAN;
  }

  /** Whether the largest values are taken. */
  public boolean hasMax() {
    return this == MAX || this == MAX_MEAN;
  }

  /**
   * The pooling of a name.
   *
   * @throws IllegalArgumentException for another name, with those that exist
   */
  @JsonCreator
  public static Pooling of(String label) {
    return Arrays.stream(values())
        .filter(pooling -> pooling.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown pooling "
                        + Messages.quote(String.valueOf(label))
                        + ": use one of "
                        + Arrays.stream(values())
                            .map(Pooling::label)
                            .collect(Collectors.joining(", "))));
  }
}
