package io.github.simloss.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.simloss.cli.Cli;
import io.github.simloss.cli.SmallData;
import io.github.simloss.io.json.Json;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.settings.LearningRateSchedule;
import io.github.simloss.run.settings.OptimizationSettings;
import io.github.simloss.text.StopWords;
import io.github.simloss.train.Preset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run is made with when little is said. */
class PresetTest {
  private static final String TRAIN = "train --backend java --hidden-size 3 --epochs 1 --samples 0";
  private @TempDir Path folder;
  private SmallData data;

  @BeforeEach
  void data() throws IOException {
    data = SmallData.in(folder);
    Files.write(data.train(), Files.readAllLines(data.train()).subList(0, 40));
    Files.write(data.dev(), Files.readAllLines(data.dev()).subList(0, 10));
  }

  private RunConfig train(String name, String more) {
    Cli.Result result = data.on(TRAIN + " --out " + data.at(name) + more);
    assertEquals(0, result.code(), result.err());
    return RunConfig.read(folder.resolve(name).resolve("config.json"));
  }

  @Test
  void ownTextIsTrainedOnWithTheDefaultPreset() {
    RunConfig config = train("run", "");
    OptimizationSettings expected = Preset.DEFAULT.training().optimization();
    OptimizationSettings found = config.training().optimization();
    assertEquals(expected.withEpochs(1), found);
    assertEquals(LearningRateSchedule.LINEAR, found.schedule());
    assertTrue(found.learningRate() >= 1e-3, "it moves");
    assertEquals(Preset.DEFAULT.training().evaluation().patience(), 3);
    assertEquals(3, config.training().evaluation().patience());
    assertEquals(StopWords.english(), config.stopWords());
    assertEquals(
        Preset.DEFAULT.vocabulary().text().maxLength(), config.spec().embedding().maxLength());
    assertEquals(
        Preset.DEFAULT.model().decoder().outputLayer(), config.spec().decoder().outputLayer());
    assertEquals(config, named("default", config), "the name is that of the default");
  }

  /** The same but for where and when. */
  private RunConfig named(String preset, RunConfig run) {
    RunConfig config = train("named", " --preset " + preset);
    return new RunConfig(
        config.format(),
        config.version(),
        config.spec(),
        config.tokenizer(),
        config.bigrams(),
        config.form(),
        config.loss(),
        config.stopWords(),
        config.excludedWords(),
        config.training(),
        config.postProcessing(),
        run.provenance());
  }

  @Test
  void thePublishedPresetIsThePapers() {
    RunConfig config = train("run", " --preset published");
    assertEquals(
        Preset.PUBLISHED.training().withOptimization(o -> o.withEpochs(1)).optimization(),
        config.training().optimization());
    assertEquals(5e-5, config.training().optimization().learningRate());
    assertEquals(10, config.training().optimization().batchSize());
    assertEquals(0, config.training().evaluation().patience());
    assertEquals(List.of(), config.stopWords());
    assertEquals(15, config.spec().embedding().maxLength());
  }

  /** A comparison stays with the paper unless it is given a preset. */
  @Test
  void compareStaysWithThePaper() {
    Cli.Result result =
        data.on(
            "compare --losses ce --backends java --hidden-size 3 --epochs 1 --out "
                + data.at("both"));
    assertEquals(0, result.code(), result.err());
    JsonNode settings = Json.read(folder.resolve("both/settings.json"), JsonNode.class);
    JsonNode text = settings.get("settings");
    assertEquals(15, text.get("maxLength").asInt());
    assertEquals(0, text.get("stopWords").size());
    assertEquals(10, text.get("training").get("batchSize").asInt());
    assertEquals("constant", text.get("training").get("schedule").asText());
  }

  @ParameterizedTest
  @CsvSource({
    "--stop-words none, 0",
    "--stop-words none --stop-word the, 1",
    "--preset published --stop-words english, -1",
    "--preset published --stop-word the --stop-word was, 2",
  })
  void stopWordsAreChosen(String options, int count) {
    List<String> words = train("run", " " + options).stopWords();
    assertEquals(count < 0 ? StopWords.english().size() : count, words.size());
  }

  @Test
  void aFileOfStopWordsTakesThePlaceOfTheList() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.txt"), "food\n the\twas ");
    assertEquals(
        List.of("food", "the", "was", "kind"),
        train("run", " --stop-word kind --stop-words " + file).stopWords());
  }

  @Test
  void aStopWordIsWrittenAsTheTextIs() {
    assertEquals(List.of("kind"), train("run", " --stop-words none --stop-word KIND").stopWords());
    assertEquals(List.of("soup"), train("other", " --exclude-word Soup").excludedWords());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", " a", "a\n", "a\tb", "\u3000"})
  void whatIsNoWordIsRefused(String word) {
    for (String option : List.of("--stop-word", "--exclude-word")) {
      Cli.Result result = Cli.run("train", "--backend", "java", option, word);
      assertEquals(2, result.code(), result.err());
      assertTrue(result.err().contains(option + ": "), result.err());
      assertTrue(result.err().contains("is no word"), result.err());
    }
  }

  @Test
  void textOfAnotherLanguageIsSaidToBe() throws IOException {
    for (Path file : List.of(data.train(), data.dev(), data.vectors())) {
      String text = Files.readString(file).replaceAll("(?<![^\\s])(?=\\p{L})", "q");
      Files.writeString(file, text);
    }
    Cli.Result result = data.on(TRAIN + " --out " + data.at("run"));
    assertEquals(0, result.code(), result.err());
    assertTrue(result.err().contains("seems to be of another language"), result.err());
    List<String> words = RunConfig.read(folder.resolve("run/config.json")).stopWords();
    assertTrue(words.contains("qthe"), words.toString());
  }

  /** With its list and the share of its weights. */
  @ParameterizedTest
  @CsvSource({"default", "sentences", "published"})
  void aRunIsTrainedAgainFromItsConfiguration(String preset) throws IOException {
    train("run", " --min-count 1 --preset " + preset);
    Cli.Result again =
        Cli.run(
            "train",
            "--config",
            folder.resolve("run/config.json").toString(),
            "--out",
            data.at("again"));
    assertEquals(0, again.code(), again.err());
    assertEquals(
        -1,
        Files.mismatch(
            folder.resolve("run/model.safetensors"), folder.resolve("again/model.safetensors")));
  }
}
