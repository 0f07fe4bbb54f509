package io.github.simloss.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.java.JavaBackend;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.run.RunVerifier;
import io.github.simloss.run.settings.TrainingSettings;
import io.github.simloss.testing.Fuzz;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bits flip and files are cut, emptied or lost while nobody looks: {@code verify} sees it, and the
 * run goes on to the same bytes or names the file. {@code -Dsimloss.damages=N} asks for N of each
 * kind a file instead of 3.
 */
class DamageTest {
  private static final int DAMAGES = Integer.getInteger("simloss.damages", 3);
  private static final List<String> KINDS = List.of("flip", "cut", "empty", "lose");

  /** Files of which there is no second copy: the run cannot go on without the right ones. */
  private static final Set<String> SINGLE =
      Set.of("config.json", "vocabulary.tsv", "manifest.json");

  private final Engine engine = new JavaBackend().open(Device.CPU);
  private @TempDir Path folder;
  private RunCopy stopped;
  private String whole;

  @BeforeEach
  void train() throws IOException {
    TinyData data = new TinyData(folder, 16, 4);
    TrainingSettings settings =
        TrainingSettings.DEFAULT
            .withOptimization(o -> o.withEpochs(2).withBatchSize(8).withLearningRate(0.02))
            .withEvaluation(e -> e.withSamples(0))
            .withCheckpoints(c -> c.withEvery(1))
            .withSeed(11);
    int[] asked = {0};
    for (String name : List.of("whole", "stopped")) {
      TrainingJob.prepare(
              data.request(folder.resolve(name), 3, "ce", settings), TinyData::vectors, engine)
          .train(engine, List.of(), () -> name.equals("stopped") && ++asked[0] == 3);
    }
    whole = RunBytes.of(folder.resolve("whole"));
    stopped = new RunCopy(folder.resolve("stopped"));
  }

  private static boolean damage(Path file, String kind, SeededRandom random) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    switch (kind) {
      case "flip" -> {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, bytes);
      }
      // More than the line end, which nobody misses.
      case "cut" -> Files.write(file, Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length - 2)));
      case "empty" -> Files.write(file, new byte[0]);
      default -> Files.delete(file);
    }
    return !kind.equals("flip");
  }

  @Test
  void damageIsSeenAndSurvivedOrNamed() throws IOException {
    assertEquals(15, stopped.files().size(), () -> stopped.files().keySet().toString());
    for (String kind : KINDS) {
      int tried = 0;
      int seen = 0;
      int survived = 0;
      for (String name : stopped.files().keySet()) {
        for (int i = 0; i < (kind.equals("flip") || kind.equals("cut") ? DAMAGES : 1); i++) {
          Path run = stopped.layOut();
          boolean mustBeSeen =
              damage(run.resolve(name), kind, SeededRandom.derive(i, kind + name, 0));
          String which = kind + " " + i + " of " + name;
          boolean found = verify(run, which);
          assertTrue(found || !mustBeSeen, which + " was not seen");
          tried++;
          seen += found ? 1 : 0;
          survived += goOn(run, name, which, found) ? 1 : 0;
          try (FileSystem disk = run.getFileSystem()) {
            assertTrue(disk.isOpen());
          }
        }
      }
      // A flip may be harmless: of E to e in a number, or in the name of the release.
      assertTrue(seen >= 0.9 * tried, kind + ": seen " + seen + " of " + tried);
      System.out.println(
          kind
              + ": "
              + tried
              + " tried, "
              + seen
              + " seen by verify, "
              + survived
              + " survived by resume");
    }
  }

  private static boolean verify(Path run, String which) {
    boolean found = false;
    for (RunVerifier.Finding finding : RunVerifier.verify(run)) {
      assertTrue(finding.message().isEmpty() || Fuzz.isOneLine(finding.message()), which + finding);
      found |= !finding.ok();
    }
    return found;
  }

  /** Resumes; returns whether it ended in the bytes of the undisturbed run. */
  private boolean goOn(Path run, String name, String which, boolean found) throws IOException {
    List<String> notices = new ArrayList<>();
    try {
      TrainingJob.resume(run, engine, notices::add).train(engine, List.of(), () -> false);
    } catch (SimlossException e) {
      assertTrue(SINGLE.contains(name), which + ": " + e.getMessage());
      assertTrue(e.getMessage().contains(name), which + ": " + e.getMessage());
      return false;
    }
    String end = RunBytes.of(run);
    // A manifest that is lost is not made again: the files it covered were read without it.
    assertEquals(
        whole,
        which.startsWith("lose") && name.equals("manifest.json")
            ? end.replace("model.safetensors", "manifest.json \nmodel.safetensors")
            : end,
        which);
    if (found && name.startsWith("checkpoint/step-000000000003/")) {
      assertEquals(1, notices.size(), which + notices);
      assertTrue(
          notices.get(0).contains("step-000000000002 is used instead"), which + ": " + notices);
    }
    return true;
  }
}
