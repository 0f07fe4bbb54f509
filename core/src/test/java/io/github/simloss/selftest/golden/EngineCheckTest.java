package io.github.simloss.selftest.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.simloss.SimlossException;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.java.JavaBackend;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Golden files are external input: what is wrong with them is said, and what they say is checked.
 */
class EngineCheckTest {
  private static final List<String> FILES =
      List.of("losses.json", "autoencoder.json", "family.json");

  @TempDir private Path folder;
  private final JsonMapper mapper = JsonMapper.builder().build();

  @BeforeEach
  void copyGoldenFiles() throws IOException {
    for (String name : FILES) {
      try (InputStream in =
          EngineCheckTest.class.getResourceAsStream("/io/github/simloss/golden/" + name)) {
        Files.copy(in, folder.resolve(name));
      }
    }
  }

  private void edit(String file, Consumer<ObjectNode> change) throws IOException {
    JsonNode root = mapper.readTree(folder.resolve(file).toFile());
    change.accept((ObjectNode) root);
    mapper.writeValue(folder.resolve(file).toFile(), root);
  }

  private void assertRefused(String file, String... words) {
    SimlossException e = assertThrows(SimlossException.class, () -> EngineCheck.inFolder(folder));
    assertTrue(e.getMessage().contains(file), e.getMessage());
    for (String word : words) {
      assertTrue(e.getMessage().contains(word), word + " in: " + e.getMessage());
    }
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
  }

  @Test
  void aFolderIsTestedLikeTheClassPath() {
    List<EngineCheck.Check> checks =
        EngineCheck.inFolder(folder).run(new JavaBackend().open(Device.CPU));
    assertTrue(checks.stream().allMatch(EngineCheck.Check::ok), checks.toString());
    // 25 cases and 4 more from a table, value and gradient; neighbours; code and logits; and for 4
    // losses the loss, 10 gradients, the trajectory and 10 tensors. The same of nine members, with
    // as many tensors as each has.
    int family = 106 + 48 + 20 + 70 + 40 + 78 + 28 + 92 + 40;
    assertEquals(2 * 29 + 1 + 2 + 4 * 22 + family, checks.size());
    assertEquals(checks.size(), checks.stream().map(EngineCheck.Check::name).distinct().count());
  }

  @Test
  void aWrongValueIsFound() throws IOException {
    edit("losses.json", root -> ((ObjectNode) root.get("cases").get(3)).put("value", 5.2512));
    edit(
        "autoencoder.json",
        root -> {
          ArrayNode code = (ArrayNode) root.get("code");
          code.set(7, code.get(7).doubleValue() + 1e-4);
        });
    List<String> failed =
        EngineCheck.inFolder(folder).run(new JavaBackend().open(Device.CPU)).stream()
            .filter(check -> !check.ok())
            .map(EngineCheck.Check::name)
            .toList();
    assertEquals(
        List.of(
            "weighted-ce token-mean value", "weighted-ce token-mean from a table value", "code"),
        failed);
  }

  @Test
  void notANumberFails() {
    assertFalse(new EngineCheck.Check("x", Double.NaN, 1).ok());
    double nan = EngineCheck.difference(new double[] {1, 2}, new double[] {Double.NaN, 2});
    assertTrue(Double.isNaN(nan));
    assertEquals(Double.POSITIVE_INFINITY, EngineCheck.difference(new double[2], new double[3]));
    assertEquals(0.25, EngineCheck.difference(new double[] {1, -4}, new double[] {2, -4}));
    assertEquals(0, EngineCheck.difference(new double[2], new double[2]));
  }

