package io.github.simloss.io.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.github.simloss.SimlossException;
import io.github.simloss.io.Messages;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in one line, in the words of the file and not of Java, why a JSON text was refused. */
final class JsonFailures {
  private JsonFailures() {}

  /**
   * @param source what holds the text
   * @param e what Jackson threw
   */
  static SimlossException of(String source, JsonProcessingException e) {
    if (e instanceof InvalidDefinitionException) {
      throw new IllegalArgumentException("this type cannot be read from or written as JSON", e);
    }
    StringBuilder message = new StringBuilder(source);
    JsonLocation at = e.getLocation();
    if (at != null && at.getLineNr() > 0) {
      message.append(':').append(at.getLineNr()).append(':').append(at.getColumnNr());
    }
    message.append(": ").append(what(e));
    return new SimlossException(message.toString(), e);
  }

  private static String what(JsonProcessingException e) {
    if (e instanceof PropertyBindingException unknown) {
      Collection<Object> known = unknown.getKnownPropertyIds();
      return "unknown field "
          + Messages.quote(path(unknown))
          + (known == null || known.isEmpty()
              ? ""
              : "; known are "
                  + known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", ")));
    }
    if (e instanceof ValueInstantiationException refused) {
      Throwable cause = refused.getCause();
      String why = refusal(cause);
      return (refused.getPath().isEmpty() ? "" : "field " + Messages.quote(path(refused)) + ": ")
          + Messages.oneLine(why);
    }
    if (e instanceof MismatchedInputException mismatch) {
      return mismatch(mismatch);
    }
    if (e instanceof JsonEOFException) {
      return "the JSON ends too early; the file may be cut off";
    }
    if (e instanceof StreamConstraintsException) {
      // The limit's getter in Java is of no use to a reader of the message.
      return "beyond the limits of a JSON file: "
          + Messages.oneLine(e.getOriginalMessage().replaceAll("[, ]*from `[^`]*`", ""));
    }
    String where =
        e instanceof JsonMappingException m ? "field " + Messages.quote(path(m)) + ": " : "";
    return where + "not valid JSON: " + Messages.oneLine(e.getOriginalMessage());
  }

  /**
   * What a constructor says of its arguments; what it stumbles over is a part that is not there.
   */
  private static String refusal(@Nullable Throwable cause) {
    boolean spoken = cause instanceof SimlossException || cause instanceof IllegalArgumentException;
    if (cause != null && spoken && cause.getMessage() != null) {
      return cause.getMessage();
    }
    return cause instanceof NullPointerException ? "a part of it is missing or null" : "is refused";
  }

  private static String mismatch(MismatchedInputException e) {
    String said = String.valueOf(e.getOriginalMessage());
    String subject = e.getPath().isEmpty() ? "the content" : "field " + Messages.quote(path(e));
    if (said.startsWith("Cannot map `null`") || said.startsWith("Missing required")) {
      return subject + " is missing or null";
    }
    if (said.startsWith("Trailing token") || said.startsWith("No content")) {
      return said.startsWith("No") ? "the file is empty" : "something follows the JSON value";
    }
    String value =
        e instanceof InvalidFormatException f ? ", not " + Messages.quote(f.getValue()) : "";
    return subject + " must be " + kind(e.getTargetType()) + value;
  }

  private static String kind(Class<?> type) {
    if (type == null) {
      return "of another type";
    }
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == double.class
        || type == float.class
        || type == Double.class
        || type == Float.class) {
      return "a number";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a whole number in range";
    }
    if (type == String.class) {
      return "a text";
    }
    return type.isArray() || Collection.class.isAssignableFrom(type) ? "a list" : "an object";
  }

  /** As {@code model.layers[2].size}. */
  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() != null) {
        path.append(path.length() == 0 ? "" : ".").append(step.getFieldName());
      } else if (step.getIndex() >= 0) {
        path.append('[').append(step.getIndex()).append(']');
      }
    }
    return path.toString();
  }
}
