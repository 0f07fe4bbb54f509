package io.github.simloss.tensor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.simloss.SimlossException;
import io.github.simloss.io.Messages;
import io.github.simloss.io.Utf8;
import io.github.simloss.io.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The header of a safetensors file, checked: what is in it fits the file, and every byte of data
 * belongs to exactly one tensor.
 *
 * @param metadata the texts of {@code __metadata__}
 * @param entries the tensors in the order of their data
 */
record SafetensorsHeader(Map<String, String> metadata, List<Entry> entries) {
  static final String METADATA = "__metadata__";
  private static final int MAX_RANK = 32;

  /**
   * A tensor's place.
   *
   * @param name its name
   * @param type its numbers
   * @param shape its sizes
   * @param begin its first byte in the data
   * @param end after its last byte
   */
  record Entry(String name, DataType type, long[] shape, long begin, long end) {
    int count() {
      return (int) ((end - begin) / type.bytes());
    }
  }

  /**
   * Reads and checks a header.
   *
   * @param json the header's text
   * @param source the file's name
   * @param dataBytes how many bytes of data the file has
   * @throws SimlossException naming the file and the tensor
   */
  static SafetensorsHeader parse(String json, String source, long dataBytes) {
    if (!json.startsWith("{")) {
      throw new SimlossException(source + ": not a safetensors file: its header is no JSON object");
    }
    try (JsonParser parser = Json.parser(json)) {
      SafetensorsHeader header = new Reader(parser, source).header();
      return new SafetensorsHeader(header.metadata, inOrder(header.entries, source, dataBytes));
    } catch (JsonProcessingException e) {
      throw Json.failure(source + ": header", e);
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot fail to be read", e);
    }
  }

  /** Sorts by place and checks that there is neither overlap nor hole. */
  private static List<Entry> inOrder(List<Entry> entries, String source, long dataBytes) {
    List<Entry> sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    long at = 0;
    for (Entry entry : sorted) {
      String problem = null;
      if (entry.end > dataBytes) {
        problem =
            "ends at byte "
                + entry.end
                + " of "
                + dataBytes
                + " bytes of data; the file is cut off";
      } else if (entry.begin < at) {
        problem = "overlaps the tensor before it, at byte " + entry.begin;
      } else if (entry.begin > at) {
        problem = "begins at byte " + entry.begin + ", leaving a hole from byte " + at;
      }
      if (problem != null) {
        throw new SimlossException(
            source + ": tensor " + Messages.quote(entry.name) + " " + problem);
      }
      at = entry.end;
    }
    if (at != dataBytes) {
      throw new SimlossException(
          source + ": " + (dataBytes - at) + " bytes at the end belong to no tensor");
    }
    return sorted;
  }

  /** Goes through the header token by token, so that memory stays in proportion to the file. */
  private record Reader(JsonParser parser, String source) {
    SafetensorsHeader header() throws IOException {
      Map<String, String> metadata = new LinkedHashMap<>();
      List<Entry> entries = new ArrayList<>();
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (name.equals(METADATA)) {
          metadata(metadata);
        } else if (!Utf8.canEncode(name)) {
          throw refuse(name, "has half of a surrogate pair in its name");
        } else {
          entries.add(entry(name));
        }
      }
      if (parser.nextToken() != null) {
        throw new SimlossException(source + ": something follows the JSON object of the header");
      }
      return new SafetensorsHeader(metadata, entries);
    }

    private void metadata(Map<String, String> metadata) throws IOException {
      expect(JsonToken.START_OBJECT, METADATA, "must be an object");
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        expect(JsonToken.VALUE_STRING, METADATA, "must hold texts only");
        metadata.put(key, parser.getText());
      }
    }

    private Entry entry(String name) throws IOException {
      expect(JsonToken.START_OBJECT, name, "must be an object");
      DataType type = null;
      long[] shape = null;
      long[] offsets = null;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        switch (field) {
          case "dtype" -> type = type(name);
          case "shape" -> shape = numbers(name, field);
          case "data_offsets" -> offsets = numbers(name, field);
          default -> throw refuse(name, "has the unknown field " + Messages.quote(field));
        }
      }
      if (type == null || shape == null || offsets == null) {
        throw refuse(name, "needs dtype, shape and data_offsets");
      }
      if (offsets.length != 2 || offsets[0] > offsets[1]) {
        throw refuse(name, "has no valid data_offsets: " + Arrays.toString(offsets));
      }
      checkSize(name, type, shape, offsets[1] - offsets[0]);
      return new Entry(name, type, shape, offsets[0], offsets[1]);
    }

    private DataType type(String name) throws IOException {
      expect(JsonToken.VALUE_STRING, name, "has a dtype that is no text");
      String dtype = parser.getText();
      for (DataType type : DataType.values()) {
        if (type.name().equals(dtype)) {
          return type;
        }
      }
      throw refuse(
          name, "holds " + Messages.quote(dtype) + "; only F32, F64, F16 and BF16 can be read");
    }

    private long[] numbers(String name, String field) throws IOException {
      expect(JsonToken.START_ARRAY, name, "has a " + field + " that is no list");
      long[] numbers = new long[MAX_RANK];
      int count = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (count == MAX_RANK) {
          throw refuse(name, "has a " + field + " of more than " + MAX_RANK + " numbers");
        }
        // The type first: it tells a number beyond 64 bits from one that fits.
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
            || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
            || parser.getLongValue() < 0) {
          throw refuse(
              name,
              "has "
                  + Messages.quote(parser.getText())
                  + " in its "
                  + field
                  + "; only whole numbers from 0 to 2^63 - 1 can be there");
        }
        numbers[count++] = parser.getLongValue();
      }
      return Arrays.copyOf(numbers, count);
    }

    private void checkSize(String name, DataType type, long[] shape, long bytes) {
      long expected = type.bytes();
      try {
        for (long size : shape) {
          expected = Math.multiplyExact(expected, size);
        }
      } catch (ArithmeticException e) {
        throw refuse(name, "has a shape too large for any file: " + Arrays.toString(shape));
      }
      if (expected != bytes) {
        throw refuse(
            name,
            String.format(
                Locale.ROOT,
                "is %s of %s, %d bytes, but its data_offsets span %d",
                Arrays.toString(shape),
                type,
                expected,
                bytes));
      }
      if (expected / type.bytes() > Integer.MAX_VALUE - 8) {
        throw refuse(name, "holds 2^31 values or more, too many for an array of the JVM");
      }
    }

    private void expect(JsonToken token, String name, String problem) throws IOException {
      if (parser.nextToken() != token) {
        throw refuse(name, problem);
      }
    }

    private SimlossException refuse(String name, String problem) {
      return new SimlossException(source + ": tensor " + Messages.quote(name) + " " + problem);
    }
  }
}
