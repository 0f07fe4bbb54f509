package io.github.simloss.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.simloss.io.Messages;

/**
 * How a decoder spells a sentence.
 *
 * @since 0.2.0
 */
public enum DecoderKind {
  /** Word by word, by an LSTM that the code starts. */
  LSTM("lstm"),

  /** All words at once and without order, by one softmax a sentence. */
  BAG("bag");

  private final String label;

  DecoderKind(String label) {
    this.label = label;
  }

  /** The name in options and files. */
  @JsonValue
  public String label() {
    return label;
  }

  /**
   * The decoder of a name.
   *
   * @throws IllegalArgumentException for another name, with those that exist
   */
  @JsonCreator
  public static DecoderKind of(String label) {
    for (DecoderKind kind : values()) {
      if (kind.label.equals(label)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "unknown decoder " + Messages.quote(String.valueOf(label)) + ": use lstm or bag");
  }
}
