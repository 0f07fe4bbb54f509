package io.github.simloss.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.simloss.io.npy.Npy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models other than the published one, as a user makes and uses them. */
class FamilyTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SENTENCES = "the soup was so yummy\nour waiter was rude\n";
  private @TempDir Path folder;

  private Cli.Result ok(String input, String command) throws Exception {
    Cli.Result result = Cli.start(folder, input, command.split(" ", -1));
    assertEquals(0, result.code(), result.err());
    return result;
  }

  @ParameterizedTest
  @ValueSource(strings = {"djl", "dl4j"})
  void codesWorthUsing(String backend) throws Exception {
    SmallData.in(folder);
    ok(
        "",
        "train --preset sentences --hidden-size 12 --epochs 1 --min-count 1 --word-dropout 0.1"
            + " --train train.txt --dev dev.txt --vectors sample/vectors.vec --tokenizer whitespace"
            + " --batch-size 16 --out run --backend "
            + backend);
    JsonNode config = JSON.readTree(folder.resolve("run/config.json").toFile());
    assertEquals(2, config.get("format").asInt());
    assertEquals("bag", config.at("/spec/decoder/kind").asText());
    assertEquals(12, config.at("/spec/decoder/hiddenSize").asInt());
    assertEquals("max-mean", config.at("/spec/encoder/pooling").asText());
    assertEquals(0.1, config.at("/training/noise/wordDropout").asDouble());
    List<float[]> codes = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (String engine : List.of(backend, "java")) {
      ok(SENTENCES, "encode --model run --format npy --out c.npy --backend " + engine);
      codes.add(Npy.read(folder.resolve("c.npy")).values());
      Files.delete(folder.resolve("c.npy"));
      Cli.Result said = ok(SENTENCES, "reconstruct --model run --json --backend " + engine);
      assertTrue(said.err().contains("the most probable first"), said.err());
      words.add(said.out());
    }
    assertEquals(2 * 4 * 12, codes.get(0).length);
    assertArrayEquals(codes.get(0), codes.get(1), 1e-5f);
    assertEquals(words.get(0), words.get(1), "engines name the same words");
    assertEquals(
        5,
        JSON.readTree(words.get(0).lines().findFirst().orElseThrow())
            .get("output")
            .asText()
            .split(" ", -1)
            .length);
    ok("", "verify run");
    ok("", "report run --backend " + backend);
  }

  @Test
  void aResumedRunKeepsItsEngine() throws Exception {
    SmallData data = SmallData.in(folder);
    Cli.Result trained =
        data.on(
            "train --encoder-layers 2 --bidirectional --pooling mean --code-size 9 --hidden-size 6"
                + " --decoder-size 8 --output-layer tied --decoder-word-dropout 0.2 --epochs 1"
                + " --batch-size 32 --samples 0 --backend java --out "
                + data.at("run"));
    assertEquals(0, trained.code(), trained.err());
    Cli.Result resumed = Cli.run("train", "--resume", data.at("run"));
    assertEquals(0, resumed.code(), resumed.err());
    assertTrue(resumed.err().startsWith("plain Java"), "the engine of the run continues it");
    assertTrue(ok("", "train --resume run --backend dl4j").err().startsWith("ND4J"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--pooling first | unknown pooling 'first': use one of last, mean, max, max-mean",
        "--decoder gru | unknown decoder 'gru': use lstm or bag",
        "--output-layer open | unknown output layer 'open': use free or tied",
        "--preset best | unknown preset 'best': use one of default, published, sentences",
        "--weighted-mean | a weighted mean needs a mean",
        "--weighted-targets | only the decoder 'bag' weights its target words",
        "--decoder bag --decoder-word-dropout 0.1 | bag is fed nothing",
        "--word-dropout 1 | wordDropout is 1",
        "--encoder-layers 0 | --encoder-layers is 0",
        "--code-size -1 | --code-size is -1",
        "--unknown-words drop | neither keep nor skip"
      })
  void whatDoesNotFitIsOneLine(String options, String message) throws Exception {
    List<String> args =
        new ArrayList<>(
            List.of("train", "--out", folder.resolve("run").toString(), "--backend", "java"));
    args.addAll(List.of(options.split(" ", -1)));
    Cli.Result result = Cli.run(args.toArray(String[]::new));
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().contains(message), result.err());
    assertFalse(Files.exists(folder.resolve("run")), "nothing is written on wrong usage");
  }
}
