package io.github.simloss.cli.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.simloss.cli.Cli;
import io.github.simloss.cli.SmallData;
import io.github.simloss.io.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code compare} of models other than the published one. */
class CompareFamilyTest {
  private @TempDir Path folder;
  private SmallData data;

  @BeforeEach
  void unpack() throws IOException {
    data = SmallData.in(folder);
  }

  private Cli.Result compare(String options) {
    return data.on(
        "compare --backends java --json --batch-size 32 --out "
            + data.at("all")
            + " --reconstruction "
            + data.dev()
            + " "
            + options);
  }

  private JsonNode json(String file) {
    return Json.read(folder.resolve(file), JsonNode.class);
  }

  @Test
  void thePresetForSentences() throws Exception {
    String options =
        "--preset sentences --hidden-size 8 --losses ce,soft-label,soft-label:neighbours=3";
    Cli.Result first = compare(options);
    assertEquals(0, first.code(), first.err());
    for (String run : List.of("ce-java-1", "soft-label-java-1", "soft-label-neighbours-3-java-1")) {
      JsonNode config = json("all/" + run + "/config.json");
      assertEquals("bag", config.at("/spec/decoder/kind").asText());
      assertEquals("max-mean", config.at("/spec/encoder/pooling").asText());
      assertTrue(config.at("/spec/encoder/bidirectional").asBoolean());
      assertEquals("linear", config.at("/training/schedule").asText().toLowerCase(Locale.ROOT));
    }
    assertEquals(10, json("all/soft-label-java-1/config.json").at("/loss/neighbours").asInt());
    assertEquals(
        3, json("all/soft-label-neighbours-3-java-1/config.json").at("/loss/neighbours").asInt());
    assertTrue(
        json("all/ce-java-1/config.json").at("/loss/neighbours").isMissingNode(),
        "a preset's options of a loss are not those of another");
    Cli.Result again = compare(options);
    assertEquals(0, again.code(), again.err());
    assertEquals(3, again.err().split(": done before", -1).length - 1, again.err());
    assertEquals(first.out(), again.out());
    Cli.Result published = compare("--hidden-size 8 --losses ce");
    assertEquals(1, published.code(), published.out());
    assertTrue(published.err().contains("holds a comparison with other settings"), published.err());
  }

  /** Each setting of the model may be a row. */
  @Test
  void rowsNameOptionsOfTheModel() {
    String bag = "ce:decoder=bag:output-layer=tied:pooling=max-mean:bidirectional=true";
    String options =
        "--hidden-size 6 --epochs 1 --learning-rate 1e-2 --losses ce,"
            + bag
            + ",soft-label:neighbours=3:pooling=mean:code-size=5:word-dropout=0.1";
    Cli.Result first = compare(options);
    assertEquals(0, first.code(), first.err());
    assertEquals("lstm", json("all/ce-java-1/config.json").at("/spec/decoder/kind").asText());
    JsonNode ofBag = json("all/" + bag.replaceAll("[^a-z0-9.]+", "-") + "-java-1/config.json");
    assertEquals("bag", ofBag.at("/spec/decoder/kind").asText());
    assertEquals("tied", ofBag.at("/spec/decoder/outputLayer").asText());
    assertTrue(ofBag.at("/spec/encoder/bidirectional").asBoolean());
    assertEquals(6, ofBag.at("/spec/encoder/hiddenSize").asInt(), "the common size");
    assertEquals(false, ofBag.at("/form/sourceEnd").asBoolean());
    JsonNode mean =
        json(
            "all/soft-label-neighbours-3-pooling-mean-code-size-5-word-dropout-0.1-java-1"
                + "/config.json");
    assertEquals(3, mean.at("/loss/neighbours").asInt());
    assertEquals(5, mean.at("/spec/encoder/codeSize").asInt());
    assertEquals(0.1, mean.at("/training/noise/wordDropout").asDouble());
    Cli.Result again = compare(options);
    assertEquals(0, again.code(), again.err());
    assertEquals(3, again.err().split(": done before", -1).length - 1, again.err());
    Cli.Result wrong = compare("--hidden-size 6 --losses ce:pooling=first");
    assertEquals(2, wrong.code(), wrong.err());
    assertTrue(wrong.err().contains("unknown pooling 'first'"), wrong.err());
  }

  @Test
  void trainTakesTheLossOfThePresetToo() {
    String train = "train --preset sentences --hidden-size 2 --samples 0 --backend java --out ";
    assertEquals(0, data.on(train + data.at("plain")).code());
    assertEquals(10, json("plain/config.json").at("/loss/neighbours").asInt());
    assertEquals(
        0, data.on(train + data.at("other") + " --neighbours 4 --loss-option epsilon=1e-3").code());
    assertEquals(4, json("other/config.json").at("/loss/neighbours").asInt());
    assertEquals(1e-3, json("other/config.json").at("/loss/epsilon").asDouble());
  }

  @Test
  void aBagStoppedOnTheWayGoesOnToTheSame() throws Exception {
    String options =
        "--decoder bag --output-layer tied --hidden-size 8 --epochs 1 --losses ce"
            + " --learning-rate 1e-2 --evaluate-every 5 --keep-checkpoints 50";
    Cli.Result whole = compare(options);
    assertEquals(0, whole.code(), whole.err());
    JsonNode scores = json("all/comparison.json").at("/runs/0/scores");
    assertTrue(scores.get("tokenAccuracy").asDouble() > 0.1, scores.toString());
    Path run = folder.resolve("all/ce-java-1");
    byte[] model = Files.readAllBytes(run.resolve("model.safetensors"));
    Files.delete(run.resolve("result.json"));
    List<Path> checkpoints;
    try (Stream<Path> all = Files.list(run.resolve("checkpoint"))) {
      checkpoints = all.sorted().toList();
    }
    for (Path checkpoint : checkpoints.subList(2, checkpoints.size())) {
      try (Stream<Path> files = Files.list(checkpoint)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(checkpoint);
    }
    Cli.Result rest = compare(options);
    assertEquals(0, rest.code(), rest.err());
    assertTrue(!rest.err().contains("done before"), rest.err());
    assertArrayEquals(model, Files.readAllBytes(run.resolve("model.safetensors")));
    assertEquals(scores, json("all/comparison.json").at("/runs/0/scores"));
    assertTrue(compare(options).err().contains("ce-java-1: done before"));
  }
}
