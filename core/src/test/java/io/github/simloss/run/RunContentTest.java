package io.github.simloss.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.java.JavaBackend;
import io.github.simloss.run.vectors.WordTable;
import io.github.simloss.testing.ExportedRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that travels as bytes. */
class RunContentTest {
  private @TempDir Path folder;

  private float[] code(Path run, String sentence) {
    try (Engine engine = new JavaBackend().open(Device.CPU);
        SentenceModel model = SentenceModel.load(run, engine)) {
      return model.encode(sentence);
    }
  }

  @Test
  void whatIsWrittenElsewhereIsTheSameModel() throws IOException {
    Path run = ExportedRuns.write(folder.resolve("run"), 1);
    Files.writeString(run.resolve("report.html"), "a page");
    RunContent content = RunContent.read(run);
    assertFalse(content.files().containsKey("report.html"));
    assertTrue(content.files().containsKey("postprocessing.safetensors"));
    Path there = folder.resolve("there");
    RunContent.of(content.files()).write(there);
    assertArrayEquals(code(run, "the soup was good"), code(there, "the soup was good"));
    assertEquals(content.size(), RunContent.read(there).size());
  }

  @Test
  void vectorsTravelAlong() throws IOException {
    Path run = ExportedRuns.write(folder.resolve("run"), 3);
    Files.deleteIfExists(run.resolve("vectors.safetensors"));
    RunContent content = RunContent.read(run);
    Path without = folder.resolve("without");
    content.write(without);
    int d = RunDirectory.open(run).readConfig().wordDimension();
    float[] row = new float[d];
    Arrays.fill(row, 2);
    Path with = folder.resolve("with");
    content.withVectors(new WordTable(List.of("stew"), row, d), folder).write(with);
    assertFalse(Arrays.equals(code(without, "stew"), code(with, "stew")));
    assertArrayEquals(code(without, "tea"), code(with, "tea"));
    assertFalse(Files.exists(folder.resolve("vectors.safetensors")));
  }

  @Test
  void namesOfOthersAndMissingPartsAreRefused() {
    RunContent content = RunContent.read(ExportedRuns.write(folder.resolve("run"), 1));
    for (String name : List.of("../evil", "/etc/passwd", "checkpoint/x", "report.html")) {
      Map<String, byte[]> files = new TreeMap<>(content.files());
      files.put(name, new byte[1]);
      assertThrows(SimlossException.class, () -> RunContent.of(files), name);
    }
    Map<String, byte[]> less = new TreeMap<>(content.files());
    less.remove("model.safetensors");
    String message = assertThrows(SimlossException.class, () -> RunContent.of(less)).getMessage();
    assertTrue(message.contains("model.safetensors"), message);
    assertThrows(SimlossException.class, () -> RunContent.read(folder));
  }
}
