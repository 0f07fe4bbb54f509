package io.github.simloss.evaluate.sets;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.simloss.SimlossException;
import io.github.simloss.io.Messages;
import io.github.simloss.io.json.Json;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads a file that names several sets: one JSON object of objects, {@code {"mr": {"train":
 * "mr.tsv.gz", "label": 1, "sentence": 2}, ...}}. Paths are relative to the file.
 *
 * @since 0.2.0
 */
public final class SetFile {
  private static final Set<String> FILES = Set.of("train", "dev", "test");

  private SetFile() {}

  /**
   * The sets of a file, in its order.
   *
   * @throws SimlossException naming the file and the set
   */
  public static List<SetDefinition> read(Path file) {
    JsonNode tree = Json.read(file, JsonNode.class);
    if (!tree.isObject() || tree.isEmpty()) {
      throw new SimlossException(
          file + " must hold one JSON object of sets, {\"NAME\": {\"train\": \"FILE\", ...}, ...}");
    }
    List<SetDefinition> sets = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : tree.properties()) {
      String where = file + ": " + Messages.quote(field.getKey());
      if (field.getKey().isBlank()) {
        throw new SimlossException(where + " is no name of a set");
      }
      try {
        sets.add(SetDefinition.of(field.getKey(), settings(file, field.getValue())));
      } catch (SimlossException e) {
        throw new SimlossException(where + ": " + e.getMessage(), e);
      }
    }
    return sets;
  }

  private static Map<String, String> settings(Path file, JsonNode set) {
    if (!set.isObject()) {
      throw new SimlossException("it must be a JSON object");
    }
    Map<String, String> settings = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : set.properties()) {
      String key = field.getKey();
      JsonNode value = field.getValue();
      if (!FILES.contains(key) && !SetDefinition.SETTINGS.contains(key)) {
        throw new SimlossException(
            Messages.quote(key)
                + " is none of train, dev, test, "
                + String.join(", ", SetDefinition.SETTINGS));
      }
      if (!value.isValueNode() || value.isNull()) {
        throw new SimlossException(key + " must be a text, a number, true or false");
      }
      settings.put(key, FILES.contains(key) ? beside(file, value.asText()) : value.asText());
    }
    return settings;
  }

  private static String beside(Path file, String path) {
    try {
      return path.isBlank() ? path : file.resolveSibling(path).toString();
    } catch (InvalidPathException e) {
      throw new SimlossException(Messages.quote(path) + " is no path of a file", e);
    }
  }
}
