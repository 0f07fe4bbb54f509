package io.github.simloss.spark.internal.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.run.settings.LearningRateSchedule;
import io.github.simloss.text.StopWords;
import io.github.simloss.train.Preset;
import io.github.simloss.train.data.WordExceptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options by name mean what they mean to {@code simloss train}. */
class NamedSettingsTest {
  private @TempDir Path folder;

  private static WordExceptions exceptions(Map<String, String> options) {
    return NamedSettings.of(options).vocabulary().exceptions();
  }

  @Test
  void withoutOptionsTheyAreThePresetsOfTheCommandLine() {
    for (Preset preset : Preset.ALL) {
      NamedSettings settings = NamedSettings.of(Map.of("preset", preset.label()));
      assertEquals(preset.model(), settings.model());
      assertEquals(preset.vocabulary(), settings.vocabulary());
      assertEquals(preset.training(), settings.training());
      assertEquals(preset.loss(), settings.loss());
    }
    assertEquals(
        NamedSettings.of(Map.of("preset", "default")).toString(),
        NamedSettings.of(Map.of()).toString());
  }

  @Test
  void stopWordsAreAListOfAFileOrAName() throws IOException {
    Path file = Files.writeString(folder.resolve("stop.txt"), "der die\ndas\n\n und");
    assertEquals(
        List.of("der", "die", "das", "und"),
        exceptions(Map.of("stop-words", file.toString())).stopWords());
    assertEquals(StopWords.english(), exceptions(Map.of("stop-words", "english")).stopWords());
    // A list that is asked for holds whatever the text is.
    assertEquals(0, exceptions(Map.of("stop-words", "english")).otherLanguageShare());
    assertEquals(2e-3, exceptions(Map.of()).otherLanguageShare());
    assertEquals(List.of(), exceptions(Map.of("stop-words", "none")).stopWords());
    assertEquals(
        List.of(",", "Ab"),
        exceptions(Map.of("stop-words", "none", "stop-word", " , Ab ")).stopWords());
    assertEquals(
        List.of("x", "y", "z"),
        NamedSettings.of(
                Map.of("exclude-words", "hdfs:/w.txt", "exclude-word", "z"),
                name -> name.equals("hdfs:/w.txt") ? List.of("x", "y") : List.of())
            .vocabulary()
            .exceptions()
            .excludedWords());
    String message =
        assertThrows(
                SimlossException.class,
                () -> NamedSettings.of(Map.of("stop-words", folder + "/nowhere")))
            .getMessage();
    assertTrue(message.contains("stop-words") && message.contains("nowhere"), message);
  }

  @Test
  void similaritiesAreAFileOfTheUsers() {
    assertNull(NamedSettings.of(Map.of()).similarities());
    assertEquals("s.npy", NamedSettings.of(Map.of("similarities", "s.npy")).similarities());
  }

  @ParameterizedTest
  @CsvSource({
    "on-divergence, rewind, a run that diverges ends",
    "rewinds, 3, a run that diverges ends",
    "device, cuda, use the CPU",
    "resume, run, on one machine",
    "config, settings.json, on one machine",
    "visdom, http://localhost:8097, on one machine",
    "colour, red, there is no option",
    "learning-rate-schedule, cosine, neither constant nor linear",
    "epochs, many, no number",
    "bidirectional, yes, neither true nor false"
  })
  void whatIsNotOfferedIsNamedInOneLine(String option, String value, String why) {
    String message =
        assertThrows(SimlossException.class, () -> NamedSettings.of(Map.of(option, value)))
            .getMessage();
    assertTrue(message.contains(option) && message.contains(why), message);
    assertFalse(message.contains("\n"), message);
  }

  @Test
  void whatSparkDoesAnywayMayBeSaid() {
    assertEquals(
        LearningRateSchedule.CONSTANT,
        NamedSettings.of(Map.of("on-divergence", "stop", "learning-rate-schedule", "constant"))
            .training()
            .optimization()
            .schedule());
  }
}
