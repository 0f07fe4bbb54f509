package io.github.simloss.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.simloss.cli.Cli;
import io.github.simloss.cli.SmallData;
import io.github.simloss.io.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands make of a model whose decoder has no order. */
class BagModelTest {
  private static @TempDir Path folder;
  private static SmallData data;

  @BeforeAll
  static void train() throws Exception {
    data = SmallData.in(folder);
    Cli.Result trained =
        data.on(
            "train --decoder bag --output-layer tied --pooling mean --hidden-size 16 --epochs 6"
                + " --batch-size 16 --learning-rate 1e-2 --samples 2 --backend java --out "
                + data.at("run"));
    assertEquals(0, trained.code(), trained.err());
  }

  private static Cli.Result ok(String command, String... more) {
    List<String> args = new ArrayList<>(List.of(command, "--model", data.at("run")));
    args.addAll(List.of(more));
    Cli.Result result = Cli.run(args.toArray(String[]::new));
    assertEquals(0, result.code(), result.err());
    return result;
  }

  private static List<JsonNode> json(Cli.Result result) {
    return result.lines().stream().map(line -> Json.parse(line, "line", JsonNode.class)).toList();
  }

  private static List<String> words(JsonNode row, String field) {
    return List.of(row.get(field).asText().split(" ", -1));
  }

  @Test
  void wordsAreMeasuredWhereTheyBelong() throws Exception {
    Cli.Result result =
        ok(
            "evaluate",
            "--backend",
            "java",
            "--reconstruction",
            data.dev().toString(),
            "--pairs",
            "same=" + data.pairs() + ":label=1,first=2,second=3",
            "--pairs-tokenizer",
            "whitespace",
            "--json");
    JsonNode all = Json.parse(result.out(), "output", JsonNode.class);
    int positions = 0;
    int named = 0;
    int inPlace = 0;
    for (JsonNode row :
        json(ok("reconstruct", "--backend", "java", "--json", data.at("dev.txt")))) {
      List<String> input = words(row, "input");
      List<String> output = words(row, "output");
      // Fewer where a word of the input is not known.
      assertTrue(output.size() <= input.stream().distinct().count(), row.toString());
      assertEquals(output.size(), output.stream().distinct().count(), row.toString());
      for (int i = 0; i < input.size(); i++) {
        positions++;
        named += output.contains(input.get(i)) ? 1 : 0;
        inPlace += i < output.size() && output.get(i).equals(input.get(i)) ? 1 : 0;
      }
    }
    JsonNode words = all.get("reconstruction");
    assertEquals((double) named / positions, words.get("tokenAccuracy").asDouble(), 1e-9);
    assertTrue(named > inPlace, named + " named, " + inPlace + " by chance in their place");
    assertTrue(named > positions / 3, named + " of " + positions);
    JsonNode pairs = all.at("/pairs/same");
    assertTrue(pairs.get("accuracy").asDouble() > 0.8, pairs.toString());
    assertEquals(5, pairs.get("baselines").size());
  }

  @Test
  void neighboursAreWeighedByTheLoss() {
    JsonNode row = json(ok("neighbours", "--json", "delicious")).get(0);
    assertEquals("soft-label", row.get("loss").asText());
    assertEquals("delicious", row.at("/neighbours/0/word").asText());
    double sum = 0;
    for (JsonNode neighbour : row.get("neighbours")) {
      sum += neighbour.get("weight").asDouble();
    }
    assertEquals(1, sum, 1e-6);
  }

  @Test
  void unknownWordsAreLeftOutAndCounted() throws Exception {
    Path in = Files.writeString(folder.resolve("in.txt"), "\nzyx wvu\nthe zyx food\nthe food\n");
    Cli.Result result = ok("encode", "--backend", "java", in.toString());
    assertTrue(
        result
            .err()
            .contains("3 words were left out, which the model does not know; --vectors can"),
        result.err());
    List<JsonNode> codes = json(result).stream().map(row -> row.get("code")).toList();
    assertEquals(4, codes.size());
    for (JsonNode code : codes) {
      assertEquals(16, code.size());
      code.forEach(value -> assertTrue(Double.isFinite(value.asDouble())));
    }
    assertEquals(codes.get(0), codes.get(1), "nothing is left of either");
    assertEquals(codes.get(2), codes.get(3), "a word left out is no word");
    assertFalse(codes.get(1).equals(codes.get(2)));
    Cli.Result known =
        ok("encode", "--backend", "java", Files.writeString(in, "the food\n").toString());
    assertFalse(known.err().contains("left out"), known.err());
  }

  @Test
  void whatHasNoWordIsAnsweredWithNone() throws Exception {
    Path in = Files.writeString(folder.resolve("none.txt"), "\nzyx wvu\n");
    List<JsonNode> rows = json(ok("reconstruct", "--backend", "java", "--json", in.toString()));
    assertEquals("zyx wvu", rows.get(1).get("input").asText());
    rows.forEach(row -> assertEquals("", row.get("output").asText()));
  }

  @Test
  void itCannotBeAskedForAnOrder() {
    Cli.Result beam =
        Cli.run("reconstruct", "--model", data.at("run"), "--beam", "3", "--backend", "java");
    assertEquals(2, beam.code());
    assertTrue(beam.err().contains("decoder 'bag' has no order"), beam.err());
  }
}
