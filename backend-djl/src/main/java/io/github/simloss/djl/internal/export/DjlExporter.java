package io.github.simloss.djl.internal.export;

import io.github.simloss.io.AtomicFiles;
import io.github.simloss.run.export.Exporter;
import io.github.simloss.run.export.RunFolderExporter;
import io.github.simloss.run.export.TrainedEncoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The format {@code djl}: a run's folder that DJL's {@code Criteria} loads, see {@link
 * io.github.simloss.djl.SentenceTranslatorFactory}.
 */
public final class DjlExporter implements Exporter {
  /** What DJL reads of a model's folder before it makes the model. */
  private static final String SERVING =
      "# Read by DJL. The weights are in model.safetensors, so there is no file of parameters.\n"
          + "engine=PyTorch\n"
          + "option.hasParameter=false\n"
          + "blockFactory="
          + SentenceBlockFactory.class.getName()
          + "\ntranslatorFactory=io.github.simloss.djl.SentenceTranslatorFactory\n";

  @Override
  public String name() {
    return "djl";
  }

  @Override
  public String description() {
    return "a folder that DJL's Criteria loads, with simloss-backend-djl on the class path";
  }

  @Override
  public List<Path> export(TrainedEncoder encoder, Path out, boolean overwrite) {
    List<Path> files = new ArrayList<>(new RunFolderExporter().export(encoder, out, overwrite));
    Path serving = out.resolve("serving.properties");
    AtomicFiles.writeString(serving, SERVING);
    files.add(serving);
    return List.copyOf(files);
  }
}
