package io.github.simloss.train;

import io.github.simloss.backend.Engine;
import io.github.simloss.backend.InferenceModel;
import io.github.simloss.encoding.PostProcessing;
import io.github.simloss.encoding.SentenceEncoder;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.run.PostProcessingFile;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.settings.PostProcessingSettings;
import io.github.simloss.train.data.TrainingText;
import java.util.Arrays;
import java.util.List;

/** Learns what is done to codes from the codes of training sentences. */
final class CodeStatistics {
  /** More sentences would not change a mean or a main direction. */
  private static final int SENTENCES = 20_000;

  private static final int BATCH = 128;

  private CodeStatistics() {}

  /** Learns from the best model of a finished run, and keeps it in the run's folder. */
  static void learn(
      RunDirectory run,
      RunConfig config,
      PostProcessingSettings settings,
      TrainingText text,
      Engine engine) {
    List<String> all = text.train().sentences();
    int[] order = new int[all.size()];
    Arrays.setAll(order, k -> k);
    SeededRandom.derive(config.training().seed(), "sentences of code statistics", 0).shuffle(order);
    List<String> some =
        Arrays.stream(order, 0, Math.min(order.length, SENTENCES)).mapToObj(all::get).toList();
    try (InferenceModel model = engine.inference(config.spec(), run.readModel(config))) {
      float[] codes = new SentenceEncoder(model, text.codec(), BATCH).encode(some);
      List<Integer> blocks = config.spec().encoder().blocks(config.spec().dimension());
      new PostProcessingFile(run)
          .write(PostProcessing.learn(codes, blocks, settings.removedComponents()));
    }
  }
}
