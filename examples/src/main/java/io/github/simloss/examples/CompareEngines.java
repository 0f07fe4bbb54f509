package io.github.simloss.examples;

import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Backends;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.embeddings.VectorFile;
import io.github.simloss.encoding.Reconstruction;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.run.checkpoint.HistoryEntry;
import io.github.simloss.run.settings.TrainingSettings;
import io.github.simloss.train.ModelSettings;
import io.github.simloss.train.RunOutput;
import io.github.simloss.train.TrainingJob;
import io.github.simloss.train.TrainingListener;
import io.github.simloss.train.TrainingRequest;
import io.github.simloss.train.data.DataFiles;
import io.github.simloss.train.data.VocabularySettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One training on each engine of the class path: {@code CompareEngines TRAIN DEV VECTORS OUT
 * EPOCHS}. The seed decides words, batches and initial weights, whatever the engine, so the dev
 * losses differ by rounding alone, which long training at a high rate makes visible.
 */
public final class CompareEngines {
  private CompareEngines() {}

  /** The dev loss at the end of each epoch. */
  private static List<Double> devLosses(TrainingRequest request, Engine engine) {
    TrainingJob job =
        TrainingJob.prepare(
            request, words -> VectorFile.open(request.data().vectors()).read(words), engine);
    List<Double> losses = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void evaluated(
              HistoryEntry entry, List<Reconstruction> samples, TrainableModel model) {
            losses.add(entry.devLoss());
          }
        };
    job.train(engine, List.of(listener), () -> false);
    return losses;
  }

  /**
   * Trains and prints.
   *
   * @param args sentences to train on, sentences to evaluate on, their word vectors, a folder for
   *     the runs, and how many epochs
   */
  public static void main(String[] args) {
    TrainingSettings settings =
        TrainingSettings.DEFAULT
            .withOptimization(
                o ->
                    o.withEpochs(Integer.parseInt(args[4]))
                        .withBatchSize(32)
                        .withLearningRate(3e-3))
            .withEvaluation(e -> e.withSamples(0))
            .withCheckpoints(c -> c.withKeep(1));
    List<String> names = new ArrayList<>();
    List<List<Double>> columns = new ArrayList<>();
    for (Backend backend : Backends.discover().all()) {
      TrainingRequest request =
          new TrainingRequest(
              DataFiles.of(Path.of(args[0]), Path.of(args[1]), Path.of(args[2])),
              VocabularySettings.DEFAULT
                  .withText(t -> t.withTokenizer("whitespace"))
                  .withMaxVocabulary(10_000),
              ModelSettings.published(64),
              LossSpec.of("soft-label").with("neighbours", 5),
              settings,
              new RunOutput(Path.of(args[3]).resolve(backend.name()), true));
      names.add(backend.name());
      try (Engine engine = backend.open(Device.CPU)) {
        columns.add(devLosses(request, engine));
      }
    }
    System.out.print("epoch");
    names.forEach(name -> System.out.printf(Locale.ROOT, " %12s", name));
    System.out.println();
    for (int epoch = 0; epoch < columns.get(0).size(); epoch++) {
      System.out.printf(Locale.ROOT, "%5d", epoch + 1);
      for (List<Double> column : columns) {
        System.out.printf(Locale.ROOT, " %12.7f", column.get(epoch));
      }
      System.out.println();
    }
  }
}
