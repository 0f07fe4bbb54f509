package io.github.simloss.run;

import io.github.simloss.SimlossException;
import io.github.simloss.encoding.PostProcessing;
import io.github.simloss.io.Messages;
import io.github.simloss.run.checkpoint.ModelFile;
import io.github.simloss.tensor.NamedTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * {@code postprocessing.safetensors}: what is done to the codes of a run. Not every run has it.
 *
 * @since 0.2.0
 */
public final class PostProcessingFile {
  private final Path file;

  /** That of a run, there or not. */
  public PostProcessingFile(RunDirectory run) {
    file = run.postProcessing();
  }

  /** Writes it. */
  public void write(PostProcessing processing) {
    ModelFile.writePostProcessing(file, processing.tensors());
  }

  /**
   * Reads it.
   *
   * @param config of the run
   * @return null if nothing is done to codes
   * @throws SimlossException if the file is damaged or of another model
   */
  public @Nullable PostProcessing read(RunConfig config) {
    if (!Files.exists(file)) {
      return null;
    }
    NamedTensors tensors = ModelFile.read(file, "postprocessing").tensors();
    ModelFile.requireFinite(file, tensors);
    try {
      return PostProcessing.of(tensors, config.spec().encoder().blocks(config.spec().dimension()));
    } catch (IllegalArgumentException e) {
      throw new SimlossException(
          Messages.oneLine(file) + " does not fit config.json: " + Messages.oneLine(e.getMessage()),
          e);
    }
  }

  /** Removes it: the model that it was learned from is about to change. */
  public void drop() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw Messages.writing(file, e);
    }
  }
}
