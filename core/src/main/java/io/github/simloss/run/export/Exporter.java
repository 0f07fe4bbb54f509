package io.github.simloss.run.export;

import java.nio.file.Path;
import java.util.List;

/**
 * A format that trained encoders can be written in. Named in {@code
 * META-INF/services/io.github.simloss.run.export.Exporter}, it is found by {@link Exporters}. Safe
 * for use by several threads; loads no native library before it writes.
 *
 * @since 0.2.0
 */
public interface Exporter {

  /** The name in {@code --format}. */
  String name();

  /** What it writes, in one line. */
  String description();

  /**
   * Writes an encoder with all that is needed to use it.
   *
   * @param encoder what to write
   * @param out a file or a folder, as the format has it; its parents are made
   * @param overwrite whether an older export that is there may be replaced
   * @return the files that were written, the model first
   * @throws io.github.simloss.SimlossException if the format cannot express the encoder, something
   *     is there already, or it cannot be written
   */
  List<Path> export(TrainedEncoder encoder, Path out, boolean overwrite);
}
