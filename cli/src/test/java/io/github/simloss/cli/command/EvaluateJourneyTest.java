package io.github.simloss.cli.command;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.simloss.cli.Cli;
import io.github.simloss.cli.SmallData;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code simloss evaluate} as a user runs it, on a model of the sample. */
class EvaluateJourneyTest {
  private static @TempDir Path folder;
  private static SmallData data;

  @BeforeAll
  static void trainAModel() throws Exception {
    data = SmallData.in(folder);
    Cli.Result trained =
        data.on(
            "train --hidden-size 16 --batch-size 32 --learning-rate 5e-3 --epochs 2 --loss ce"
                + " --backend java --samples 0 --out "
                + data.at("run"));
    assertEquals(0, trained.code(), trained.err());
    writePairs();
  }

  /** Pairs of the same sentence twice, or of two: what any encoder can tell. */
  private static void writePairs() throws IOException {
    List<String> sentences =
        Files.readAllLines(data.folder().resolve("sample/test.txt")).stream().distinct().toList();
    List<String> same = new ArrayList<>();
    List<String> scores = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String other = sentences.get(i % 2 == 0 ? i : i + 1);
      same.add((i % 2 == 0 ? "1" : "0") + "\t" + sentences.get(i) + "\t" + other);
      scores.add(i % 7 + "\t" + sentences.get(i) + "\t" + other);
    }
    Files.write(folder.resolve("same.tsv"), same);
    Files.write(folder.resolve("same-train.tsv"), same.subList(0, 40));
    Files.write(folder.resolve("same-test.tsv"), same.subList(40, 60));
    Files.write(folder.resolve("scores.tsv"), scores);
  }

  private static Cli.Result evaluate(String... more) throws Exception {
    List<String> args = new ArrayList<>(List.of("evaluate", "--model", "run"));
    args.addAll(List.of(more));
    return Cli.start(folder, "", args.toArray(String[]::new));
  }

  @Test
  void bothEnginesMeasureTheSame() throws Exception {
    List<JsonNode> results = new ArrayList<>();
    for (String backend : List.of("dl4j", "djl")) {
      Cli.Result result =
          evaluate(
              "--backend",
              backend,
              "--vectors",
              data.vectors().toString(),
              "--reconstruction",
              data.dev().toString(),
              "--pairs",
              "same=same-train.tsv,same-test.tsv:label=1,first=2,second=3",
              "--pairs",
              "crossed=same.tsv:label=1,first=2,second=3,features=all",
              "--pairs",
              "scores=scores.tsv:label=1,first=2,second=3",
              "--json");
      assertEquals(0, result.code(), result.err());
      results.add(new ObjectMapper().readTree(result.out()));
    }
    JsonNode first = results.get(0);
    JsonNode words = first.get("reconstruction");
    for (String name : List.of("tokenAccuracy", "exactMatch", "meanCosine", "distinct1")) {
      double value = words.get(name).asDouble();
      assertTrue(value >= 0 && value <= 1, name + " " + value);
      assertEquals(value, results.get(1).get("reconstruction").get(name).asDouble(), 0.01, name);
    }
    assertTrue(words.get("bleu").asDouble() <= 100, words.toString());
    assertTrue(words.get("bleuSignature").asText().startsWith("nrefs:1|"), words.toString());
    for (String set : List.of("same", "crossed")) {
      JsonNode pairs = first.get("pairs").get(set);
      assertTrue(pairs.get("accuracy").asDouble() > 0.8, pairs.toString());
      assertTrue(pairs.get("f1").asDouble() > 0.8, pairs.toString());
      assertFalse(pairs.has("spearman"), pairs.toString());
      assertEquals(0.5, pairs.get("baselines").get("majority").get("accuracy").asDouble());
      for (String baseline : List.of("meanOfWordVectors", "untrained")) {
        assertTrue(
            pairs.get("baselines").get(baseline).get("accuracy").asDouble() > 0.8,
            pairs.toString());
      }
    }
    JsonNode scores = first.get("pairs").get("scores");
    assertEquals("relatedness", scores.get("task").asText());
    assertTrue(Math.abs(scores.get("spearman").asDouble()) < 0.5, scores.toString());
    assertTrue(scores.get("baselines").get("untrained").has("pearson"), scores.toString());
  }

  @Test
  void aTableToRead() {
    Cli.Result result =
        Cli.run(
            "evaluate",
            "--model",
            data.at("run"),
            "--backend",
            "java",
            "--reconstruction",
            data.dev().toString(),
            "--pairs",
            "same="
                + data.at("same-train.tsv")
                + ","
                + data.at("same-test.tsv")
                + ":label=1,first=2,second=3");
    assertEquals(0, result.code(), result.err());
    for (String part :
        List.of(
            "tokenAccuracy",
            "nearSynonymRate",
            "same: 2 classes (0 20, 1 20); 40 training, 20 test pairs, F1 of '1'",
            "this model ",
            "majority class ",
            "mean of word vectors ",
            "untrained encoder ")) {
      assertTrue(result.out().contains(part), part + " in " + result.out());
    }
  }

  private Path sentences() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("same.tsv"))) {
      String[] fields = line.split("\t", -1);
      lines.add((fields[1].length() > 30 ? "long" : "short") + "\t" + fields[1]);
    }
    return Files.write(folder.resolve("one,sentence.tsv"), lines);
  }

  @Test
  void singleSentencesAndAFileOfSets() throws Exception {
    sentences();
    Files.writeString(
        folder.resolve("sets.json"),
        """
        {"all": {"train": "same.tsv", "label": 1, "first": 2, "second": 3},
         "chosen": {"train": "same-train.tsv", "dev": "same-test.tsv", "test": "same-test.tsv",
                    "label": 1, "sentence": 2}}
        """);
    Cli.Result result =
        Cli.run(
            "evaluate",
            "--model",
            data.at("run"),
            "--backend",
            "java",
            "--sentences",
            "length=\"" + data.at("one,sentence.tsv") + "\":label=1,sentence=2",
            "--sets",
            data.at("sets.json"),
            "--json");
    assertEquals(0, result.code(), result.err());
    JsonNode json = new ObjectMapper().readTree(result.out());
    JsonNode length = json.get("sentences").get("length");
    assertTrue(length.get("accuracy").asDouble() > 0.6, length.toString());
    assertEquals(10, length.get("folds").asInt());
    assertEquals(20, json.get("sentences").get("chosen").get("devSentences").asInt());
    assertTrue(json.get("pairs").get("all").get("baselines").has("sif"), result.out());
    assertTrue(result.err().contains("length: 2 classes (long "), result.err());
  }

  @Test
  void modelsSideBySide() throws Exception {
    String pairs = "same=" + data.at("same.tsv") + ":label=1,first=2,second=3";
    String run = data.at("run");
    Cli.Result result =
        Cli.run(
            "evaluate",
            "--model",
            "twice=" + run + "," + run,
            "--model",
            run,
            "--backend",
            "java",
            "--pairs",
            pairs);
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().contains("± 0.0000 over 2 runs"), result.out());
    assertTrue(result.out().contains("better than majority class"), result.out());
    assertTrue(
        Pattern.compile("untrained encoder of twice +[01]\\.\\d+ ± 0\\.0000 over 2 runs")
            .matcher(result.out())
            .find(),
        result.out());
    Cli.Result markdown =
        Cli.run(
            "evaluate",
            "--model",
            "a|b=" + run,
            "--model",
            run,
            "--backend",
            "java",
            "--pairs",
            pairs,
            "--markdown");
    assertEquals(0, markdown.code(), markdown.err());
    List<String> lines = markdown.out().lines().toList();
    assertEquals("| | same accuracy | same f1 |", lines.get(0));
    assertTrue(lines.get(2).startsWith("| a\\|b | "), lines.get(2));
    assertTrue(lines.contains("| majority class | 50.0 | 0.0 |"), markdown.out());
    assertTrue(markdown.out().contains("| **100.0** | **100.0** |"), "the best: " + lines);
    assertTrue(
        markdown.out().contains("- same accuracy: a\\|b better than majority class by "),
        markdown.out());
    assertEquals(
        "simloss: --markdown is a table of several models: give --model NAME=RUN more than once, or"
            + " none",
        Cli.run("evaluate", "--model", run, "--pairs", pairs, "--markdown")
            .err()
            .lines()
            .findFirst()
            .orElse(""));
    Cli.Result alone =
        Cli.run("evaluate", "--vectors", data.vectors().toString(), "--pairs", pairs, "--json");
    assertEquals(0, alone.code(), alone.err());
    JsonNode rows = new ObjectMapper().readTree(alone.out()).get("rows");
    assertEquals(4, rows.size(), "majority, mean, max and mean, SIF");
    assertTrue(
        rows.get(1).get("scores").get("same").get("accuracy").get("mean").asDouble() > 0.8,
        alone.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "bad.tsv;1\\ta\\tb\\n0\\ta\\n;1;bad.tsv:2: 2 columns where 3 are needed",
        "bad.tsv;1\\ta\\tb\\n0\\t\\tb\\n;1;bad.tsv:2: the sentence in column 2 is empty",
        "bad.tsv;1\\ta\\tb\\n1\\tc\\td\\n;1;bad.tsv:2: every label",
        "same.tsv,bad.tsv;1\\ta\\tb\\n2\\tc\\td\\n;1;bad.tsv:2: no training example has the label '2'",
        "none.tsv;x;1;there is no file 'none.tsv'"
      })
  void badFilesAreNamed(String files, String content, int code, String message) throws Exception {
    Files.writeString(folder.resolve("bad.tsv"), content.replace("\\t", "\t").replace("\\n", "\n"));
    String paths = Arrays.stream(files.split(",", -1)).map(data::at).collect(joining(","));
    Cli.Result result =
        Cli.run(
            "evaluate",
            "--model",
            data.at("run"),
            "--pairs",
            "x=" + paths + ":label=1,first=2,second=3");
    assertEquals(code, result.code(), result.err());
    assertTrue(result.err().replace(folder + File.separator, "").contains(message), result.err());
    assertTrue(result.err().startsWith("simloss: "), result.err());
    assertEquals(1, result.lines().size() + result.err().lines().count(), result.err());
  }

  @Test
  void wrongUse() {
    for (String args :
        List.of(
            "evaluate --model run",
            "evaluate --model run --pairs x",
            "evaluate --pairs x=a:label=1,first=2,second=3",
            "evaluate --model a,b --pairs x=a:label=1,first=2,second=3",
            "evaluate --model a --model a --pairs x=a:label=1,first=2,second=3",
            "evaluate --model a --model b --reconstruction x",
            "evaluate --model run --sentences x=a:label=1,first=2,second=3",
            "evaluate --model run --near 0 --reconstruction x",
            "evaluate --model run --pairs-tokenizer x --reconstruction x",
            "evaluate --model run --pairs-max-length 0 --reconstruction x",
            "evaluate --model run --pairs x=a:label=1,first=2,second=3"
                + " --pairs x=b:label=1,first=2,second=3")) {
      Cli.Result result = Cli.run(args.split(" ", -1));
      assertEquals(2, result.code(), args + ": " + result.err());
      assertEquals(1, result.err().lines().count(), result.err());
    }
  }
}
