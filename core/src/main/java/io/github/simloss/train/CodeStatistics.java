package io.github.simloss.train;

import io.github.simloss.backend.Engine;
import io.github.simloss.backend.InferenceModel;
import io.github.simloss.batch.Batch;
import io.github.simloss.batch.BatchOrder;
import io.github.simloss.encoding.PostProcessing;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.run.PostProcessingFile;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.settings.PostProcessingSettings;
import io.github.simloss.train.data.BatchSource;
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
      BatchSource text,
      Engine engine) {
    int[] lengths = text.lengths();
    int[] some = new int[lengths.length];
    Arrays.setAll(some, k -> k);
    SeededRandom.derive(config.training().seed(), "sentences of code statistics", 0).shuffle(some);
    some = Arrays.copyOf(some, Math.min(some.length, SENTENCES));
    try (InferenceModel model = engine.inference(config.spec(), run.readModel(config))) {
      List<Integer> blocks = config.spec().encoder().blocks(config.spec().dimension());
      new PostProcessingFile(run)
          .write(
              PostProcessing.learn(
                  codes(model, text, some, lengths), blocks, settings.removedComponents()));
    }
  }

  private static float[] codes(InferenceModel model, BatchSource text, int[] some, int[] lengths) {
    int size = model.spec().codeSize();
    float[] codes = new float[Math.multiplyExact(some.length, size)];
    int[] shown = Arrays.stream(some).map(row -> lengths[row]).toArray();
    for (int[] places : BatchOrder.evaluation(shown, BATCH)) {
      Batch batch = text.batch(Arrays.stream(places).map(place -> some[place]).toArray());
      float[] part = model.encode(batch);
      for (int k = 0; k < places.length; k++) {
        System.arraycopy(part, k * size, codes, places[k] * size, size);
      }
    }
    return codes;
  }
}
