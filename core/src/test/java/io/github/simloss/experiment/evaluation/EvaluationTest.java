package io.github.simloss.experiment.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.java.JavaBackend;
import io.github.simloss.evaluate.sets.EvaluationSet;
import io.github.simloss.evaluate.sets.Example;
import io.github.simloss.evaluate.sets.SetRequest;
import io.github.simloss.experiment.inspection.SavedRun;
import io.github.simloss.run.TrainedModel;
import io.github.simloss.text.Tokenizers;
import io.github.simloss.train.TinyData;
import io.github.simloss.train.TrainingJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An evaluation and an inspection as a program makes them, on an engine of plain Java. */
class EvaluationTest {
  private @TempDir Path folder;
  private final Engine engine = new JavaBackend().open(Device.CPU);
  private TinyData data;

  @BeforeEach
  void train() throws IOException {
    data = new TinyData(folder);
    TrainingJob.prepare(
            data.request(folder.resolve("run"), 4, "ce", TinyData.settings(1, 0.02)),
            TinyData::vectors,
            engine)
        .train(engine, List.of(), () -> false);
  }

  private static EvaluationSet relatedness() {
    List<Example> pairs = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String other = i % 2 == 0 ? "the meal was great" : "the slow service";
      pairs.add(Example.of(i + ".5", "the food was good", other, "line " + i));
    }
    return EvaluationSet.of("near", SetRequest.PAIRS, pairs, List.of(), List.of());
  }

  private static EvaluationPlan plan(EvaluationSentences sentences) {
    FirstWords firstWords = new FirstWords(Tokenizers.byName("words"), 3);
    return new EvaluationPlan(sentences, 2, List.of(relatedness()), firstWords, 1);
  }

  @Test
  void measuresWhatIsPlannedAndNoMore() {
    EvaluationPlan plan = plan(null);
    assertEquals(
        Set.of("the", "food", "was", "meal", "slow", "service"), plan.words(plan.tokenizer()));
    try (TrainedModel model = TrainedModel.open(folder.resolve("run"), engine)) {
      Evaluation evaluation = new Evaluation(model, null, plan, 8, new EvaluationListener() {});
      EvaluationResult result = evaluation.run(engine, true);
      assertNull(result.reconstruction());
      EvaluationResult.SetResult near = result.sets().get("near");
      assertEquals(List.of(Baseline.values()), List.copyOf(near.baselines().keySet()));
      assertTrue(near.model().scores().containsKey("spearman"), result.toJson().toString());
      assertFalse(result.toJson().containsKey("reconstruction"));
      EvaluationResult bare = evaluation.run(engine, false);
      assertTrue(bare.sets().get("near").baselines().isEmpty());
      assertEquals(near.model(), bare.sets().get("near").model());
      EvaluationResult one = evaluation.run(engine, Set.of(Baseline.UNTRAINED));
      assertEquals(
          Map.of(Baseline.UNTRAINED, near.baselines().get(Baseline.UNTRAINED)),
          one.sets().get("near").baselines());
    }
  }

  @Test
  void sentencesOfAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("s.txt"), "the food was good\n\n  \n");
    EvaluationSentences read = EvaluationSentences.read(file);
    assertEquals(new EvaluationSentences(List.of("the food was good"), 2), read);
    try (TrainedModel model = TrainedModel.open(folder.resolve("run"), engine)) {
      EvaluationResult result =
          new Evaluation(model, null, plan(read), 8, new EvaluationListener() {})
              .run(engine, false);
      assertEquals(4, result.reconstruction().words());
      assertTrue(result.reconstruction().values().containsKey("bleu"));
    }
    Files.writeString(file, "\n\n");
    assertThrows(SimlossException.class, () -> EvaluationSentences.read(file));
  }

  @Test
  void aRunWhoseDevFileChangedIsInspectedWithoutSentences() throws IOException {
    SavedRun whole = SavedRun.inspect(folder.resolve("run"), null, engine);
    assertNull(whole.noSentences());
    assertEquals(12, whole.inspection().samples().size());
    assertEquals(12, whole.inspection().codes().points().size());
    assertFalse(whole.inspection().neighbours().isEmpty());
    Files.writeString(data.dev, "another text\n");
    SavedRun changed = SavedRun.inspect(folder.resolve("run"), null, engine);
    assertTrue(changed.noSentences().contains("is not the file"), changed.noSentences());
    assertTrue(changed.inspection().samples().isEmpty());
    assertNull(changed.inspection().codes());
    assertEquals(8, changed.inspection().neighbours().size(), "words need no sentences");
  }
}
