package io.github.simloss.loss;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.simloss.SimlossException;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.similarity.NeighbourSearch;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What losses accept and refuse. */
class LossOptionsTest {
  private static ReconstructionLoss make(LossSpec spec) {
    UnitVectors vectors = UnitVectors.of(new float[] {1, 0, 1, 1, 0, 1}, 3, 2);
    return Losses.discover()
        .create(spec, new LossContext(vectors, Set.of(), NeighbourSearch.PLAIN_JAVA));
  }

  @ParameterizedTest
  @CsvSource({
    "label-smoothing, smoothing, -0.1, 0 to 1",
    "label-smoothing, smoothing, 1.01, 0 to 1",
    "label-smoothing, epsilon, 2, 0 to 1",
    "neighbour-smoothing, smoothing, 1.5, 0 to 1",
    "neighbour-smoothing, neighbours, 0, from 1",
    "neighbour-smoothing, neighbours, 2.5, whole number",
    "neighbour-smoothing, proportional, 1, true or false",
    "tempered-soft-label, temperature, 0, 0.000001",
    "tempered-soft-label, temperature, -1, 0.000001",
    "tempered-soft-label, neighbours, -3, from 1",
    "gaussian-prior, prior, -1, 0 to 1",
    "gaussian-prior, deviation, 0, 0.01 to 100",
    "gaussian-prior, deviation, 1000, 0.01 to 100",
    "gaussian-prior, temperature, 0, 0.001",
    "gaussian-prior, width, -1, from 0",
    "mixture, alpha, 1.1, 0 to 1",
    "mixture, alpha, -0.1, 0 to 1",
    "mixture, similarity, 7, a text",
    // An option of the loss within.
    "mixture, neighbours, 0, from 1",
  })
  void outOfRange(String loss, String option, double value, String range) {
    SimlossException e =
        assertThrows(SimlossException.class, () -> make(LossSpec.of(loss).with(option, value)));
    String wanted = range.replace("0 to 1", "0.0 to 1.0").replace("0.00.", "0.0");
    assertTrue(e.getMessage().contains("'" + option + "'"), e.getMessage());
    assertTrue(e.getMessage().contains("'" + loss + "'"), e.getMessage());
    assertTrue(e.getMessage().contains(range) || e.getMessage().contains(wanted), e.getMessage());
    assertTrue(!e.getMessage().contains("\n"), e.getMessage());
  }

  /** One configuration serves a comparison, so it is right or wrong for all losses alike. */
  @Test
  void everyLossChecksTheOptionsThatAllAccept() {
    List<Map.Entry<String, Object>> wrong =
        List.of(
            Map.entry("reduction", "rubbish"),
            Map.entry("reduction", 3),
            Map.entry("epsilon", -1),
            Map.entry("epsilon", Double.NaN),
            Map.entry("epsilon", "small"),
            Map.entry("neighbours", 0),
            Map.entry("neighbours", 4),
            Map.entry("neighbours", 1.5),
            Map.entry("neighbours", List.of(2)),
            Map.entry("normalize", "yes"));
    for (LossFactory factory : Losses.discover().all()) {
      for (Map.Entry<String, Object> option : wrong) {
        LossSpec spec = LossSpec.of(factory.name()).with(option.getKey(), option.getValue());
        SimlossException e =
            assertThrows(SimlossException.class, () -> make(spec), () -> "accepts " + spec);
        assertTrue(e.getMessage().contains("'" + option.getKey() + "'"), e.getMessage());
      }
      LossSpec right = LossSpec.of(factory.name()).with("reduction", "position-mean");
      assertDoesNotThrow(
          () -> make(right.with("epsilon", 0.5).with("neighbours", 2).with("normalize", false)));
    }
  }

  /** What a loss has no use for is no part of what a run was made with. */
  @Test
  void whatWasOnlyCheckedIsNotResolved() {
    UnitVectors vectors = UnitVectors.of(new float[] {1, 0, 1, 1, 0, 1}, 3, 2);
    LossOptions options = new LossOptions(LossSpec.of("ce").with("neighbours", 2));
    Losses.discover()
        .create(options, new LossContext(vectors, Set.of(), NeighbourSearch.PLAIN_JAVA));
    assertEquals(Map.of(), options.resolved().options());
  }

