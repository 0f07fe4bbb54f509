package io.github.simloss.run.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.java.JavaBackend;
import io.github.simloss.run.RunVerifier;
import io.github.simloss.run.SentenceModel;
import io.github.simloss.run.vectors.VectorsFile;
import io.github.simloss.run.vectors.WordTable;
import io.github.simloss.testing.ExportedRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that travels: sound, whole, and with the vectors of words that its model lacks. */
class RunFolderExporterTest {
  @TempDir Path folder;
  private Path run;
  private Path out;

  @BeforeEach
  void aRunWithoutVectors() {
    run = ExportedRuns.write(folder.resolve("run"), 1);
    out = folder.resolve("out");
  }

  private static float[] code(Path run, String sentence) {
    try (Engine engine = new JavaBackend().open(Device.CPU);
        SentenceModel model = SentenceModel.load(run, engine)) {
      return model.encode(sentence);
    }
  }

  private static WordTable table(TrainedEncoder encoder, List<String> words) {
    int d = encoder.config().wordDimension();
    float[] rows = new float[words.size() * d];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = (k * 37 % 19 - 9) / 8f;
    }
    return new WordTable(words, rows, d);
  }

  @Test
  void wordsOutsideTheVocabularyHaveAMeaningByThemselves() throws Exception {
    TrainedEncoder encoder = TrainedEncoder.open(run);
    assertArrayEquals(code(run, "so stew"), code(run, "so curry"), "both unknown");
    WordTable table = table(encoder, List.of("curry", "stew"));
    List<Path> files = new RunFolderExporter().export(encoder.withVectors(table), out, false);
    assertTrue(files.contains(out.resolve("vectors.safetensors")), files.toString());
    assertFalse(Arrays.equals(code(out, "so stew"), code(out, "so curry")));
    assertArrayEquals(code(run, "so good"), code(out, "so good"));
    // They travel on, and the user's own take their place.
    Path further = folder.resolve("further");
    new RunFolderExporter().export(TrainedEncoder.open(out), further, false);
    assertArrayEquals(code(out, "so stew"), code(further, "so stew"));
    try (Engine engine = new JavaBackend().open(Device.CPU);
        SentenceModel model = SentenceModel.load(out, engine)) {
      model.withVectors(table(encoder, List.of("x")));
      assertArrayEquals(code(run, "so stew"), model.encode("so stew"));
    }
    assertEquals(
        Files.readString(out.resolve("README.md")), Files.readString(further.resolve("README.md")));
  }

  @Test
  void everyFileIsCovered() throws Exception {
    TrainedEncoder encoder = TrainedEncoder.open(run);
    WordTable table = table(encoder, List.of("stew"));
    new RunFolderExporter().export(encoder.withVectors(table), out, false);
    List<String> names =
        List.of(
            "config.json",
            "vocabulary.tsv",
            "model.safetensors",
            "postprocessing.safetensors",
            "vectors.safetensors",
            "README.md");
    for (String name : names) {
      Path file = out.resolve(name);
      byte[] whole = Files.readAllBytes(file);
      for (byte[] harm : List.of(new byte[0], spoiled(whole))) {
        Files.write(file, harm);
        assertTrue(wrong().contains(name), name + ": " + wrong());
      }
      Files.delete(file);
      assertTrue(wrong().contains(name), name + ": " + wrong());
      Files.write(file, whole);
      assertEquals(List.of(), wrong(), name);
    }
  }

  private static byte[] spoiled(byte[] bytes) {
    byte[] spoiled = bytes.clone();
    spoiled[spoiled.length - 2] ^= 1;
    return spoiled;
  }

  private List<String> wrong() {
    return RunVerifier.verify(out).stream()
        .filter(finding -> !finding.ok())
        .map(RunVerifier.Finding::file)
        .toList();
  }

  @Test
  void refusals() throws Exception {
    TrainedEncoder encoder = TrainedEncoder.open(run);
    RunFolderExporter exporter = new RunFolderExporter();
    assertMessage("run's own folder", () -> exporter.export(encoder, run, true));
    exporter.export(encoder, out, false);
    assertMessage("--overwrite", () -> exporter.export(encoder, out, false));
    exporter.export(encoder, out, true);
    assertMessage(
        "the model needs", () -> encoder.withVectors(new WordTable(List.of("a"), new float[1], 1)));
    Path pairs = ExportedRuns.write(folder.resolve("pairs"), ExportedRuns.COUNT - 1);
    TrainedEncoder bigrams = TrainedEncoder.open(pairs);
    TrainedEncoder more = bigrams.withVectors(table(bigrams, List.of("a", "b")));
    assertMessage("pairs of words", more::words);
    exporter.export(more, folder.resolve("out2"), false);
    assertFalse(
        Arrays.equals(code(pairs, "a b"), code(folder.resolve("out2"), "a b")), "pairs are made");
  }

  private static void assertMessage(String part, Runnable action) {
    SimlossException refused = assertThrows(SimlossException.class, action::run);
    assertTrue(refused.getMessage().contains(part), refused.getMessage());
    assertFalse(refused.getMessage().contains("\n"), refused.getMessage());
  }

  @Test
  void aFileOfYourOwnStays() throws Exception {
    Files.createDirectories(out);
    Files.writeString(out.resolve("README.md"), "mine");
    new RunFolderExporter().export(TrainedEncoder.open(run), out, false);
    assertEquals("mine", Files.readString(out.resolve("README.md")));
    assertEquals(List.of(), wrong());
  }

  @Test
  void manyWords() {
    List<String> words = IntStream.range(0, 250_001).mapToObj(n -> "w" + n).toList();
    Path file = folder.resolve(VectorsFile.NAME);
    VectorsFile.write(file, new WordTable(words, new float[words.size()], 1));
    WordTable read = VectorsFile.read(file, 1);
    assertEquals(words, read.words());
    assertMessage("the model needs", () -> VectorsFile.read(file, 2));
  }

  @Test
  void noWords() {
    Path file = folder.resolve(VectorsFile.NAME);
    VectorsFile.write(file, new WordTable(List.of(), new float[0], 3));
    assertEquals(List.of(), VectorsFile.read(file, 3).words());
  }
}
