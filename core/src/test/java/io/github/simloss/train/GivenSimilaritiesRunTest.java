package io.github.simloss.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.java.JavaBackend;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.train.data.VocabularySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs whose loss has shaped, excluded or given similarities. */
class GivenSimilaritiesRunTest {
  private final Engine engine = new JavaBackend().open(Device.CPU);
  private @TempDir Path folder;
  private TinyData data;
  private Path similarities;

  @BeforeEach
  void writeData() throws IOException {
    data = new TinyData(folder);
    similarities =
        Files.writeString(
            folder.resolve("similarities.txt"), "good great 0.8\nfood meal 0.7\nbad evil 0.5\n");
  }

  private TrainingJob prepare(String out, LossSpec loss, List<String> excluded, Path given) {
    TrainingRequest plain = data.request(out, loss.name(), TinyData.settings(2, 0.02));
    VocabularySettings words = plain.vocabulary();
    TrainingRequest request =
        new TrainingRequest(
            plain.data().withSimilarities(given),
            words.withExceptions(e -> e.withExcludedWords(excluded)),
            plain.model(),
            loss,
            plain.training(),
            plain.output());
    return TrainingJob.prepare(request, TinyData::vectors, engine);
  }

  private TrainingOutcome train(TrainingJob job, BooleanSupplier stop) {
    return job.train(engine, List.of(), stop);
  }

  private TrainingJob resume(String out) {
    return TrainingJob.resume(folder.resolve(out), engine, notice -> {});
  }

  private static BooleanSupplier after(int steps) {
    int[] asked = {0};
    return () -> ++asked[0] == steps;
  }

  private byte[] model(String out) throws IOException {
    return Files.readAllBytes(folder.resolve(out).resolve("model.safetensors"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soft-label", "weighted-ce"})
  void aStoppedRunGoesOnExactly(String name) throws IOException {
    LossSpec loss = LossSpec.of(name).with("power", 2).with("floor", 0.1);
    List<String> excluded = List.of("awful", "nowhere");
    train(prepare("whole", loss, excluded, similarities), () -> false);
    train(prepare("parts", loss, excluded, similarities), after(5));
    TrainingJob resumed = resume("parts");
    assertEquals(2, resumed.similarities().given().pairs());
    assertEquals(1, resumed.similarities().given().outside());
    assertEquals(excluded, resumed.config().excludedWords());
    train(resumed, () -> false);
    assertArrayEquals(model("whole"), model("parts"));
    // It is what was given that made it so.
    train(prepare("cosines", loss, excluded, null), () -> false);
    assertFalse(Arrays.equals(model("whole"), model("cosines")));
    train(prepare("shaped", LossSpec.of(name), List.of(), null), () -> false);
    assertFalse(Arrays.equals(model("shaped"), model("cosines")));
  }

  @Test
  void aRunWithoutThemHasTheFileItAlwaysHad() throws IOException {
    prepare("run", LossSpec.of("soft-label"), List.of(), null);
    String config = Files.readString(folder.resolve("run/config.json"));
    assertFalse(config.contains("excludedWords"), config);
    assertFalse(config.contains("similarities"), config);
    assertEquals(List.of(), resume("run").config().excludedWords());
    prepare("given", LossSpec.of("soft-label"), List.of("bad"), similarities);
    config = Files.readString(folder.resolve("given/config.json"));
    assertTrue(config.contains("excludedWords"), config);
    assertTrue(config.contains("similarities.txt"), config);
  }

  @Test
  void aChangedFileIsNoticedOnResume() throws IOException {
    train(prepare("run", LossSpec.of("soft-label"), List.of(), similarities), after(3));
    Files.writeString(similarities, "good great 0.9\n");
    SimlossException e = assertThrows(SimlossException.class, () -> resume("run"));
    assertTrue(e.getMessage().contains("similarities.txt is not the file"), e.getMessage());
  }

  @Test
  void aBadFileLeavesNothingBehind() throws IOException {
    Files.writeString(similarities, "good great 0.9\ngood great\n");
    SimlossException e =
        assertThrows(
            SimlossException.class,
            () -> prepare("run", LossSpec.of("soft-label"), List.of(), similarities));
    assertTrue(e.getMessage().contains("similarities.txt:2: "), e.getMessage());
    assertFalse(Files.exists(folder.resolve("run")));
  }
}
