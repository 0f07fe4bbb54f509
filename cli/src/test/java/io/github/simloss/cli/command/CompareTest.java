package io.github.simloss.cli.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.simloss.cli.Cli;
import io.github.simloss.cli.SmallData;
import io.github.simloss.io.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code compare}, {@code report} and the live view of {@code train}, as a user runs them. */
class CompareTest {
  private @TempDir Path folder;

  private SmallData data;

  @BeforeEach
  void data() throws IOException {
    data = SmallData.in(folder);
  }

  private List<String> common(String... more) {
    List<String> args = new ArrayList<>(List.of(more));
    args.addAll(
        List.of(
            "--train",
            data.train().toString(),
            "--dev",
            data.dev().toString(),
            "--vectors",
            data.vectors().toString(),
            "--tokenizer",
            "whitespace",
            "--epochs",
            "1",
            "--hidden-size",
            "16",
            "--batch-size",
            "32",
            "--learning-rate",
            "5e-3"));
    return args;
  }

  /** In a process of its own where an engine has natives, else in this one. */
  private Cli.Result compare(String... more) throws IOException, InterruptedException {
    List<String> args =
        common("compare", "--out", data.at("all"), "--reconstruction", data.dev().toString());
    args.addAll(List.of("--pairs", "toy=" + data.pairs() + ":label=1,first=2,second=3"));
    args.addAll(List.of(more));
    String[] all = args.toArray(String[]::new);
    return List.of(more).contains("java,djl") ? Cli.start(folder, "", all) : Cli.run(all);
  }

  private JsonNode json(String file) {
    return Json.read(folder.resolve(file), JsonNode.class);
  }

  @Test
  void everyCombinationIsTrainedAlikeMeasuredAndKept() throws Exception {
    Cli.Result first =
        compare("--losses", "ce,soft-label:neighbours=3", "--backends", "java,djl", "--seeds", "1");
    assertEquals(0, first.code(), first.err());
    assertTrue(first.out().contains("ce on djl"), first.out());
    assertTrue(first.out().contains("untrained encoder"), first.out());
    List<String> names = new ArrayList<>();
    JsonNode all = json("all/comparison.json");
    for (JsonNode run : all.get("runs")) {
      names.add(run.get("name").asText());
      assertTrue(run.get("devLoss").asDouble() > 0);
      assertTrue(run.at("/scores/toy accuracy").isNumber(), run.toString());
      assertTrue(run.at("/scores/tokenAccuracy").isNumber(), run.toString());
      Path page = folder.resolve("all").resolve(run.get("name").asText()).resolve("report.html");
      assertTrue(Files.size(page) < 2_000_000);
    }
    assertEquals(
        List.of(
            "ce-java-1",
            "ce-djl-1",
            "soft-label-neighbours-3-java-1",
            "soft-label-neighbours-3-djl-1"),
        names);
    assertEquals(5, all.get("baselines").size());
    assertEquals(
        3, json("all/soft-label-neighbours-3-java-1/config.json").at("/loss/neighbours").asInt());
    byte[] weights = initialWeights("ce-java-1");
    for (String name : names) {
      assertArrayEquals(weights, initialWeights(name), "initial weights of " + name);
    }

    FileTime before = Files.getLastModifiedTime(folder.resolve("all/ce-java-1/result.json"));
    Files.delete(folder.resolve("all/ce-djl-1/result.json"));
    Cli.Result again =
        compare("--losses", "ce", "--backends", "java,djl", "--seeds", "2", "--json");
    assertEquals(0, again.code(), again.err());
    assertTrue(again.err().contains("ce-java-1: done before"), again.err());
    assertEquals(before, Files.getLastModifiedTime(folder.resolve("all/ce-java-1/result.json")));
    JsonNode table = Json.parse(again.out(), "output", JsonNode.class).get("table");
    assertEquals(2, table.size());
    assertEquals(2, table.at("/0/seeds").asInt());
    assertTrue(table.at("/0/scores/tokenAccuracy/spread").isNumber());
    assertFalse(
        java.util.Arrays.equals(weights, initialWeights("ce-java-2")),
        "another seed, other weights");

    Cli.Result other = compare("--losses", "ce", "--max-length", "9");
    assertEquals(1, other.code());
    assertTrue(other.err().contains("maxLength is 9 and was 15"), other.err());
    Cli.Result rate = compare("--losses", "ce", "--learning-rates", "ce=0.1");
    assertEquals(1, rate.code());
    assertTrue(rate.err().contains("learning rate 0.1 is asked") || rate.err().contains("at 0.1"));

    Path result = folder.resolve("all/ce-java-1/result.json");
    String sound = Files.readString(result);
    Files.writeString(result, sound.replace("\"ce-java-1\"", "\"../../elsewhere\""));
    Cli.Result led = compare("--losses", "ce", "--backends", "java", "--seeds", "1");
    assertEquals(1, led.code());
    assertTrue(led.err().contains("result.json is not the result of ce-java-1"), led.err());
    ObjectNode older = Json.parse(sound, "result", ObjectNode.class);
    older.remove(List.of("neighbours", "codes"));
    Json.write(result, older);
    Cli.Result completed = compare("--losses", "ce", "--backends", "java", "--seeds", "1");
    assertEquals(0, completed.code(), completed.err());
    assertEquals(sound, Files.readString(result), "what an older release left out is made good");
    String page = Files.readString(folder.resolve("all/report.html"));
    assertTrue(
        page.contains("<h2>Maps of sentence codes</h2>")
            && page.contains("<h2>Neighbours of words</h2>"));
    Cli.Result alone =
        compare(
            "--losses", "soft-label:neighbours=3", "--backends", "java", "--seeds", "1", "--json");
    assertEquals(0, alone.code(), alone.err());
    assertEquals(0, json("all/soft-label-neighbours-3-java-1/result.json").get("baselines").size());
    assertEquals(
        5,
        Json.parse(alone.out(), "output", JsonNode.class).get("baselines").size(),
        "measured beside another run of the folder");
    Path settings = folder.resolve("all/settings.json");
    String later = Files.readString(settings).replaceFirst("\"format\"( ?: ?)1", "\"format\"$12");
    Files.writeString(settings, later);
    Cli.Result newer = compare("--losses", "ce", "--backends", "java", "--seeds", "1");
    assertEquals(1, newer.code());
    assertTrue(newer.err().contains("has format 2; this simloss reads up to 1"), newer.err());
  }