  @ParameterizedTest
  @CsvSource({
    "label-smoothing, smoothin",
    "label-smoothing, alpha",
    "neighbour-smoothing, neighbors",
    "tempered-soft-label, T",
    "gaussian-prior, sigma",
    "mixture, similarty",
    "mixture, deviation",
    "ce, smoothing",
  })
  void misspelt(String loss, String option) {
    SimlossException e =
        assertThrows(SimlossException.class, () -> make(LossSpec.of(loss).with(option, 0.5)));
    assertTrue(e.getMessage().contains("no option '" + option + "'"), e.getMessage());
    assertTrue(e.getMessage().contains("reduction"), "names what there is: " + e.getMessage());
  }

  @Test
  void aMixtureTakesTheOptionsOfWhatItMixes() {
    LossSpec spec = LossSpec.of("mixture").with("similarity", "tempered-soft-label");
    assertDoesNotThrow(() -> make(spec.with("temperature", 0.2)));
    SimlossException e =
        assertThrows(
            SimlossException.class, () -> make(LossSpec.of("mixture").with("similarity", "nil")));
    assertTrue(e.getMessage().contains("'nil'"), e.getMessage());
    assertTrue(e.getMessage().contains("weighted-sim"), e.getMessage());
    e =
        assertThrows(
            SimlossException.class,
            () -> make(LossSpec.of("mixture").with("similarity", "mixture")));
    assertTrue(e.getMessage().contains("itself"), e.getMessage());
  }

  @Test
  void whatTheCommandLineSetsForAllIsAcceptedByAll() {
    for (LossFactory factory : Losses.discover().all()) {
      LossSpec spec =
          LossSpec.of(factory.name())
              .with("neighbours", 2)
              .with("normalize", true)
              .with("epsilon", 0.001)
              .with("reduction", "position-mean");
      assertDoesNotThrow(() -> make(spec), factory.name());
    }
  }

  @Test
  void namesAndDescriptionsAreOneLine() {
    for (LossFactory factory : Losses.discover().all()) {
      assertTrue(factory.name().matches("[a-z0-9]+(-[a-z0-9]+)*"), factory.name());
      assertTrue(factory.description().matches("\\S.{10,130}\\S"), factory.description());
    }
  }

  /** A specification with its defaults goes through JSON and makes the same loss. */
  @Test
  void resolvedSpecificationsSurviveJson() throws Exception {
    JsonMapper json = JsonMapper.builder().build();
    UnitVectors vectors = UnitVectors.of(new float[] {1, 0, 1, 1, 0, 1}, 3, 2);
    LossContext context = new LossContext(vectors, Set.of(1), NeighbourSearch.PLAIN_JAVA);
    Map<String, LossSpec> resolved = new TreeMap<>();
    for (LossFactory factory : Losses.discover().all()) {
      LossOptions options = new LossOptions(LossSpec.of(factory.name()));
      ReconstructionLoss loss = Losses.discover().create(options, context);
      LossSpec spec = options.resolved();
      LossSpec read = json.readValue(json.writeValueAsString(spec), LossSpec.class);
      assertEquals(spec, read);
      double[] logits = {0.5, -1, 2};
      assertEquals(
          ReferenceLoss.of(loss).evaluate(logits, new int[] {2}, -1).value(),
          ReferenceLoss.of(Losses.discover().create(read, context))
              .evaluate(logits, new int[] {2}, -1)
              .value(),
          factory.name());
      resolved.put(factory.name(), spec);
    }
    assertEquals(2.0, resolved.get("gaussian-prior").options().get("temperature"));
    assertEquals("soft-label", resolved.get("mixture").options().get("similarity"));
    assertEquals(3, resolved.get("mixture").options().get("neighbours"), "5, but there are 3");
  }

  @Test
  void moreNeighboursThanWordsAreRefusedWithTheirNumber() {
    UnitVectors vectors = UnitVectors.of(new float[] {1, 0, 1, 1, 0, 1}, 3, 2);
    LossContext context = new LossContext(vectors, Set.of(), NeighbourSearch.PLAIN_JAVA);
    for (String name : List.of("soft-label", "neighbour-smoothing", "tempered-soft-label")) {
      for (int neighbours : new int[] {0, 4}) {
        LossSpec spec = LossSpec.of(name).with("neighbours", neighbours);
        SimlossException e =
            assertThrows(SimlossException.class, () -> Losses.discover().create(spec, context));
        assertTrue(e.getMessage().contains("is " + neighbours), e.getMessage());
        assertTrue(e.getMessage().endsWith("a number from 1 to 3"), e.getMessage());
      }
    }
  }
}
