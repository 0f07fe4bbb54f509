package io.github.simloss.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.simloss.SimlossException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * JSON as this project reads and writes it: strict, bounded, and the same bytes for the same
 * values.
 */
public final class Json {
  /** No file of ours is larger; one that is, is not ours. */
  private static final int LARGEST_DOCUMENT = 64 << 20;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(100)
                          .maxStringLength(1 << 20)
                          .maxNameLength(10_000)
                          .maxDocumentLength(LARGEST_DOCUMENT)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private static final ObjectWriter PRETTY =
      MAPPER.writer(
          new DefaultPrettyPrinter()
              .withObjectIndenter(new DefaultIndenter("  ", "\n"))
              .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private Json() {}

  /** Reads a value from a file. */
  public static <T> T read(Path file, Class<T> type) {
    return parse(content(file), type, file.toString());
  }

  /** Reads a file as a tree. */
  public static JsonNode readTree(Path file) {
    return parse(content(file), JsonNode.class, file.toString());
  }

  /**
   * Reads a value from a text.
   *
   * @param name what to call the text in errors
   */
  public static <T> T parse(String text, Class<T> type, String name) {
    try {
      T value = MAPPER.readValue(text, type);
      if (value == null) {
        throw new SimlossException(name + " holds nothing but null");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw bad(name, e);
    }
  }

  /** Writes a value to a file, readable and whole. */
  public static void write(Path file, Object value) {
    try {
      AtomicFiles.writeString(file, PRETTY.writeValueAsString(value) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a value cannot be written as JSON", e);
    }
  }

  /** A value on one line, without a line end. */
  public static String line(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a value cannot be written as JSON", e);
    }
  }

  private static String content(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new SimlossException("there is no file " + file);
      }
      if (Files.size(file) > LARGEST_DOCUMENT) {
        throw new SimlossException(file + " is larger than 64 MiB; it is no configuration");
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new SimlossException("cannot read " + file + " as UTF-8 text: " + e.getMessage(), e);
    }
  }

  private static SimlossException bad(String name, JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String where = at == null ? "" : ": line " + at.getLineNr() + " column " + at.getColumnNr();
    String problem = e.getOriginalMessage();
    if (e instanceof UnrecognizedPropertyException unknown) {
      problem =
          "unknown field '"
              + unknown.getPropertyName()
              + "'; known are "
              + unknown.getKnownPropertyIds();
    } else if (e.getCause() instanceof SimlossException cause) {
      problem = cause.getMessage();
    } else if (e.getCause() instanceof IllegalArgumentException cause) {
      problem = cause.getMessage();
    } else if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      problem =
          "the value of '"
              + mapping.getPath().get(mapping.getPath().size() - 1).getFieldName()
              + "' does not fit: "
              + problem;
    }
    return new SimlossException(name + where + ": " + problem, e);
  }
}
