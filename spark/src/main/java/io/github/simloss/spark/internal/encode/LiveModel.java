package io.github.simloss.spark.internal.encode;

import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Backends;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.EngineConfig;
import io.github.simloss.io.Folders;
import io.github.simloss.io.Messages;
import io.github.simloss.run.RunContent;
import io.github.simloss.run.TrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A model in the memory of an engine, with what opens both. One thread uses it at a time. */
final class LiveModel implements AutoCloseable {
  private static final Map<String, Engine> ENGINES = new TreeMap<>();

  private final String key;
  private final TrainedModel trained;

  private LiveModel(String key, TrainedModel trained) {
    this.key = key;
    this.trained = trained;
  }

  /** Opens one; its engine stays open as long as the process. */
  static LiveModel open(String key, RunContent content, String backend, int threads) {
    try {
      Path folder = Files.createTempDirectory("simloss-model");
      try {
        content.write(folder);
        return new LiveModel(key, TrainedModel.open(folder, engine(backend, threads)));
      } finally {
        Folders.deleteTemporary(folder);
      }
    } catch (IOException e) {
      throw Messages.writing(Path.of(System.getProperty("java.io.tmpdir", ".")), e);
    }
  }

  private static Engine engine(String backend, int threads) {
    Backend found = Backends.discover().get(backend);
    synchronized (ENGINES) {
      return ENGINES.computeIfAbsent(
          backend + " " + threads,
          name -> found.open(EngineConfig.of(Device.CPU).withThreads(threads)));
    }
  }

  String key() {
    return key;
  }

  TrainedModel trained() {
    return trained;
  }

  @Override
  public void close() {
    trained.close();
  }
}
