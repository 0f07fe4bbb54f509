package io.github.simloss.experiment.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.simloss.SimlossException;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.java.JavaBackend;
import io.github.simloss.evaluate.probes.ProbeScores;
import io.github.simloss.evaluate.sets.EvaluationSet;
import io.github.simloss.evaluate.sets.Example;
import io.github.simloss.evaluate.sets.SetRequest;
import io.github.simloss.experiment.evaluation.Baseline;
import io.github.simloss.experiment.evaluation.EvaluationPlan;
import io.github.simloss.experiment.evaluation.EvaluationSentences;
import io.github.simloss.experiment.inspection.SavedRun;
import io.github.simloss.io.json.Json;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.text.Tokenizers;
import io.github.simloss.train.ModelSettings;
import io.github.simloss.train.TinyData;
import io.github.simloss.train.data.DataFiles;
import io.github.simloss.train.data.VocabularySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A comparison as a program makes one, on an engine of plain Java. */
class ComparisonTest {
  private static final VocabularySettings WORDS =
      VocabularySettings.DEFAULT
          .withText(t -> t.withMaxLength(8))
          .withMaxVocabulary(1000)
          .withExceptions(e -> e.withStopWords(List.of("the", "was")));

  private @TempDir Path folder;
  private final Engine engine = new JavaBackend().open(Device.CPU);
  private final Heard heard = new Heard();
  private TinyData data;

  /** Writes down what a comparison says. */
  private static final class Heard implements ComparisonListener {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void began(PlannedRun run, int number, int of) {
      lines.add("began " + run.name() + " " + number + "/" + of);
    }

    @Override
    public void doneBefore(PlannedRun run, int number, int of) {
      lines.add("done " + run.name());
    }

    @Override
    public void trained(PlannedRun run) {
      lines.add("trained " + run.name());
    }

    @Override
    public void measured(EvaluationSet set, Baseline baseline, ProbeScores scores) {
      lines.add(set.name() + " " + (baseline == null ? "model" : baseline.key()));
    }

    @Override
    public void reconstructed(int sentences) {
      lines.add("reconstructed " + sentences);
    }

    @Override
    public void inspected(PlannedRun run, SavedRun saved) {
      lines.add("inspected " + saved.name());
    }

    @Override
    public void changed(ComparisonResult result) {
      lines.add("changed " + result.runs().size() + "/" + result.planned());
    }
  }

  @BeforeEach
  void writeData() throws IOException {
    data = new TinyData(folder);
  }

