package io.github.simloss.io.json;

import static io.github.simloss.io.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.simloss.SimlossException;
import io.github.simloss.io.Utf8;
import io.github.simloss.testing.Fuzz;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  private @TempDir Path folder;

  /** A choice. */
  enum Colour {
    RED,
    GREEN
  }

  /** An inner record that checks itself. */
  record Inner(int size, double rate) {
    Inner {
      if (size > 100) {
        throw new SimlossException("size is " + size + ";\nat most 100");
      }
      if (size < 0) {
        throw new IllegalArgumentException("a negative size");
      }
    }
  }

  /** All kinds of fields. */
  record Outer(
      String name, long count, float part, boolean flag, Colour colour, List<Inner> layers) {}

  /** Numbers of all kinds. */
  record Numbers(double[] doubles, float[] floats, List<Double> boxed, Float single) {}

  private static final Outer VALUE =
      new Outer(
          "caf\u00e9 \ud83d\ude00 \"quoted\"\n",
          Long.MIN_VALUE,
          0.1f,
          true,
          Colour.GREEN,
          List.of(new Inner(1, 1e-300), new Inner(2, -0.5)));

  private static Inner inner(String json) {
    return Json.parse(json, "in.json", Inner.class);
  }

  @Test
  void valuesComeBack() throws IOException {
    assertEquals(VALUE, Json.parse(Json.toLine(VALUE), "x", Outer.class));
    Path file = folder.resolve("value.json");
    Json.write(file, VALUE);
    assertEquals(VALUE, Json.read(file, Outer.class));
    assertEquals(Json.toPretty(VALUE), Files.readString(file));
  }

  @Test
  void writingIsTheSameEveryTime() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("b", List.of(1, 2));
    map.put("a", new Inner(1, 0.5));
    assertEquals("{\"a\":{\"size\":1,\"rate\":0.5},\"b\":[1,2]}", Json.toLine(map));
    String pretty =
        "{\n  \"a\": {\n    \"size\": 1,\n    \"rate\": 0.5\n  },\n  \"b\": [ 1, 2 ]\n}\n";
    assertEquals(pretty, Json.toPretty(map));
  }

  @Test
  void whatIsNotAFiniteNumberIsNotWritten() {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1 / 0.0}) {
      assertRefused(() -> Json.toLine(new Inner(1, bad)), "JSON cannot hold", "rate");
      assertRefused(() -> Json.toPretty(Map.of("x", new double[] {1, bad})), "JSON cannot hold");
      assertRefused(() -> Json.toLine(List.of((float) bad)), "JSON cannot hold");
      assertRefused(() -> Json.toLine(new float[] {(float) bad}), "JSON cannot hold");
      Path file = folder.resolve("none.json");
      assertRefused(() -> Json.write(file, new Inner(1, bad)), "JSON cannot hold");
      assertEquals(false, Files.exists(file));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"size\":1,\"rate\":NaN}",
        "{\"size\":1,\"rate\":Infinity}",
        "{\"size\":1,\"rate\":-Infinity}",
        "{\"size\":1,\"rate\":\"NaN\"}",
        "{\"size\":1,\"rate\":\"Infinity\"}",
        "{\"size\":1,\"rate\":\"-INF\"}",
        "{\"size\":1,\"rate\":\"1\"}",
        "{\"size\":1,\"rate\":1e999}",
        "{\"size\":1,\"rate\":-1e999}",
        "{\"size\":\"1\",\"rate\":1}",
        "{\"size\":1.0,\"rate\":1}",
        "{\"size\":1e0,\"rate\":1}",
        "{\"size\":2147483648,\"rate\":1}",
        "{\"size\":99999999999999999999,\"rate\":1}",
        "{\"size\":true,\"rate\":1}",
        "{\"size\":[1],\"rate\":1}",
        "{\"size\":null,\"rate\":1}",
        "{\"size\":\"\",\"rate\":1}",
        "{\"size\":1,\"rate\":false}",
        "{\"size\":1,\"rate\":{}}",
        "{\"size\":0x1,\"rate\":1}",
        "{\"size\":01,\"rate\":1}",
        "{\"size\":+1,\"rate\":1}",
        "{\"size\":1,\"rate\":.5}",
        "{\"size\":1,\"rate\":5.}",
      })
  void aNumberIsANumber(String json) {
    assertRefused(() -> inner(json), "in.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"doubles\":[1,\"NaN\"]}",
        "{\"doubles\":[1e999]}",
        "{\"doubles\":[null]}",
        "{\"doubles\":[\"1\"]}",
        "{\"doubles\":\"NaN\"}",
        "{\"doubles\":1}",
        "{\"doubles\":\"\"}",
        "{\"doubles\":\"AAAAAAAA8D8=\"}",
        "{\"floats\":[\"NaN\"]}",
        "{\"floats\":[1e39]}",
        "{\"floats\":[true]}",
        "{\"floats\":[[1]]}",
        "{\"boxed\":[\"NaN\"]}",
        "{\"boxed\":[1e999]}",
        "{\"boxed\":[\"\"]}",
        "{\"single\":\"-INF\"}",
        "{\"single\":1e39}",
      })
  void aListOfNumbersHoldsFiniteNumbers(String json) {
    assertRefused(() -> Json.parse(json, "in.json", Numbers.class), "in.json:1:");
  }

  @Test
  void listsOfNumbersComeBack() {
    Numbers numbers =
        Json.parse(
            "{\"doubles\":[1,-2.5e-3,0.1],\"floats\":[],\"boxed\":[0.1],\"single\":0.1}",
            "in.json",
            Numbers.class);
    assertEquals(List.of(1.0, -2.5e-3, 0.1), Arrays.stream(numbers.doubles()).boxed().toList());
    assertEquals(0, numbers.floats().length);
    assertEquals(List.of(0.1), numbers.boxed());
    assertEquals(0.1f, numbers.single());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"size\":1,\"rate\":1}x",
        "{\"size\":1,\"rate\":1} {}",
        "{\"size\":1,\"rate\":1}]",
        "{\"size\":1,\"rate\":1},",
        "{\"size\":1,\"rate\":1}\u0000",
        "{\"size\":1,\"rate\":1,}",
        "{\"size\":1 \"rate\":1}",
        "{\"size\":1,\"rate\":1",
        "{\"size\":1,\"rate\":",
        "{'size':1,'rate':1}",
        "{size:1,rate:1}",
        "{\"size\":1,\"rate\":1} // comment",
        "{\"size\":1,/* comment */\"rate\":1}",
        "# comment\n{\"size\":1,\"rate\":1}",
        "{\"size\":1,\"size\":2,\"rate\":1}",
        "{\"size\":1,\"rate\":1,\"\\u0073ize\":1}",
        "{\"size\":1,\"rate\":1,\"other\":1}",
        "{\"size\":1,\"rate\":1,\"\":1}",
        "{\"size\":1}",
        "{}",
        "[]",
        "[1,1]",
        "1",
        "\"text\"",
        "null",
        "",
        "   \n\t",
        "{\"size\":101,\"rate\":1}",
        "{\"size\":-1,\"rate\":1}",
      })
  void whatIsNotExactlyTheRecordIsRefused(String json) {
    assertRefused(() -> inner(json), "in.json");
  }

  @Test
  void messagesNameThePlaceAndTheMend() {
    assertRefused(
        () -> inner("{\"size\":1,\"rate\":1,\n  \"rat\":1}"), "'rat'", "known are rate, size");
    assertRefused(() -> inner("{\"rate\":1}"), "'size'", "missing");
    assertRefused(() -> inner("{\"size\":1}"), "'rate'", "missing");
    assertRefused(() -> inner("{\"size\":1,\"rate\":null}"), "'rate'", "missing or null");
    assertRefused(() -> inner("{\"size\":1,\"rate\":\"x\"}"), "'rate' must be a number");
    assertRefused(() -> inner("{\"size\":1,\"rate\":1e999}"), "'rate' must be a number");
    assertRefused(() -> inner("{\"size\":1.5,\"rate\":1}"), "'size' must be a whole number");
    assertRefused(() -> inner("{\"size\":2147483648,\"rate\":1}"), "'size'", "range");
    assertRefused(() -> inner("{\"size\":1,\"rate\":1"), "ends too early");
    assertRefused(() -> inner("{\"size\":1,\"rate\":1}1"), "something follows");
    assertRefused(() -> inner(""), "empty");
    assertRefused(() -> inner("{\"size\":101,\"rate\":1}"), "at most 100");
    String enumeration = Json.toLine(VALUE).replace("GREEN", "BLUE");
    assertRefused(
        () -> Json.parse(enumeration, "x", Outer.class), "'colour'", "RED, GREEN", "'BLUE'");
    String number = Json.toLine(VALUE).replace("\"GREEN\"", "1");
    assertRefused(() -> Json.parse(number, "x", Outer.class), "'colour'");
    String nested = Json.toLine(VALUE).replace("-0.5", "[]");
    assertRefused(() -> Json.parse(nested, "x", Outer.class), "'layers[1].rate'");
    String controlled = "{\"size\":1,\"rate\":1,\"si\\u0000\\nze\":1}";
    assertRefused(() -> inner(controlled), "'si\\u0000\\u000aze'");
  }

  @Test
  void nestingHasALimit() {
    for (int depth : new int[] {Json.MAX_DEPTH, Json.MAX_DEPTH + 1, 100_000}) {
      for (String pair : List.of("[]", "{\"a\":}")) {
        String open = pair.substring(0, pair.length() - 1);
        String close = pair.substring(pair.length() - 1);
        String json = open.repeat(depth - 1) + "1" + close.repeat(depth - 1);
        String one = open + json + close;
        if (depth == Json.MAX_DEPTH) {
          assertNotNull(Json.parse(one, "x", JsonNode.class));
        } else {
          assertRefused(() -> Json.parse(one, "x", JsonNode.class), "beyond the limits");
        }
      }
    }
  }

  @Test
  void sizesHaveLimits() {
    String digits = "1".repeat(101);
    assertRefused(() -> Json.parse(digits, "x", JsonNode.class), "beyond the limits");
    assertRefused(() -> Json.parse("1e" + digits, "x", JsonNode.class), "beyond the limits");
    String text = '"' + "x".repeat(10_000_001) + '"';
    assertRefused(() -> Json.parse(text, "x", JsonNode.class), "beyond the limits");
    String name = "{\"" + "x".repeat(100_000) + "\":1}";
    assertRefused(() -> Json.parse(name, "x", JsonNode.class), "beyond the limits");
  }

  @Test
  void aFileBeyondTheLimitIsNotRead() throws IOException {
    Path file = folder.resolve("huge.json");
    try (var channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      channel.write(ByteBuffer.wrap(new byte[1]), Json.MAX_LENGTH);
    }
    assertRefused(() -> Json.read(file, JsonNode.class), "huge.json", "larger than 100000000");
  }

  @Test
  void filesAreStrictUtf8() throws IOException {
    Path file = folder.resolve("file.json");
    Files.write(file, "\"caf\u00e9\"".getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(() -> Json.read(file, String.class), "file.json", "UTF-8");
    Files.write(file, "\"x\"".getBytes(StandardCharsets.UTF_16));
    assertRefused(() -> Json.read(file, String.class), "file.json", "UTF-8");
    Files.writeString(file, "\ufeff\"caf\u00e9\"\n");
    assertEquals("caf\u00e9", Json.read(file, String.class));
    assertRefused(() -> Json.read(folder, String.class), "is a directory");
    assertRefused(() -> Json.read(folder.resolve("none"), String.class), "there is no file");
  }

  @Test
  void aFileCutAnywhereIsRefused() throws IOException {
    Path file = folder.resolve("file.json");
    byte[] whole = Json.toLine(VALUE).getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefused(() -> Json.read(file, Outer.class), "file.json");
    }
  }

  @Test
  void garbledJsonIsRefusedOrRead() throws IOException {
    Path file = folder.resolve("file.json");
    Fuzz.run(
        "json",
        Json.toPretty(VALUE).getBytes(StandardCharsets.UTF_8),
        bytes -> {
          Files.write(file, bytes);
          Outer read = Json.read(file, Outer.class);
          if (Utf8.canEncode(String.valueOf(read.name()))) {
            assertEquals(read, Json.parse(Json.toLine(read), "again", Outer.class));
          }
        });
  }

  @Test
  void aTypeThatIsNoRecordIsAnErrorOfTheProgram() {
    assertThrows(IllegalArgumentException.class, () -> Json.parse("{}", "x", Runnable.class));
    assertThrows(IllegalArgumentException.class, () -> Json.toLine(new Object()));
  }

  /** A part of a record. */
  record Part(String name, @org.jspecify.annotations.Nullable String note) {}

  /** A record of parts. */
  record Parts(
      List<Part> list,
      Map<String, Part> map,
      List<@org.jspecify.annotations.Nullable String> gaps,
      @org.jspecify.annotations.Nullable Part other) {}

  private static Parts parts(String list, String map) {
    return Json.parse(
        "{\"list\":" + list + ",\"map\":" + map + ",\"gaps\":[null,\"a\"]}",
        "in.json",
        Parts.class);
  }

  @Test
  void whatIsDeclaredIsThere() {
    Parts whole = parts("[{\"name\":\"a\"}]", "{\"k\":{\"name\":\"b\",\"note\":null}}");
    assertEquals("a", whole.list().get(0).name());
    assertRefused(() -> parts("null", "{}"), "in.json: field 'list' is missing or null");
    assertRefused(() -> parts("[null]", "{}"), "field 'list[0]'");
    assertRefused(() -> parts("[{\"name\":\"a\"},{}]", "{}"), "field 'list[1].name'");
    assertRefused(() -> parts("[]", "{\"k\":null}"), "field 'map.k'");
    assertRefused(() -> parts("[]", "{\"k\":{\"note\":\"x\"}}"), "field 'map.k.name'");
  }
}
