package io.github.simloss.run;

import io.github.simloss.backend.Autoencoder;
import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Device;
import io.github.simloss.text.SentenceCodec;
import java.nio.file.Path;

/**
 * The best model of a run, live on an engine, with its text side: what encodes and reconstructs
 * sentences.
 *
 * @param config the run's configuration
 * @param codec sentences to ids and back
 * @param autoencoder the model
 */
public record TrainedModel(RunConfig config, SentenceCodec codec, Autoencoder autoencoder)
    implements AutoCloseable {

  /**
   * Opens a run's best model, whichever engine trained it.
   *
   * @param root the run's folder
   * @param backend the engine
   * @param device where to compute
   */
  public static TrainedModel open(Path root, Backend backend, Device device) {
    RunDirectory run = RunDirectory.open(root);
    RunConfig config = run.readConfig();
    SentenceCodec codec = run.readCodec(config);
    return new TrainedModel(
        config, codec, backend.open(config.spec(), run.readModel(config), device));
  }

  @Override
  public void close() {
    autoencoder.close();
  }
}
