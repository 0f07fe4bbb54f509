package io.github.simloss.selftest.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.simloss.SimlossException;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.java.JavaBackend;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.Parameters;
import io.github.simloss.model.Pooling;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The golden file of the family: what is read from it, and what is refused. */
class GoldenFamilyTest {
  private @TempDir Path folder;
  private final JsonMapper mapper = JsonMapper.builder().build();

  private Path edited(Consumer<ObjectNode> change) throws IOException {
    try (InputStream in =
        GoldenFamilyTest.class.getResourceAsStream("/io/github/simloss/golden/family.json")) {
      JsonNode root = mapper.readTree(in);
      change.accept((ObjectNode) root);
      Path file = folder.resolve("family.json");
      mapper.writeValue(file.toFile(), root);
      return file;
    }
  }

  private void assertRefused(String field, Consumer<ObjectNode> change) throws IOException {
    Path file = edited(change);
    SimlossException e = assertThrows(SimlossException.class, () -> GoldenFamily.read(file));
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    assertTrue(
        e.getMessage().startsWith("golden file " + file + ": " + field + " is "), e.getMessage());
  }

  private static ObjectNode object(JsonNode root, String pointer) {
    return (ObjectNode) root.at(pointer);
  }

  private static ArrayNode array(JsonNode root, String pointer) {
    return (ArrayNode) root.at(pointer);
  }

  @Test
  void whatIsRead() throws IOException {
    List<GoldenFamily.Case> cases = GoldenFamily.read(edited(root -> {})).cases();
    GoldenFamily.Case bag = cases.get(6);
    assertEquals("bi max-mean, weighted, word vectors, bag", bag.name());
    assertEquals(Pooling.MAX_MEAN, bag.model().spec().encoder().pooling());
    assertTrue(bag.model().spec().encoder().weightedMean());
    assertEquals(27, bag.model().spec().codeSize());
    assertEquals(30, bag.model().weights().get(Parameters.WORD_WEIGHTS).length);
    assertArrayEquals(new int[] {19, 7, 9}, bag.model().batch().source().row(1));
    assertArrayEquals(new int[] {19, 27, 7, 9}, bag.model().batch().target().row(1));
    GoldenFamily.Case lstm = cases.get(3);
    assertEquals(DecoderKind.LSTM, lstm.model().spec().decoder().kind());
    assertTrue(lstm.model().spec().hasBridge());
    assertEquals(
        List.of("ce", "soft-label"), lstm.model().cases().stream().map(c -> c.loss()).toList());
    // The end of the sentence is asked for, and counts.
    assertArrayEquals(new int[] {19, 27, 7, 9, 28}, lstm.model().batch().target().row(1));
    assertEquals(7, lstm.model().batch().target().maxLength());
    assertEquals(7 * 7 * 30, lstm.model().logits().length);
  }

  @Test
  void whatDoesNotFitIsNamed() throws IOException {
    assertRefused("sources", root -> array(root, "/sources").remove(0));
    assertRefused("sources[2]", root -> array(root, "/sources/2").removeAll());
    assertRefused("targets[1][3]", root -> array(root, "/targets/1").set(3, 30));
    assertRefused("targets[0]", root -> array(root, "/targets").set(0, 4));
    assertRefused(
        "targets[0]", root -> array(root, "/targets/0").add(1).add(1).add(1).add(1).add(1).add(1));
    assertRefused("wordWeights", root -> array(root, "/wordWeights").set(3, 0));
    assertRefused(
        "optimizer.learningRate", root -> object(root, "/optimizer").put("learningRate", 0));
    assertRefused(
        "cases[1].encoder", root -> object(root, "/cases/1/encoder").put("pooling", "min"));
    assertRefused(
        "cases[1].encoder",
        root -> object(root, "/cases/1/encoder").put("pooling", "last").put("weightedMean", true));
    assertRefused(
        "cases[1].encoder.codeSize", root -> object(root, "/cases/1/encoder").put("codeSize", -1));
    assertRefused(
        "cases[1].encoder.codeSize", root -> object(root, "/cases/1/encoder").remove("codeSize"));
    assertRefused(
        "cases[3].decoder", root -> object(root, "/cases/3/decoder").put("weightedTargets", true));
    assertRefused("cases[0].decoder", root -> object(root, "/cases/0/decoder").put("kind", "gru"));
    assertRefused("cases[0].codeShape", root -> array(root, "/cases/0/codeShape").set(1, 19));
    assertRefused("cases[3].logitsShape", root -> array(root, "/cases/3/logitsShape").remove(1));
    assertRefused("cases[3].logitsShape", root -> array(root, "/cases/3/logitsShape").set(1, 6));
    assertRefused("cases[0].logits", root -> array(root, "/cases/0/logits").remove(1));
    assertRefused(
        "cases[0].weights.bag.weight",
        root -> object(root, "/cases/0/weights").remove("bag.weight"));
    assertRefused("cases[0].weights.more", root -> object(root, "/cases/0/weights").put("more", 1));
    assertRefused(
        "cases[0].weights.bag.weight.shape",
        root -> array(root, "/cases/0/weights/bag.weight/shape").set(0, 7));
    assertRefused(
        "cases[0].losses[1].finalWeights.bag.bias",
        root -> array(root, "/cases/0/losses/1/finalWeights/bag.bias").remove(0));
    assertRefused("cases[0].losses", root -> array(root, "/cases/0/losses").removeAll());
  }

  @Test
  void aWrongValueIsFoundUnderItsName() throws IOException {
    edited(
        root -> {
          ArrayNode logits = array(root, "/cases/8/logits");
          // The last position of the last row, long after its end.
          logits.set(logits.size() - 1, logits.get(logits.size() - 1).doubleValue() + 1e-3);
          ArrayNode gradient = array(root, "/cases/7/losses/2/firstGradients/output.scale");
          gradient.set(0, gradient.get(0).doubleValue() * 1.0001);
        });
    assertEquals(
        List.of(
            "bi max-mean, bag, tied output, target weights: model weighted-ce gradient of"
                + " output.scale",
            "bi mean, lstm, tied output: teacher-forced logits"),
        EngineCheck.inFolder(folder).run(new JavaBackend().open(Device.CPU)).stream()
            .filter(check -> !check.ok())
            .map(EngineCheck.Check::name)
            .toList());
  }
}
