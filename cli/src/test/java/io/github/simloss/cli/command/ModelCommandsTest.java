package io.github.simloss.cli.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.simloss.cli.Cli;
import io.github.simloss.cli.SmallData;
import io.github.simloss.io.json.Json;
import io.github.simloss.io.npy.Npy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands make of small models, by plain Java: what no other engine does otherwise. */
class ModelCommandsTest {
  private static final String PAIR_COLUMNS = ":label=1,first=2,second=3";

  private static @TempDir Path folder;
  private static SmallData data;

  @BeforeAll
  static void unpack() throws IOException {
    data = SmallData.in(folder);
  }

  private static void train(String run, String options) {
    Cli.Result trained =
        data.on(
            "train --backend java --hidden-size 16 --batch-size 64 --learning-rate 5e-3 --epochs 1"
                + " --samples 0 --out "
                + data.at(run)
                + options);
    assertEquals(0, trained.code(), trained.err());
  }

  private static Cli.Result ok(String... args) {
    Cli.Result result = Cli.run(args);
    assertEquals(0, result.code(), result.err());
    return result;
  }

  /** {@code encode} or {@code reconstruct} by a run. */
  private static String[] by(String command, String run, String... more) {
    List<String> args =
        new ArrayList<>(List.of(command, "--model", data.at(run), "--backend", "java"));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  private static List<JsonNode> json(List<String> lines) {
    return lines.stream().map(line -> Json.parse(line, "line", JsonNode.class)).toList();
  }

  private static String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void theReportShowsWhatTheCodesKnow() throws IOException {
    train("known", "");
    String pairs = data.pairs().getFileName().toString();
    String sets =
        write(
            "sets.json",
            "{\"same\": {\"train\": \""
                + pairs
                + "\", \"label\": 1, \"first\": 2, \"second\": 3}}");
    String page = data.at("known.html");
    Cli.Result made =
        ok("report", data.at("known"), "--backend", "java", "--sets", sets, "--out", page);
    assertFalse(made.err().contains("words were"), "all are known: " + made.err());
    String text = Files.readString(Path.of(page));
    assertTrue(text.contains("What the codes know"), text.substring(0, 300));
    Cli.Result evaluated =
        ok(by("evaluate", "known", "--pairs", "same=" + data.pairs() + PAIR_COLUMNS, "--json"));
    double accuracy =
        Json.parse(evaluated.out(), "evaluate", JsonNode.class)
            .at("/pairs/same/accuracy")
            .asDouble(-1);
    assertTrue(accuracy > 0, evaluated.out());
    assertTrue(text.contains("\"same accuracy\":" + accuracy), "as evaluate measures it");
    String odd = Files.readString(data.pairs()).replaceAll("\\bwas\\b", "qqq");
    write("odd.tsv", odd);
    String unknown = Files.readString(Path.of(sets)).replace(pairs, "odd.tsv");
    Cli.Result said =
        ok(
            "report",
            data.at("known"),
            "--backend",
            "java",
            "--sets",
            write("odd.json", unknown),
            "--out",
            page);
    assertTrue(
        Pattern.compile("\\d+ words were encoded as <unk>; simloss evaluate --vectors can give")
            .matcher(said.err())
            .find(),
        said.err());
    Cli.Result none = Cli.run("report", data.at("known"), "--sets", data.at("no.json"));
    assertEquals(1, none.code());
    assertEquals(1, none.err().lines().count(), none.err());
  }

  @Test
  void codesAreWrittenInBothFormats() throws IOException {
    train("codes", "");
    String in = write("in.txt", "the food was delicious .\n\nÜnbekannt wörds ©\n");
    ok(by("encode", "codes", in, "--out", data.at("c.npy")));
    ok(by("encode", "codes", in, "--out", data.at("c.jsonl")));
    float[] codes = Npy.read(folder.resolve("c.npy")).values();
    List<JsonNode> lines = json(Files.readAllLines(folder.resolve("c.jsonl")));
    assertEquals(3 * 16, codes.length);
    for (int i = 0; i < codes.length; i++) {
      assertEquals(codes[i], (float) lines.get(i / 16).get("code").get(i % 16).asDouble());
    }
    ok(by("encode", "codes", in, "--out", data.at("d.npy"), "--format", "jsonl"));
    assertEquals(-1, Files.mismatch(folder.resolve("c.jsonl"), folder.resolve("d.npy")));
    String table = "n,s\n1,the food was delicious .\n2,\n3,Ünbekannt wörds ©\n";
    String csv = write("in.csv", table);
    ok(by("encode", "codes", csv, "--column", "s", "--out", data.at("e.npy")));
    assertArrayEquals(codes, Npy.read(folder.resolve("e.npy")).values());
    ok(by("search", "codes", "--corpus", csv, "--column", "s", in));
    Cli.Result numbers = ok(by("search", "codes", "--corpus", csv, "--column", "1", in));
    assertTrue(
        numbers.out().contains(": 3"), "the codes of another column are not used: " + numbers);
    if (Files.exists(Path.of("/dev/full"))) {
      Cli.Result full = Cli.run(by("encode", "codes", in, "--out", "/dev/full"));
      assertEquals(1, full.code(), full.err());
      assertTrue(full.err().contains("'/dev/full': the disk is full"), full.err());
    }
  }

  @Test
  void openVocabularyEncodingGivesUnknownWordsTheirVector() throws IOException {
    train("open", " --max-vocabulary 60");
    String in = write("open.txt", "the pasta was scrumptious .\n");
    Cli.Result closed = ok(by("encode", "open", in));
    assertTrue(closed.err().contains("--vectors can give them a meaning"), closed.err());
    Cli.Result open = ok(by("encode", "open", in, "--vectors", data.vectors().toString()));
    assertFalse(open.out().equals(closed.out()));
    assertEquals("", open.err());
  }

  /** Of a run they are what its own loss weighs, whichever that is. */
  @ParameterizedTest
  @ValueSource(strings = {"weighted-ce", "soft-label", "ce", "label-smoothing"})
  void neighboursOfARunAreWeighedByItsLoss(String loss) {
    train(loss, (loss.equals("soft-label") ? " --neighbours 3 --loss " : " --loss ") + loss);
    JsonNode row =
        json(ok("neighbours", "--model", data.at(loss), "--json", "delicious").lines()).get(0);
    assertEquals(loss, row.get("loss").asText());
    assertEquals(5, row.get("neighbours").size());
    double sum = 0;
    for (int k = 0; k < 5; k++) {
      JsonNode neighbour = row.get("neighbours").get(k);
      double similarity = neighbour.get("similarity").asDouble();
      double weight = neighbour.get("weight").asDouble();
      sum += weight;
      switch (loss) {
        case "weighted-ce" -> assertEquals(similarity, weight, 1e-6);
        case "ce" -> assertEquals(k == 0 ? 1 : 0, weight);
        case "soft-label" -> assertEquals(k < 3, weight > 0);
        default -> assertTrue(k == 0 ? weight > 0.8 : weight > 0 && weight < 0.01);
      }
    }
    assertTrue(!loss.equals("soft-label") || Math.abs(sum - 1) < 1e-6, row::toString);
  }

  /** What is near to a vector that was drawn, or to zeros, means nothing. */
  @Test
  void aWordWithoutAVectorHasNoNeighbours() throws IOException {
    String vectors = write("zero.vec", "4 2\nred 1 0\ngreen 0 1\nblue 1 1\nnone 0 0\n");
    String[] ofFile = {"neighbours", "--vectors", vectors, "--json", "none", "red"};
    Cli.Result result = ok(ofFile);
    assertTrue(result.err().contains("'none' has no vector of its own"), result.err());
    assertFalse(result.err().contains("'red'"), result.err());
    List<JsonNode> rows = json(result.lines());
    assertEquals(1, rows.get(0).get("neighbours").size());
    assertEquals("none", rows.get(0).get("neighbours").get(0).get("word").asText());
    assertEquals(4, rows.get(1).get("neighbours").size());

    String text = "the food was qqzz .\n".repeat(20);
    String train = write("drawn.txt", text);
    String[] run = {
      "train",
      "--backend",
      "java",
      "--hidden-size",
      "4",
      "--epochs",
      "1",
      "--samples",
      "0",
      "--train",
      train,
      "--dev",
      train,
      "--vectors",
      data.vectors().toString(),
      "--tokenizer",
      "whitespace",
      "--out",
      data.at("drawn")
    };
    ok(run);
    String model = data.at("drawn");
    result = ok("neighbours", "--model", model, "--neighbours", "3", "--json", "qqzz", "food");
    assertTrue(result.err().contains("'qqzz' has no vector of its own"), result.err());
    rows = json(result.lines());
    assertEquals(1, rows.get(0).get("neighbours").size());
    assertEquals(3, rows.get(1).get("neighbours").size());
  }

  @Test
  void bigramsTrainAndReconstruct() throws IOException {
    train("bigrams", " --bigrams --max-vocabulary 500");
    String in = write("bigrams.txt", "the food was good .\n");
    assertEquals("the food was good .", ok(by("reconstruct", "bigrams", in)).lines().get(0));
  }
}
