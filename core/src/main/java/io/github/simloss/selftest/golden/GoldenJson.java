package io.github.simloss.selftest.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.simloss.SimlossException;
import io.github.simloss.io.InputFiles;
import io.github.simloss.io.Messages;
import io.github.simloss.io.Utf8;
import io.github.simloss.io.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A place in a golden file. The file is external input: whatever is missing, of another kind or out
 * of range is a {@link SimlossException} that names the file and the field.
 */
final class GoldenJson {
  /** Larger than any golden file by far; what is larger still is something else. */
  private static final int MAX_BYTES = 64 << 20;

  private final String file;
  private final String path;
  private final JsonNode node;

  private GoldenJson(String file, String path, JsonNode node) {
    this.file = file;
    this.path = path;
    this.node = node;
  }

  static GoldenJson read(Path file) {
    String name = Messages.oneLine(file);
    try (InputStream in = InputFiles.open(file)) {
      return parse(name, in);
    } catch (NoSuchFileException e) {
      throw new SimlossException("there is no golden file " + name, e);
    } catch (IOException e) {
      throw new SimlossException(
          "cannot read golden file " + name + ": " + Messages.oneLine(e.getMessage()), e);
    }
  }

  static GoldenJson resource(String name) {
    try (InputStream in = GoldenJson.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new SimlossException("there is no golden file " + name + " on the class path");
      }
      return parse(name, in);
    } catch (IOException e) {
      throw new SimlossException("cannot read golden file " + name + ": " + e.getMessage(), e);
    }
  }

  private static GoldenJson parse(String name, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new SimlossException(
          "golden file " + name + " is larger than 64 MiB; it is not a golden file");
    }
    String text;
    try {
      text = Utf8.decode(bytes);
    } catch (CharacterCodingException e) {
      throw new SimlossException("golden file " + name + " is not valid UTF-8", e);
    }
    JsonNode root = Json.parse(text, "golden file " + name, JsonNode.class);
    if (!root.isObject()) {
      throw new SimlossException("golden file " + name + " holds no JSON object");
    }
    return new GoldenJson(name, "", root);
  }

  GoldenJson child(String name) {
    JsonNode child = node.get(name);
    if (child == null || child.isNull()) {
      throw bad(path + name, "missing");
    }
    return new GoldenJson(file, path + name + ".", child);
  }

  List<GoldenJson> children(String name) {
    JsonNode array = child(name).node;
    if (!array.isArray() || array.isEmpty()) {
      throw bad(path + name, "not an array of at least one");
    }
    List<GoldenJson> children = new ArrayList<>();
    for (JsonNode element : array) {
      children.add(new GoldenJson(file, path + name + "[" + children.size() + "].", element));
    }
    return children;
  }

  String text(String name) {
    JsonNode value = child(name).node;
    if (!value.isTextual()) {
      throw bad(path + name, "not a text");
    }
    return value.textValue();
  }

  boolean flag(String name) {
    JsonNode value = child(name).node;
    if (!value.isBoolean()) {
      throw bad(path + name, "not true or false");
    }
    return value.booleanValue();
  }

  double number(String name) {
    JsonNode value = child(name).node;
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw bad(path + name, "not a number");
    }
    return value.doubleValue();
  }

  int integer(String name, int low, int high) {
    JsonNode value = child(name).node;
    if (!value.canConvertToInt()
        || !value.isIntegralNumber()
        || value.intValue() < low
        || value.intValue() > high) {
      throw bad(path + name, "not a whole number from " + low + " to " + high);
    }
    return value.intValue();
  }

  /** A whole number of a field that may hold {@code null}, which is 0. */
  int integerOrNull(String name, int low, int high) {
    JsonNode value = node.get(name);
    return value != null && value.isNull() ? 0 : integer(name, low, high);
  }

  /** Checks that a field holds these whole numbers, the sizes of something else. */
  void requireShape(String name, long... shape) {
    JsonNode array = array(name, shape.length);
    for (int i = 0; i < shape.length; i++) {
      JsonNode size = array.get(i);
      if (!size.isIntegralNumber() || !size.canConvertToLong() || size.longValue() != shape[i]) {
        throw bad(path + name, "not the shape " + Arrays.toString(shape));
      }
    }
  }

  /** Checks that this place has these fields and no other. */
  void requireFields(Set<String> names) {
    names.forEach(this::child);
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!names.contains(name)) {
                throw bad(path + Messages.oneLine(name), "not a field of this model");
              }
            });
  }

  /** Numbers, as many as {@code length}; any number if it is -1. */
  double[] numbers(String name, long length) {
    JsonNode array = array(name, length);
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      JsonNode value = array.get(i);
      if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
        throw bad(path + name + "[" + i + "]", "not a number");
      }
      values[i] = value.doubleValue();
    }
    return values;
  }

  /** Ids in [0, limit), as many as {@code length}; any number if it is -1. */
  int[] ids(String name, long length, int limit) {
    return ids(path + name, array(name, length), limit);
  }

  /**
   * Rows of ids in [0, limit).
   *
   * @param name the field
   * @param count how many rows
   * @param longest how many ids a row may hold; it holds at least one
   * @param limit of the ids
   */
  int[][] rows(String name, int count, int longest, int limit) {
    JsonNode array = array(name, count);
    int[][] rows = new int[count][];
    for (int b = 0; b < count; b++) {
      JsonNode row = array.get(b);
      String field = path + name + "[" + b + "]";
      if (!row.isArray() || row.isEmpty() || row.size() > longest) {
        throw bad(field, "not an array of 1 to " + longest + " ids");
      }
      rows[b] = ids(field, row, limit);
    }
    return rows;
  }

  private int[] ids(String field, JsonNode array, int limit) {
    int[] values = new int[array.size()];
    for (int i = 0; i < values.length; i++) {
      JsonNode value = array.get(i);
      if (!value.canConvertToInt()
          || !value.isIntegralNumber()
          || value.intValue() < 0
          || value.intValue() >= limit) {
        throw bad(field + "[" + i + "]", "not an id in [0, " + limit + ")");
      }
      values[i] = value.intValue();
    }
    return values;
  }

  private JsonNode array(String name, long length) {
    JsonNode array = child(name).node;
    if (!array.isArray()) {
      throw bad(path + name, "not an array");
    }
    if (length >= 0 && array.size() != length) {
      throw bad(path + name, "an array of " + array.size() + " where " + length + " are needed");
    }
    return array;
  }

  /** The file is not what it should be at a field of this place. */
  SimlossException badField(String name, String why) {
    return bad(path + name, why);
  }

  /** The file is not what it should be at a field, named from the file's root. */
  SimlossException bad(String field, String why) {
    return new SimlossException("golden file " + file + ": " + field + " is " + why);
  }
}
