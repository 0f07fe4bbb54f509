package io.github.simloss.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.simloss.io.Messages;

/**
 * How a decoder's vector k of K values becomes V logits.
 *
 * @since 0.2.0
 */
public enum OutputLayer {
  /** A linear map of its own: z = W k + b, W of V x K. */
  FREE("free"),

  /**
   * By the frozen unit word vectors u: z_i = s cos(A k + a, u_i) + b_i, A of d x K, s one number.
   */
  TIED("tied");

  private final String label;

  OutputLayer(String label) {
    this.label = label;
  }

  /** The name in options and files. */
  @JsonValue
  public String label() {
    return label;
  }

  /**
   * The output layer of a name.
   *
   * @throws IllegalArgumentException for another name, with those that exist
   */
  @JsonCreator
  public static OutputLayer of(String label) {
    for (OutputLayer layer : values()) {
      if (layer.label.equals(label)) {
        return layer;
      }
    }
    throw new IllegalArgumentException(
        "unknown output layer " + Messages.quote(String.valueOf(label)) + ": use free or tied");
  }
}
