package io.github.simloss.spark;

import io.github.simloss.run.RunContent;
import io.github.simloss.spark.internal.files.HadoopFolder;
import io.github.simloss.spark.internal.params.StageFiles;
import java.util.function.Supplier;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.MLWriter;
import org.jspecify.annotations.Nullable;

/** Saves a stage: its parameters, and a run's files if it has one. */
final class StageWriter extends MLWriter {
  static final String RUN = "run";

  private final Params stage;
  private final @Nullable Supplier<RunContent> run;

  StageWriter(Params stage, @Nullable Supplier<RunContent> run) {
    this.stage = stage;
    this.run = run;
  }

  @Override
  public void saveImpl(String path) {
    HadoopFolder folder = HadoopFolder.of(path, sc().hadoopConfiguration());
    StageFiles.write(stage, folder, sc().version());
    if (run != null) {
      run.get().files().forEach(folder.in(RUN)::write);
    }
  }
}
