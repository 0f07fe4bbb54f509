package io.github.simloss.djl.internal.export;

import ai.djl.Model;
import ai.djl.nn.Block;
import ai.djl.nn.BlockFactory;
import io.github.simloss.SimlossException;
import io.github.simloss.backend.Backends;
import io.github.simloss.backend.Device;
import io.github.simloss.run.TrainedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Makes the block of an exported folder; DJL finds it by its name in {@code serving.properties}.
 */
public final class SentenceBlockFactory implements BlockFactory {
  private static final long serialVersionUID = 1;

  @Override
  public Block newBlock(Model model, Path folder, Map<String, ?> arguments) throws IOException {
    ai.djl.Device where = model.getNDManager().getDevice();
    Device device = where.isGpu() ? Device.gpu(where.getDeviceId()) : Device.CPU;
    try {
      TrainedModel trained = TrainedModel.open(folder, Backends.discover().get("djl").open(device));
      // Its arrays are freed with those of DJL's model.
      model.getNDManager().attachInternal("simloss sentence encoder", trained);
      return new SentenceBlock(trained);
    } catch (SimlossException e) {
      // What DJL hands on as it is.
      throw new IOException(e.getMessage(), e);
    }
  }
}
