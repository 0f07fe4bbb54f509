package io.github.simloss.dl4j;

import io.github.simloss.dl4j.internal.layer.LossForm;
import java.io.InvalidObjectException;
import java.io.Serializable;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** A {@link SimilarityLoss} in Java's serialization: its JSON, checked when it is read. */
final class SerializedLoss implements Serializable {
  private static final long serialVersionUID = 1;

  private final String json;

  SerializedLoss(LossForm form) {
    try {
      json = new ObjectMapper().writeValueAsString(form);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a loss cannot be written as JSON", e);
    }
  }

  private Object readResolve() throws InvalidObjectException {
    try {
      return SimilarityLoss.of(new ObjectMapper().readValue(json, LossForm.class));
    } catch (JsonProcessingException e) {
      InvalidObjectException invalid = new InvalidObjectException("the loss is not valid JSON");
      invalid.initCause(e);
      throw invalid;
    }
  }
}
