package io.github.simloss.cli.command.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.simloss.cli.Cli;
import io.github.simloss.io.npy.Npy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorsCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private @TempDir Path folder;
  private String file;

  @BeforeEach
  void writeVectors() throws IOException {
    file =
        Files.writeString(
                folder.resolve("v.vec"),
                "5 2\nnorth 0 2\nnortheast 1 1\neast 3 0\nsouth 0 -1\nnowhere 0 0\n")
            .toString();
  }

  private static Cli.Result ok(String... args) {
    Cli.Result result = Cli.run(args);
    assertEquals(0, result.code(), result.err());
    return result;
  }

  @Test
  void whatIsOddAboutAFileIsSaidOnce() throws IOException {
    Path odd = Files.writeString(folder.resolve("odd.vec"), "5 2\nthe 1 2\n 3 4\nsoup 2 1\n");
    Cli.Result result = Cli.run("neighbours", "--vectors", odd.toString(), "the");
    assertEquals(0, result.code(), result.err());
    List<String> said =
        result.err().lines().filter(line -> line.startsWith("simloss: ")).sorted().toList();
    assertEquals(2, said.size(), result.err());
    assertTrue(said.get(1).contains("rows without a word are left out: 1"), said.get(1));
    assertTrue(said.get(0).contains("its header says 5 words"), said.get(0));
  }

  @Test
  void infoSaysWhatAFileHolds() throws IOException {
    JsonNode info = JSON.readTree(ok("vectors", "info", file, "--json").out());
    assertEquals("TEXT", info.get("format").asText());
    assertEquals(5, info.get("words").asInt());
    assertEquals(2, info.get("dimension").asInt());
    assertEquals(1, info.get("zeroRows").asInt());
    assertEquals(3, info.get("maxNorm").asDouble(), 1e-9);
    String text = ok("vectors", "info", file).out();
    assertTrue(text.contains("text with a header"), text);
    assertTrue(text.contains("rows of zeros"), text);
    assertFalse(text.contains("NaN"), text);
  }

  @Test
  void showGivesOneLineAWord() throws IOException {
    List<String> lines = ok("vectors", "show", file, "east", "West", "EAST").lines();
    assertEquals("{\"word\":\"east\",\"inVocabulary\":true,\"vector\":[3.0,0.0]}", lines.get(0));
    assertEquals("{\"word\":\"West\",\"inVocabulary\":false,\"vector\":null}", lines.get(1));
    assertEquals("{\"word\":\"EAST\",\"inVocabulary\":false,\"vector\":null}", lines.get(2));
    JsonNode found =
        JSON.readTree(ok("vectors", "show", "--lookup", "lenient", file, "EAST").out());
    assertEquals(3, found.get("vector").get(0).asInt());
    Cli.Result none = Cli.run("vectors", "show", file, "west");
    assertEquals(1, none.code());
    assertEquals("{\"word\":\"west\",\"inVocabulary\":false,\"vector\":null}", none.lines().get(0));
    assertTrue(none.err().startsWith("simloss: none of these words has a vector in "), none.err());
  }

  @Test
  void convertGoesThereAndBack() throws IOException {
    Path binary = folder.resolve("v.bin");
    Path back = folder.resolve("back.vec");
    Path table = folder.resolve("v.npy");
    ok("vectors", "convert", file, binary.toString());
    ok("vectors", "convert", binary.toString(), back.toString());
    assertEquals(
        "5 2\nnorth 0.0 2.0\nnortheast 1.0 1.0\neast 3.0 0.0\nsouth 0.0 -1.0\nnowhere 0.0 0.0\n",
        Files.readString(back));
    Path words = Files.writeString(folder.resolve("w.txt"), "south\nsouthwest\neast\n");
    ok("vectors", "convert", file, table.toString(), "--words", words.toString());
    assertEquals(List.of("south", "east"), Files.readAllLines(Path.of(table + ".words.txt")));
    assertEquals(-1, Npy.read(table).values()[1]);
  }

  @Test
  void convertDoesNotWriteOverAFileUnlessTold() throws IOException {
    Path there = Files.writeString(folder.resolve("there.vec"), "mine");
    Cli.Result refused = Cli.run("vectors", "convert", file, there.toString());
    assertEquals(2, refused.code());
    assertTrue(refused.err().contains("--overwrite"), refused.err());
    assertEquals("mine", Files.readString(there));
    ok("vectors", "convert", file, there.toString(), "--overwrite");
    assertTrue(Files.readString(there).startsWith("5 2\n"));
    assertEquals(2, Cli.run("vectors", "convert", file, folder + "/x.unknown").code());
  }

  @Test
  void neighboursOfAFileAreItsNearestWords() throws IOException {
    Cli.Result result =
        ok("neighbours", "--vectors", file, "--neighbours", "3", "--json", "north", "nowhere");
    JsonNode north = JSON.readTree(result.lines().get(0)).get("neighbours");
    assertEquals(3, north.size());
    assertEquals("north", north.get(0).get("word").asText());
    assertEquals("northeast", north.get(1).get("word").asText());
    assertEquals(Math.sqrt(0.5), north.get(1).get("similarity").asDouble(), 1e-6);
    // A tie goes to the word that stands first.
    assertEquals("east", north.get(2).get("word").asText());
    JsonNode nowhere = JSON.readTree(result.lines().get(1)).get("neighbours");
    assertEquals("nowhere", nowhere.get(0).get("word").asText());
    assertEquals(1, nowhere.get(0).get("weight").asDouble(), "a zero vector stays one-hot");
  }

  @Test
  void aFastTextModelFindsNeighboursOfWordsItDoesNotHold() throws IOException {
    Path model = Files.write(folder.resolve("model.bin"), fastText());
    Cli.Result result =
        ok("neighbours", "--vectors", model.toString(), "--json", "northward", "north");
    List<String> found = new ArrayList<>();
    List<Double> similarities = new ArrayList<>();
    for (JsonNode one : JSON.readTree(result.lines().get(0)).get("neighbours")) {
      found.add(one.get("word").asText());
      similarities.add(one.get("similarity").asDouble());
    }
    assertEquals(List.of("northward", "north", "east"), found, "itself first, as of a word it has");
    assertEquals(1, similarities.get(1), 1e-6);
    assertTrue(similarities.get(2) < 0.5, similarities.toString());
    assertEquals(
        "north",
        JSON.readTree(result.lines().get(1)).get("neighbours").get(0).get("word").asText());
  }

  @Test
  void lenientLookupFindsNeighboursToo() {
    assertEquals(1, Cli.run("neighbours", "--vectors", file, "North").code());
    String out = ok("neighbours", "--vectors", file, "--lookup", "lenient", "North").out();
    assertTrue(out.contains("northeast"), out);
  }

  /** A fastText model of two words whose n-grams all share one bucket, which points north. */
  private static byte[] fastText() {
    ByteBuffer out = ByteBuffer.allocate(400).order(ByteOrder.LITTLE_ENDIAN);
    int buckets = 1;
    out.putInt(0x2f4f16ba).putInt(12);
    for (int argument : new int[] {2, 5, 1, 1, 5, 1, 1, 2, buckets, 3, 3, 100}) {
      out.putInt(argument);
    }
    out.putDouble(1e-4).putInt(2).putInt(2).putInt(0).putLong(1000).putLong(-1);
    for (String word : List.of("north", "east")) {
      out.put(word.getBytes(StandardCharsets.UTF_8)).put((byte) 0).putLong(10).put((byte) 0);
    }
    out.put((byte) 0).putLong(2 + buckets).putLong(2);
    for (float value : new float[] {0, 4, 100, 0, 0, 1}) {
      out.putFloat(value);
    }
    out.put((byte) 0).putLong(2).putLong(2).putLong(0).putLong(0);
    return Arrays.copyOf(out.array(), out.position());
  }

  @Test
  void aCacheGivesTheSameAgain() throws IOException {
    String cache = folder.resolve("cache").toString();
    String first = ok("vectors", "show", "--vector-cache", cache, file, "east").out();
    try (var kept = Files.list(Path.of(cache))) {
      assertTrue(kept.findAny().isPresent());
    }
    assertEquals(first, ok("vectors", "show", "--vector-cache", cache, file, "east").out());
  }

  @Test
  void badFilesAndUseEndInOneLine() throws IOException {
    Path cut = Files.writeString(folder.resolve("cut.vec"), "2 3\na 1 2 3\nb 1 2\n");
    for (String command : List.of("info", "show", "convert")) {
      String last = command.equals("convert") ? folder + "/o.vec" : "b";
      Cli.Result result =
          command.equals("info")
              ? Cli.run("vectors", command, cut.toString())
              : Cli.run("vectors", command, cut.toString(), last);
      assertEquals(1, result.code(), result.out());
      assertEquals(1, result.err().lines().count(), result.err());
      assertTrue(result.err().contains("cut.vec"), result.err());
      assertTrue(result.err().contains("3"), result.err());
    }
    assertFalse(Files.exists(folder.resolve("o.vec")), "nothing half-written");
    assertEquals(2, Cli.run("vectors").code());
    assertEquals(2, Cli.run("vectors", "show", file).code());
    assertEquals(1, Cli.run("vectors", "info", folder + "/none.vec").code());
  }
}
