package io.github.simloss.cli.adversary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.simloss.io.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Every value of a JSON file left out, given twice, or replaced by every kind of nonsense. */
final class JsonVariants {
  private static final String MARK = "@@";

  /** As they stand in JSON. */
  private static final List<String> NONSENSE =
      List.of(
          // Nothing, numbers in and out of every range, numbers that are none.
          "null",
          "0",
          "-1",
          "1",
          "2",
          "7",
          "65536",
          "2147483647",
          "-2147483648",
          "2147483648",
          "9223372036854775807",
          "-9223372036854775808",
          "9223372036854775808",
          "-0.0",
          "0.5",
          "1e-320",
          "1e300",
          "-1e300",
          "1e999",
          "9".repeat(400),
          "-" + "9".repeat(400),
          "NaN",
          "Infinity",
          "01",
          "0x10",
          "+1",
          // Truth, lists, objects, deep ones.
          "true",
          "false",
          "[]",
          "[null]",
          "[\"x\", 1]",
          "[[]]",
          "{}",
          "{\"x\": null}",
          "{\"\": 1}",
          "[".repeat(900) + "]".repeat(900),
          "[".repeat(5000),
          "{\"a\":".repeat(900) + "1" + "}".repeat(900),
          // Texts: empty, controls, direction, halves of pairs, numbers, long ones.
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"a\\u0000b\"",
          "\"\\u001b[31m\"",
          "\"\\u202e\"",
          "\"\\ud800\"",
          "\"\\ud83d\\ude00\"",
          "\"a\\nb\"",
          "\"\\\"\"",
          "\"-1\"",
          "\"1\"",
          "\"1e999\"",
          "\"NaN\"",
          "\"true\"",
          "\"" + "x".repeat(5000) + "\"",
          "\"%s%n\"",
          "\"${env:HOME}\"",
          "\"<script>alert(1)</script>\"",
          // Texts that are paths.
          "\"..\"",
          "\"../..\"",
          "\"/\"",
          "\"/dev/zero\"",
          "\"~\"",
          "\"CON\"",
          "\"a/b\"",
          "\"C:\\\\x\"",
          "\"file:///etc/hostname\"",
          "\"model.safetensors\"",
          // What is no JSON.
          "",
          "[",
          "{",
          "'x'",
          "nul",
          "\"x",
          "/* x */ 1",
          "\u00e9");

  private JsonVariants() {}

  /**
   * A file with something changed.
   *
   * @param file its path in the run
   * @param what was changed, and to what
   * @param text all of it
   */
  record Variant(String file, String what, String text) {
    @Override
    public String toString() {
      return file + " with " + (what.length() > 200 ? what.substring(0, 200) + "..." : what);
    }
  }

  /**
   * All variants of a file.
   *
   * @param folder of the run
   * @param file in it; of one that holds an object a line, the first line
   */
  static List<Variant> of(Path folder, String file) throws IOException {
    String text = Files.readString(folder.resolve(file));
    JsonNode tree =
        Json.parse(
            file.endsWith("jsonl") ? text.lines().findFirst().orElseThrow() : text,
            file,
            JsonNode.class);
    List<Variant> all = new ArrayList<>();
    for (String pointer : pointers(tree, "")) {
      if (!pointer.isEmpty()) {
        all.add(new Variant(file, pointer + " left out", without(tree, pointer)));
      }
      String marked = marked(tree, pointer);
      for (String value : NONSENSE) {
        all.add(new Variant(file, pointer + " = " + value, marked.replace(MARK, value)));
      }
      String name = pointer.substring(pointer.lastIndexOf('/') + 1);
      if (marked.contains("\"" + name + "\":" + MARK)) {
        for (String value : List.of("null", "1", "{}")) {
          String twice = value + ",\"" + name + "\":" + value;
          all.add(new Variant(file, pointer + " twice, " + value, marked.replace(MARK, twice)));
        }
      }
    }
    String line = Json.toLine(tree);
    for (int i = 0; i < 40; i++) {
      int length = line.length() * i / 40;
      all.add(new Variant(file, "its first " + length + " bytes", line.substring(0, length)));
    }
    for (String after : List.of(line, "x", "\0", "\n\n{}", "]")) {
      all.add(new Variant(file, after + " after it", line + after));
    }
    all.add(new Variant(file, "a byte order mark", "\ufeff" + line));
    all.add(
        new Variant(
            file,
            "bytes that are no UTF-8",
            new String(line.getBytes(StandardCharsets.UTF_16), StandardCharsets.ISO_8859_1)));
    return all;
  }

  private static List<String> pointers(JsonNode node, String at) {
    List<String> all = new ArrayList<>();
    all.add(at);
    if (node.isObject()) {
      node.properties().forEach(e -> all.addAll(pointers(e.getValue(), at + "/" + e.getKey())));
    }
    for (int i = 0; node.isArray() && i < Math.min(2, node.size()); i++) {
      all.addAll(pointers(node.get(i), at + "/" + i));
    }
    return all;
  }

  /** The tree as a line in which a mark stands for a value. */
  private static String marked(JsonNode tree, String pointer) {
    if (pointer.isEmpty()) {
      return MARK;
    }
    JsonNode copy = tree.deepCopy();
    JsonNode parent = parent(copy, pointer);
    String name = pointer.substring(pointer.lastIndexOf('/') + 1);
    if (parent instanceof ArrayNode array) {
      array.set(Integer.parseInt(name), MARK);
    } else {
      ((ObjectNode) parent).put(name, MARK);
    }
    return Json.toLine(copy).replace("\"" + MARK + "\"", MARK);
  }

  private static String without(JsonNode tree, String pointer) {
    JsonNode copy = tree.deepCopy();
    JsonNode parent = parent(copy, pointer);
    String name = pointer.substring(pointer.lastIndexOf('/') + 1);
    if (parent instanceof ArrayNode array) {
      array.remove(Integer.parseInt(name));
    } else {
      ((ObjectNode) parent).remove(name);
    }
    return Json.toLine(copy);
  }

  private static JsonNode parent(JsonNode tree, String pointer) {
    return tree.at(pointer.substring(0, pointer.lastIndexOf('/')));
  }
}
