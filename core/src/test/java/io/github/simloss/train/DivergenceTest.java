package io.github.simloss.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.LossSum;
import io.github.simloss.backend.StepResult;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.backend.java.JavaBackend;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.Parameters;
import io.github.simloss.run.RunVerifier;
import io.github.simloss.run.checkpoint.History;
import io.github.simloss.run.checkpoint.HistoryEntry;
import io.github.simloss.run.checkpoint.TrainingState;
import io.github.simloss.run.settings.TrainingSettings;
import io.github.simloss.tensor.NamedTensors;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers that are none stop a run or send it back, and never reach a file. */
class DivergenceTest {
  private final Engine sound = new JavaBackend().open(Device.CPU);
  private @TempDir Path folder;
  private TinyData data;

  @BeforeEach
  void writeData() throws IOException {
    data = new TinyData(folder, 32, 4);
  }

  /** How an engine answers a step; null for as it does. */
  private interface Sabotage {
    StepResult answer(TrainableModel model, long step, double learningRate);
  }

  /** The reference engine with some of its steps spoiled. */
  private Engine spoiled(Sabotage sabotage) {
    return (Engine)
        proxy(
            Engine.class,
            sound,
            (method, args) ->
                method.equals("trainable")
                    ? spoiled(
                        sound.trainable(
                            (ModelSpec) args[0],
                            (NamedTensors) args[1],
                            (ReconstructionLoss) args[2],
                            (AdamSettings) args[3]),
                        sabotage)
                    : null);
  }

  private static TrainableModel spoiled(TrainableModel model, Sabotage sabotage) {
    return (TrainableModel)
        proxy(
            TrainableModel.class,
            model,
            (method, args) ->
                method.equals("train")
                    ? sabotage.answer(model, model.optimizerState().step() + 1, (double) args[1])
                    : null);
  }

  private interface Answer {
    Object to(String method, Object[] args);
  }

  private static Object proxy(Class<?> type, Object real, Answer answer) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (self, method, args) -> {
          Object own = answer.to(method.getName(), args);
          if (own != null) {
            return own;
          }
          try {
            return method.invoke(real, args);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }

  private static TrainingSettings settings(double learningRate, int rewinds) {
    // Four steps an epoch, a checkpoint every third step and with every best evaluation.
    return TrainingSettings.DEFAULT
        .withOptimization(o -> o.withEpochs(3).withBatchSize(8).withLearningRate(learningRate))
        .withEvaluation(e -> e.withSamples(0))
        .withCheckpoints(c -> c.withEvery(3).withRewinds(rewinds))
        .withSeed(11);
  }

  private TrainingOutcome train(
      String run, Engine engine, TrainingSettings settings, BooleanSupplier stop) {
    return TrainingJob.prepare(
            data.request(folder.resolve(run), 3, "ce", settings), TinyData::vectors, engine)
        .train(engine, List.of(), stop);
  }

  private void assertSound(String run) {
    for (RunVerifier.Finding finding : RunVerifier.verify(folder.resolve(run))) {
      assertTrue(finding.ok(), finding.toString());
    }
  }

  /** Diverges at the sixth step as long as the learning rate is above a limit. */
  private static StepResult sixth(long step, double learningRate, double limit) {
    return step == 6 && learningRate > limit
        ? new StepResult(new LossSum(Double.NaN, 10), 1)
        : null;
  }

  @Test
  void stepTensorAndSentenceAreNamedAndTheCheckpointStays() {
    Engine engine = spoiled((model, step, rate) -> sixth(step, rate, 0));
    DivergenceException e =
        assertThrows(
            DivergenceException.class, () -> train("run", engine, settings(0.02, 0), () -> false));
    assertEquals(6, e.step());
    for (String part :
        List.of("step 6 diverged", "the loss is NaN", "tensor '", "begins with \"the ")) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
    assertSound("run");
    TrainingJob resumed = TrainingJob.resume(folder.resolve("run"), sound, notice -> {});
    assertEquals(4, resumed.state().step());
  }

  @Test
  void weightsBeyondAllFloatsAreNeverWritten() {
    Sabotage spoil =
        (model, step, rate) -> {
          if (step == 6) {
            NamedTensors weights = model.weights();
            weights.get(Parameters.PROJECTION_BIAS).data()[2] = Float.POSITIVE_INFINITY;
            model.setWeights(weights);
            return new StepResult(new LossSum(1, 1), 1);
          }
          return null;
        };
    DivergenceException e =
        assertThrows(
            DivergenceException.class,
            () -> train("run", spoiled(spoil), settings(0.02, 0), () -> false));
    assertTrue(
        e.getMessage().contains("tensor 'projection.bias' holds Infinity at 2"), e.getMessage());
    assertSound("run");
  }

  @Test
  void aRunGoesBackWithHalfTheRateAsOftenAsItMay() {
    Engine engine = spoiled((model, step, rate) -> sixth(step, rate, 0.006));
    TrainingOutcome outcome = train("run", engine, settings(0.02, 2), () -> false);
    assertEquals(TrainingOutcome.Reason.COMPLETED, outcome.reason());
    assertEquals(2, outcome.state().rewinds());
    List<HistoryEntry> history = History.read(folder.resolve("run/history.jsonl")).entries();
    assertEquals(
        List.of(0.02, 0.005, 0.005), history.stream().map(HistoryEntry::learningRate).toList());
    assertSound("run");
    assertThrows(
        DivergenceException.class, () -> train("once", engine, settings(0.02, 1), () -> false));
    assertSound("once");
  }

  @Test
  void aRunThatWentBackGoesOnExactly() throws IOException {
    Engine engine = spoiled((model, step, rate) -> sixth(step, rate, 0.006));
    train("whole", engine, settings(0.02, 3), () -> false);
    // Not between the checkpoint of step 4 and the divergence: a stop there makes one of its own,
    // and the run goes back to that.
    for (int stopAt : new int[] {4, 7, 8, 10}) {
      int[] asked = {0};
      String run = "stopped-" + stopAt;
      train(run, engine, settings(0.02, 3), () -> ++asked[0] == stopAt);
      TrainingJob.resume(folder.resolve(run), engine, notice -> {})
          .train(engine, List.of(), () -> false);
      assertEquals(RunBytes.of(folder.resolve("whole")), RunBytes.of(folder.resolve(run)), run);
    }
  }

  @Test
  void rewindsAreToldToListeners() {
    Engine engine = spoiled((model, step, rate) -> sixth(step, rate, 0.015));
    StringBuilder told = new StringBuilder();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void rewound(DivergenceException reason, TrainingState back, double learningRate) {
            told.append(reason.step()).append(' ').append(back.step()).append(' ');
            told.append(learningRate);
          }
        };
    TrainingJob.prepare(
            data.request(folder.resolve("run"), 3, "ce", settings(0.02, 1)),
            TinyData::vectors,
            engine)
        .train(engine, List.of(listener), () -> false);
    assertEquals("6 4 0.01", told.toString());
  }
}