  private static EvaluationPlan plan() {
    List<Example> pairs = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      boolean good = i % 2 == 0;
      pairs.add(
          Example.of(
              good ? "yes" : "no",
              "the food was good",
              good ? "the meal was good" : "awful",
              "line " + i));
    }
    return new EvaluationPlan(
        new EvaluationSentences(List.of("the food was good", "the service was slow"), 0),
        2,
        List.of(
            EvaluationSet.of(
                "toy", SetRequest.PAIRS.withPositive("yes"), pairs, List.of(), List.of())),
        Tokenizers.byName("words"),
        1);
  }

  private Comparison comparison(VocabularySettings words) {
    return new Comparison(
        new ComparisonRequest(
            folder.resolve("all"),
            DataFiles.of(data.train, data.dev, data.vectorFile),
            words,
            ModelSettings.published(4),
            TinyData.settings(1, 0.02),
            new ComparisonRequest.Measures(plan(), Map.of("pairs", "toy"))),
        TinyData::vectors,
        heard);
  }

  private PlannedRun run(LossSpec loss, double learningRate) {
    return new PlannedRun(LossChoice.of(loss), learningRate, engine, 7);
  }

  private List<PlannedRun> both() {
    return List.of(run(LossSpec.of("ce"), 0.02), run(LossSpec.of("soft-label"), 0.01));
  }

  private Path result(String run) {
    return folder.resolve("all").resolve(run).resolve("result.json");
  }

  @Test
  void runsAreTrainedMeasuredAndFoundAgain() throws IOException {
    assertTrue(comparison(WORDS).run(both(), () -> false));
    assertEquals(
        List.of(
            "began ce-java-7 1/2",
            "trained ce-java-7",
            "reconstructed 2",
            "toy model",
            "toy meanOfWordVectors",
            "toy maxMeanOfWordVectors",
            "toy sif",
            "toy untrained",
            "inspected ce-java-7",
            "changed 1/2",
            "began soft-label-java-7 2/2",
            "trained soft-label-java-7",
            "reconstructed 2",
            "toy model",
            "inspected soft-label-java-7",
            "changed 2/2"),
        heard.lines);
    JsonNode written = Json.read(folder.resolve("all/comparison.json"), JsonNode.class);
    assertEquals(2, written.get("table").size());
    assertEquals(5, written.get("baselines").size());
    assertTrue(written.at("/runs/0/scores/toy accuracy").isNumber(), written.toString());
    assertEquals(0.01, written.at("/runs/1/learningRate").asDouble());
    JsonNode test = written.at("/tests/0");
    assertEquals("ce on java", test.get("first").asText(), written.get("tests").toString());
    assertEquals("soft-label on java", test.get("second").asText());
    assertTrue(test.get("p").asDouble() <= 1);
    List<String> tested = new ArrayList<>();
    written.get("tests").forEach(one -> tested.add(one.get("score").asText()));
    assertTrue(tested.containsAll(List.of("tokenAccuracy", "meanCosine", "toy f1")), tested + "");

    heard.lines.clear();
    String before = Files.readString(result("ce-java-7"));
    ComparisonResult again = comparison(WORDS).result(both());
    assertTrue(comparison(WORDS).run(both(), () -> false));
    assertEquals(List.of("changed 2/2", "done ce-java-7", "done soft-label-java-7"), heard.lines);
    assertEquals(before, Files.readString(result("ce-java-7")));
    assertEquals(
        Files.readString(folder.resolve("all/comparison.json")), Json.toPretty(again.toJson()));
    ComparisonResult alone = comparison(WORDS).result(both().subList(1, 2));
    assertEquals(5, alone.table().baselines().size(), "measured beside the other run");

    assertRefused("maxLength is 9 and was 8", changedWords(), both());
    assertRefused("now ce at 0.5", WORDS, List.of(run(LossSpec.of("ce"), 0.5)));
    Files.writeString(result("ce-java-7"), before.replace("ce-java-7", "elsewhere"));
    assertRefused("is not the result of ce-java-7", WORDS, both());
  }

  private static VocabularySettings changedWords() {
    return VocabularySettings.DEFAULT
        .withText(t -> t.withMaxLength(9))
        .withMaxVocabulary(1000)
        .withExceptions(e -> e.withStopWords(List.of("the", "was")));
  }

  private void assertRefused(String why, VocabularySettings words, List<PlannedRun> runs) {
    SimlossException refused =
        assertThrows(
            SimlossException.class,
            () -> {
              Comparison comparison = comparison(words);
              comparison.run(runs, () -> false);
              comparison.result(runs);
            });
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }

  @Test
  void aComparisonThatWasStoppedContinuesToTheSameEnd() throws IOException {
    List<PlannedRun> runs = both().subList(0, 1);
    assertFalse(comparison(WORDS).run(runs, () -> true), "stopped after a step");
    assertFalse(Files.exists(result("ce-java-7")));
    assertTrue(comparison(WORDS).run(runs, () -> false));
    ComparedRun continued = Json.read(result("ce-java-7"), ComparedRun.class);
    Files.move(folder.resolve("all"), folder.resolve("first"));
    assertTrue(comparison(WORDS).run(runs, () -> false));
    ComparedRun atOnce = Json.read(result("ce-java-7"), ComparedRun.class);
    assertEquals(atOnce.training().devLoss(), continued.training().devLoss());
    assertEquals(atOnce.scores(), continued.scores());
    assertEquals(atOnce.inspection(), continued.inspection());
  }

  @Test
  void whatWasTrainedWithoutMeasuresIsMeasuredLater() throws IOException {
    List<PlannedRun> runs = both().subList(0, 1);
    assertTrue(comparison(WORDS).run(runs, () -> false));
    String sound = Files.readString(result("ce-java-7"));
    ObjectNode bare = Json.parse(sound, "result", ObjectNode.class);
    bare.putObject("scores");
    bare.putObject("baselines");
    Json.write(result("ce-java-7"), bare);
    Files.delete(folder.resolve("all/ce-java-7/answers.json"));
    assertEquals(List.of(), comparison(WORDS).result(runs).tests());
    heard.lines.clear();
    assertTrue(comparison(WORDS).run(runs, () -> false));
    assertFalse(heard.lines.contains("trained ce-java-7"), heard.lines.toString());
    assertEquals(sound, Files.readString(result("ce-java-7")));
    assertTrue(Files.exists(folder.resolve("all/ce-java-7/answers.json")));
  }

  /** The fields of a result have stood side by side since the first release. */
  @Test
  void theFormOfAResultStaysAndOlderOnesAreCompleted() throws IOException {
    List<PlannedRun> runs = both().subList(0, 1);
    assertTrue(comparison(WORDS).run(runs, () -> false));
    String sound = Files.readString(result("ce-java-7"));
    ObjectNode older = Json.parse(sound, "result", ObjectNode.class);
    List<String> names = new ArrayList<>();
    for (Iterator<String> fields = older.fieldNames(); fields.hasNext(); ) {
      names.add(fields.next());
    }
    assertEquals(
        "name loss backend engine device threads seed learningRate devLoss bestStep steps seconds"
            + " tokensPerSecond peakResidentBytes scores baselines samples neighbours codes quality"
            + " pairs",
        String.join(" ", names));
    older.remove(List.of("neighbours", "codes"));
    Json.write(result("ce-java-7"), older);
    assertTrue(comparison(WORDS).run(runs, () -> false));
    assertEquals(sound, Files.readString(result("ce-java-7")));
  }
}
