package io.github.simloss.run;

import io.github.simloss.backend.Engine;
import io.github.simloss.backend.InferenceModel;
import io.github.simloss.embedding.WordVectors;
import io.github.simloss.encoding.PostProcessing;
import io.github.simloss.encoding.SentenceEncoder;
import io.github.simloss.run.vectors.VectorsFile;
import io.github.simloss.text.SentenceCodec;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The best model of a run, live on an engine, with its text side: what encodes and reconstructs
 * sentences.
 *
 * @param config the run's configuration
 * @param codec sentences to ids and back
 * @param model the model
 * @param postProcessing what is done to codes, or null
 * @param vectors of words outside the vocabulary that are in the run's folder, or null
 * @since 0.1.0
 */
public record TrainedModel(
    RunConfig config,
    SentenceCodec codec,
    InferenceModel model,
    @Nullable PostProcessing postProcessing,
    @Nullable WordVectors vectors)
    implements AutoCloseable {

  /**
   * Opens a run's best model, whichever engine trained it.
   *
   * @param root the run's folder
   * @param engine what computes
   */
  public static TrainedModel open(Path root, Engine engine) {
    RunDirectory run = RunDirectory.open(root);
    RunConfig config = run.readConfig();
    SentenceCodec codec = run.readCodec(config);
    // What may be damaged is read before the engine takes memory for a model.
    PostProcessing processing = new PostProcessingFile(run).read(config);
    WordVectors vectors = VectorsFile.read(run.vectors(), config.wordDimension());
    InferenceModel model = engine.inference(config.spec(), run.readModel(config));
    return new TrainedModel(config, codec, model, processing, vectors);
  }

  /**
   * An encoder of sentences, with what is done to its codes.
   *
   * @param given vectors of words outside the vocabulary; null for those of the run's folder, if
   *     there are any
   * @param batchSize sentences a batch
   */
  public SentenceEncoder encoder(@Nullable WordVectors given, int batchSize) {
    return new SentenceEncoder(
        model, codec, given == null ? vectors : given, postProcessing, batchSize);
  }

  @Override
  public void close() {
    model.close();
  }
}
