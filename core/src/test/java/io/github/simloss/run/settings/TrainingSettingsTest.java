package io.github.simloss.run.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.batch.Noise;
import io.github.simloss.io.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parts are of Java alone: files have all settings side by side, in one order. */
class TrainingSettingsTest {
  private static final String BEFORE_SCHEDULES =
      "{\"epochs\":4,\"batchSize\":8,\"learningRate\":0.02,\"clipNorm\":6.0,\"evaluateEvery\":9,"
          + "\"patience\":2,\"checkpointEvery\":3,\"keepCheckpoints\":5,\"samples\":1,"
          + "\"groupByLength\":true,\"seed\":11,\"checkpointMinutes\":0.5,\"rewinds\":7";

  private static final TrainingSettings SETTINGS =
      TrainingSettings.DEFAULT
          .withOptimization(
              o ->
                  o.withEpochs(4)
                      .withBatchSize(8)
                      .withLearningRate(0.02)
                      .withClipNorm(6)
                      .withGroupByLength(true))
          .withEvaluation(e -> e.withEvery(9).withPatience(2).withSamples(1))
          .withCheckpoints(c -> c.withEvery(3).withMinutes(0.5).withKeep(5).withRewinds(7))
          .withSeed(11);

  private static TrainingSettings read(String json) {
    return Json.parse(json, "config.json", TrainingSettings.class);
  }

  @Test
  void filesHaveThemSideBySide() {
    String plain = BEFORE_SCHEDULES + ",\"schedule\":\"constant\"}";
    assertEquals(plain, Json.toLine(SETTINGS));
    assertEquals(SETTINGS, read(plain));
    TrainingSettings noisy =
        SETTINGS
            .withOptimization(o -> o.withSchedule(LearningRateSchedule.LINEAR))
            .withNoise(new Noise(0.1, 0.2, 0.3));
    String full =
        BEFORE_SCHEDULES
            + ",\"schedule\":\"linear\",\"noise\":{\"wordDropout\":0.1,\"wordSwap\":0.2,"
            + "\"decoderWordDropout\":0.3}}";
    assertEquals(full, Json.toLine(noisy));
    assertEquals(noisy, read(full));
  }

  @Test
  void aFileFromBeforeThereWereSchedulesIsRead() {
    assertEquals(SETTINGS, read(BEFORE_SCHEDULES + "}"));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"epochs\":4', '\"epochs\":0', epochs is 0; it must be at least 1",
    "'\"clipNorm\":6.0', '\"clipNorm\":-1', clipNorm is -1.0; it must be a number above 0",
    "'\"samples\":1', '\"samples\":-1', samples is -1; it must be at least 0",
    "'\"rewinds\":7', '\"rewinds\":-7', rewinds is -7; it must be at least 0",
    "'\"checkpointMinutes\":0.5', '\"checkpointMinutes\":-1', checkpointMinutes is -1.0",
    "'\"seed\":11', '\"seed\":11,\"sead\":1', unknown field 'sead'",
    "'\"seed\":11', '\"seed\":null', is missing or null"
  })
  void whatIsRefusedIsNamedAsInTheFile(String sound, String wrong, String expected) {
    String json = BEFORE_SCHEDULES.replace(sound, wrong) + "}";
    assertFalse(json.equals(BEFORE_SCHEDULES + "}"));
    SimlossException e = assertThrows(SimlossException.class, () -> read(json));
    assertTrue(e.getMessage().contains(expected), e.getMessage());
    assertTrue(e.getMessage().startsWith("config.json:"), e.getMessage());
  }
}
