package io.github.simloss.run.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.RunVerifier;
import io.github.simloss.run.checkpoint.HistoryEntry;
import io.github.simloss.run.checkpoint.Manifest;
import io.github.simloss.testing.ExportedRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The card is true, the same every time, and the user's own page is left alone. */
class ModelCardTest {
  private static final List<HistoryEntry> HISTORY =
      List.of(
          new HistoryEntry(5, 1, 3, 2.5, 10, 1, true, 1e-3),
          new HistoryEntry(10, 2, 2, 2.25, 10, 2, true, 1e-3),
          new HistoryEntry(15, 3, 1, 2.75, 10, 3, false, 1e-3));

  @TempDir Path folder;
  private RunDirectory run;
  private RunConfig config;

  @BeforeEach
  void aRun() {
    run = RunDirectory.open(ExportedRuns.write(folder.resolve("run"), 2));
    config = run.readConfig();
  }

  private String text() throws Exception {
    return Files.readString(run.card());
  }

  @Test
  void whatItSays() throws Exception {
    new ModelCard(run).write(config, HISTORY);
    String card = text();
    assertTrue(card.contains("| best dev loss | 2.25 at step 10 |"), card);
    assertTrue(
        card.contains("| training sentences | train.txt | 1 | " + "0".repeat(64) + " |"), card);
    assertTrue(card.contains("a code of " + config.spec().codeSize() + " numbers"), card);
    assertTrue(card.contains("SentenceModel.load(Path.of(\"this-folder\"))"), card);
    assertFalse(card.contains(folder.toString()), "no folder of this machine");
    assertTrue(Manifest.read(run.root()).sha256().containsKey("README.md"));
    new ModelCard(run).write(config, HISTORY);
    assertEquals(card, text());
  }

  @Test
  void scoresAreReplaced() throws Exception {
    ModelCard card = new ModelCard(run);
    card.write(config, HISTORY);
    String before = text();
    card.addScores("set: 2 classes\n  this model  accuracy 0.5\n");
    card.addScores("set: 2 classes\n  this model  accuracy 0.7\n");
    assertEquals(
        before
            + "\n## Scores\nBy `simloss evaluate`:\n\n    set: 2 classes\n      this model  accuracy 0.7\n",
        text());
    assertTrue(RunVerifier.verify(run.root()).stream().allMatch(RunVerifier.Finding::ok));
    card.drop();
    assertThrows(SimlossException.class, () -> card.addScores(""));
  }

  @Test
  void itGoesWithTheModelThatItDescribes() throws Exception {
    new ModelCard(run).write(config, HISTORY);
    new ModelCard(run).drop();
    assertFalse(Files.exists(run.card()));
    assertFalse(Manifest.read(run.root()).sha256().containsKey("README.md"));
    new ModelCard(run).drop();
  }

  @Test
  void aPageOfYourOwnStays() throws Exception {
    Files.writeString(run.card(), "# Mine\n");
    new ModelCard(run).drop();
    new ModelCard(run).write(config, HISTORY);
    assertEquals("# Mine\n", text());
    assertFalse(Manifest.read(run.root()).sha256().containsKey("README.md"));
  }

  @Test
  void aRunThatSomebodyChangedOnPurposeHasNoManifest() throws Exception {
    Files.delete(run.root().resolve(Manifest.NAME));
    new ModelCard(run).write(config, HISTORY);
    assertTrue(Files.exists(run.card()));
    assertFalse(Files.exists(run.root().resolve(Manifest.NAME)));
    assertEquals(config, run.readConfig());
  }

  @Test
  void textFromOutsideIsText() {
    assertEquals(
        "\\[a\\](b) \\| \\<img\\> \\`x\\` \\& \\\\u000ac http\\://x",
        Markdown.escape("[a](b) | <img> `x` & \nc http://x"));
    assertEquals("| a\\|b | 1 |\n", Markdown.row("a|b", 1));
  }
}