  /** The weights of the first checkpoint, made before the first step. */
  private byte[] initialWeights(String run) throws IOException {
    Path checkpoint = folder.resolve("all").resolve(run).resolve("checkpoint/step-000000000000");
    try (var files = Files.list(checkpoint)) {
      return Files.readAllBytes(
          files
              .filter(file -> file.getFileName().toString().startsWith("weights"))
              .findFirst()
              .orElseThrow(() -> new IOException("no weights in " + checkpoint)));
    }
  }

  @Test
  void liveViewAndVisdomCannotStopTraining() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<String> args = common("train", "--out", data.at("run"), "--backend", "java");
      args.addAll(List.of("--port", Integer.toString(taken.getLocalPort())));
      args.addAll(List.of("--visdom", "http://127.0.0.1:1"));
      Cli.Result result = Cli.run(args.toArray(String[]::new));
      assertEquals(0, result.code(), result.err());
      assertTrue(result.err().contains("no live view: cannot listen on 127.0.0.1"), result.err());
      assertTrue(result.err().contains("no loss curve on http://127.0.0.1:1"), result.err());
    }
    String page = Files.readString(folder.resolve("run/report.html"), StandardCharsets.UTF_8);
    assertTrue(page.contains("<h1>run</h1>"));
    assertTrue(page.contains("<h2>Map of sentence codes</h2>"), "a map");

    Files.delete(folder.resolve("dev.txt"));
    Cli.Result moved = Cli.run(report("other.html"));
    assertEquals(0, moved.code(), moved.err());
    String other = Files.readString(folder.resolve("other.html"), StandardCharsets.UTF_8);
    assertTrue(other.contains("no longer there"));
    assertNotEquals(page, other);

    // A config.json of somebody else may name any file as the run's: only its hash opens it.
    Files.writeString(folder.resolve("dev.txt"), "the password is swordfish\n");
    Cli.Result changed = Cli.run(report("changed.html"));
    assertEquals(0, changed.code(), changed.err());
    String third = Files.readString(folder.resolve("changed.html"), StandardCharsets.UTF_8);
    assertTrue(third.contains("is not the file the run was begun with"));
    assertFalse(third.contains("swordfish"));
  }

  /** The command of the README asks for no measure, and there is a table at once. */
  @Test
  void devSentencesAreReconstructedWhereNothingIsAskedFor() throws Exception {
    List<String> args = common("compare", "--out", data.at("both"), "--backends", "java");
    args.addAll(List.of("--losses", "ce,soft-label", "--seeds", "2", "--format", "csv"));
    Cli.Result first = Cli.run(args.toArray(String[]::new));
    assertEquals(0, first.code(), first.err());
    List<String> lines = first.out().lines().toList();
    assertTrue(lines.get(0).startsWith("row,loss,engine,baseline,seeds,score,mean,"), lines.get(0));
    assertTrue(
        lines.stream().anyMatch(l -> l.startsWith("soft-label on java,soft-label,java,no,2,bleu,")),
        first.out());
    assertEquals(1 + 2 * 7, lines.size(), "a line a row and score");
    assertEquals(first.out(), Files.readString(folder.resolve("both/table.csv")));
    String markdown = Files.readString(folder.resolve("both/table.md"));
    assertTrue(markdown.startsWith("| | seeds | token accuracy |"), markdown);
    assertTrue(markdown.contains("\n| ce on java | 2 |"), markdown);
    assertTrue(markdown.contains(" ± ") && markdown.contains("**"), markdown);
    JsonNode tests = json("both/comparison.json").get("tests");
    assertEquals(4, tests.size(), "the four scores that are shares of words or sentences");
    assertTrue(tests.at("/0/p").isNumber());

    // Folders of older releases have runs that were not measured.
    Path result = folder.resolve("both/ce-java-1/result.json");
    String sound = Files.readString(result);
    ObjectNode bare = Json.parse(sound, "result", ObjectNode.class);
    bare.putObject("scores");
    Json.write(result, bare);
    args.set(args.size() - 1, "text");
    Cli.Result again = Cli.run(args.toArray(String[]::new));
    assertEquals(0, again.code(), again.err());
    assertEquals(sound, Files.readString(result));
    String[] table = again.out().split("\n", -1);
    assertTrue(table[0].contains("token accuracy") && table[1].startsWith("ce on java "), table[0]);
    assertTrue(table[2].startsWith("soft-label on java "), "one row a loss");
    assertTrue(again.out().contains("*") && again.out().contains("by a paired bootstrap"));
    for (String line : table) {
      assertTrue(line.length() <= 100 || !line.contains("±"), line);
    }
    assertEquals(2, Cli.run("compare", "--out", "x", "--json", "--format", "csv").code());
  }

  @Test
  void severalRunsComeOnOnePage() throws Exception {
    for (String loss : List.of("ce", "soft-label")) {
      List<String> args = common("train", "--out", data.at(loss), "--backend", "java");
      args.addAll(List.of("--loss", loss));
      assertEquals(0, Cli.run(args.toArray(String[]::new)).code());
    }
    Cli.Result result =
        Cli.run(
            "report",
            data.at("ce"),
            data.at("soft-label"),
            "--backend",
            "java",
            "--out",
            data.at("both.html"));
    assertEquals(0, result.code(), result.err());
    String page = Files.readString(folder.resolve("both.html"), StandardCharsets.UTF_8);
    assertTrue(page.contains("<h1>ce, soft-label</h1>"));
    assertTrue(page.contains("All runs were measured on the same sentences"));
    assertTrue(page.contains("<dt>ce</dt>") && page.contains("<dt>soft-label</dt>"), "samples");
    Path older = Files.writeString(folder.resolve("overlay.html"), "mine");
    Cli.Result free =
        Cli.start(folder, "", "report", data.at("ce"), data.at("soft-label"), "--backend", "java");
    assertTrue(free.err().contains("written: overlay-2.html"), free.err());
    assertEquals("mine", Files.readString(older));
    Cli.Result missing = Cli.run("report", data.at("ce"), data.at("none"), "--backend", "java");
    assertEquals(1, missing.code());
    assertTrue(missing.err().contains("none"), missing.err());
  }

  private String[] report(String page) {
    return new String[] {"report", data.at("run"), "--backend", "java", "--out", data.at(page)};
  }

  @Test
  void wrongUsageIsNamed() {
    String[][] cases = {
      {"nonsense", "--losses", "ce,nonsense"},
      {"comes twice", "--losses", "ce,ce"},
      {"is not NAME or NAME:OPTION=VALUE", "--losses", "soft-label:3"},
      {"--seeds is 0", "--seeds", "0"},
      {"--loss is for one run", "--loss", "ce"},
      {"--backends: ", "--backends", "tensorflow"},
      {"which is not among --losses", "--learning-rates", "weighted-ce=1"},
      {"'ce' is not LOSS=X", "--losses", "ce", "--learning-rates", "ce"},
      {"'ce=x' is not LOSS=X", "--losses", "ce", "--learning-rates", "ce=x"},
      {"'ce=0' is not LOSS=X", "--losses", "ce", "--learning-rates", "ce=0"},
      {"'ce' comes twice", "--losses", "ce", "--learning-rates", "ce=1,ce=2"},
    };
    for (String[] one : cases) {
      List<String> args =
          new ArrayList<>(List.of("compare", "--out", folder.resolve("o").toString()));
      args.addAll(List.of(one).subList(1, one.length));
      Cli.Result result = Cli.run(args.toArray(String[]::new));
      assertEquals(2, result.code(), result.err());

      assertTrue(result.err().contains(one[0]), result.err());
    }
    assertFalse(Files.exists(folder.resolve("o")), "nothing is written on wrong usage");
    assertEquals(2, Cli.run("train", "--port", "99999").code());
  }
}