  @Test
  void missingFiles() throws IOException {
    Engine engine = new JavaBackend().open(Device.CPU);
    Files.delete(folder.resolve("autoencoder.json"));
    EngineCheck without = EngineCheck.inFolder(folder);
    assertEquals(List.of(), without.runAutoencoder(engine));
    assertFalse(without.runLosses(engine).isEmpty());
    assertEquals(9, without.family().cases().size());
    IllegalStateException e = assertThrows(IllegalStateException.class, without::autoencoder);
    assertEquals("there is no golden file autoencoder.json", e.getMessage());
    Files.delete(folder.resolve("losses.json"));
    EngineCheck familyOnly = EngineCheck.inFolder(folder);
    assertEquals(List.of(), familyOnly.runLosses(engine));
    assertEquals(familyOnly.runFamily(engine).size(), familyOnly.run(engine).size());
    Files.delete(folder.resolve("family.json"));
    assertRefused(folder.toString(), "losses.json", "autoencoder.json", "family.json");
    Files.createDirectory(folder.resolve("losses.json"));
    assertRefused("losses.json", "cannot read");
  }

  @Test
  void brokenJson() throws IOException {
    for (String text : List.of("", "[]", "3", "null", "{", "{\"cases\": [}", "\u0000\u0001")) {
      Files.writeString(folder.resolve("losses.json"), text, StandardCharsets.UTF_8);
      assertRefused("losses.json");
    }
    Files.write(folder.resolve("losses.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    assertRefused("losses.json");
  }

  @Test
  void everyFieldIsNeeded() throws IOException {
    for (String file : FILES) {
      ObjectNode whole = (ObjectNode) mapper.readTree(folder.resolve(file).toFile());
      for (String field : (Iterable<String>) whole::fieldNames) {
        if (field.equals("layout") || field.equals("note")) {
          continue;
        }
        mapper.writeValue(folder.resolve(file).toFile(), whole.deepCopy().without(field));
        assertRefused(file, field, "missing");
        mapper.writeValue(folder.resolve(file).toFile(), whole.deepCopy().put(field, "nonsense"));
        assertRefused(file, field);
      }
      mapper.writeValue(folder.resolve(file).toFile(), whole);
    }
    EngineCheck.inFolder(folder);
  }

  @Test
  void fieldsOfCasesAreNeeded() throws IOException {
    for (String file : FILES) {
      ObjectNode whole = (ObjectNode) mapper.readTree(folder.resolve(file).toFile());
      // A soft-label case, which has every field.
      int index = file.equals("losses.json") ? 4 : 0;
      ObjectNode one = (ObjectNode) whole.get("cases").get(index);
      for (String field : (Iterable<String>) one.deepCopy()::fieldNames) {
        ObjectNode changed = whole.deepCopy();
        ((ObjectNode) changed.get("cases").get(index)).remove(field);
        mapper.writeValue(folder.resolve(file).toFile(), changed);
        assertRefused(file, "cases[" + index + "]." + field);
      }
      mapper.writeValue(folder.resolve(file).toFile(), whole);
    }
  }

  @Test
  void numbersOutOfRange() throws IOException {
    edit("losses.json", root -> ((ArrayNode) root.get("targets")).set(2, 40));
    assertRefused("losses.json", "targets[2]", "[0, 40)");
    edit("losses.json", root -> ((ArrayNode) root.get("targets")).set(2, 4));
    edit("losses.json", root -> ((ArrayNode) root.get("logits")).remove(0));
    assertRefused("losses.json", "logits", "959", "960");
    copyAgain();
    edit("autoencoder.json", root -> ((ObjectNode) root.get("optimizer")).put("beta1", 1.5));
    assertRefused("autoencoder.json", "optimizer");
    copyAgain();
    edit(
        "autoencoder.json",
        root -> {
          for (int t = 8; t < 16; t++) {
            ((ArrayNode) root.get("tokens")).set(t, 29);
          }
        });
    assertRefused("autoencoder.json", "tokens", "row 1");
    copyAgain();
    edit("losses.json", root -> ((ObjectNode) root.get("cases").get(0)).put("loss", "none"));
    EngineCheck test = EngineCheck.inFolder(folder);
    SimlossException e =
        assertThrows(SimlossException.class, () -> test.run(new JavaBackend().open(Device.CPU)));
    assertTrue(e.getMessage().contains("'none'"), e.getMessage());
  }

  private void copyAgain() throws IOException {
    for (String name : FILES) {
      Files.delete(folder.resolve(name));
    }
    copyGoldenFiles();
  }
}
