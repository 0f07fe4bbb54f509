package io.github.simloss.io.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.simloss.SimlossException;
import io.github.simloss.io.AtomicFiles;
import io.github.simloss.io.FiniteNumbers;
import io.github.simloss.io.InputFiles;
import io.github.simloss.io.Messages;
import io.github.simloss.io.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * JSON, read strictly and written the same every time.
 *
 * <p>Reading: UTF-8, no field twice, none that is unknown, none missing or null unless its
 * declaration says {@code @Nullable} (in packages that are {@code @NullMarked}), no text for a
 * number or the other way round, no number beyond a double, nothing after the value; at most
 * {@value #MAX_LENGTH} bytes and {@value #MAX_DEPTH} levels. What is refused is a {@link
 * SimlossException} of one line: {@code config.json:3:14: unknown field 'hiden'; known are ...}.
 *
 * <p>Writing: records in the order of their components, maps by key, {@code \n} as line end, no NaN
 * or infinity.
 *
 * @since 0.1.0
 */
public final class Json {
  /** The longest text that is read, in bytes. */
  public static final int MAX_LENGTH = 100_000_000;

  /** The deepest nesting that is read. */
  public static final int MAX_DEPTH = 100;

  private static final int MAX_STRING = 10_000_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(MAX_LENGTH)
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_STRING)
                  .maxNumberLength(100)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // Names come from files: caching them for the life of the process would be a leak.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .addDecorator(new FiniteNumbers())
          .build();

  private static final JsonMapper MAPPER =
      JsonMapper.builder(FACTORY)
          .addModule(new StrictNumbers())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(MapperFeature.BLOCK_UNSAFE_POLYMORPHIC_BASE_TYPES)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private static final PrettyPrinter PRETTY =
      new DefaultPrettyPrinter(
              PrettyPrinter.DEFAULT_SEPARATORS.withObjectFieldValueSpacing(
                  Separators.Spacing.AFTER))
          .withObjectIndenter(new DefaultIndenter("  ", "\n"));

  private Json() {}

  /**
   * Reads a file.
   *
   * @param file a JSON text
   * @param type a record, {@link JsonNode} or another type that Jackson knows
   * @return never {@code null}
   * @throws SimlossException if the file cannot be read or is not what the type needs
   */
  public static <T> T read(Path file, Class<T> type) {
    if (Files.isDirectory(file)) {
      throw Messages.isDirectory(file);
    }
    byte[] bytes;
    try (InputStream in = InputFiles.openOnce(file)) {
      bytes = in.readNBytes(MAX_LENGTH + 1);
    } catch (IOException e) {
      throw Messages.reading(file, e);
    }
    String source = Messages.oneLine(file);
    if (bytes.length > MAX_LENGTH) {
      throw new SimlossException(
          source + ": larger than " + MAX_LENGTH + " bytes; is this the right JSON file?");
    }
    return parse(decode(bytes, source), source, type);
  }

  /**
   * Reads a text.
   *
   * @param json one JSON value
   * @param source what messages call it, for instance {@code history.jsonl:12}
   * @param type as in {@link #read}
   */
  public static <T> T parse(String json, String source, Class<T> type) {
    T value;
    try {
      value = MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw JsonFailures.of(source, e);
    }
    if (value == null) {
      throw new SimlossException(source + ": holds null where a value is needed");
    }
    String missing = CompleteRecords.missing(value);
    if (missing != null) {
      throw new SimlossException(
          source
              + ": field "
              + Messages.quote(missing)
              + " is missing or null; take the file from where it was made again");
    }
    return value;
  }

  /** Writes a file, indented, atomically. */
  public static void write(Path file, Object value) {
    AtomicFiles.writeString(file, toPretty(value));
  }

  /** The JSON of a value on one line, without a line end. */
  public static String toLine(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw unwritable(e);
    }
  }

  /** The JSON of a value, indented by two, with a line end. */
  public static String toPretty(Object value) {
    try {
      return MAPPER.writer(PRETTY).writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw unwritable(e);
    }
  }

  /** A value as a tree, to be taken apart or added to. */
  public static JsonNode toTree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** A parser with the same limits, for what is read token by token. */
  public static JsonParser parser(String json) throws IOException {
    return FACTORY.createParser(json);
  }

  /** What a parser of {@link #parser} threw, as one line. */
  public static SimlossException failure(String source, JsonProcessingException e) {
    return JsonFailures.of(source, e);
  }

  private static String decode(byte[] bytes, String source) {
    try {
      String text = Utf8.decode(bytes);
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new SimlossException(source + ": not valid UTF-8; save it as UTF-8", e);
    }
  }

  /** What {@link FiniteNumbers} refused comes wrapped; all else is a type Jackson cannot write. */
  private static RuntimeException unwritable(JsonProcessingException e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof SimlossException refused) {
        return refused;
      }
    }
    return new IllegalArgumentException("this value cannot be written as JSON", e);
  }
}
