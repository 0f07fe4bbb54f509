package io.github.simloss.spark.internal.encode;

import io.github.simloss.run.RunContent;
import java.util.Iterator;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;

/** Encodes the rows of a partition, as they are asked for. */
public final class EncodePartition implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final Broadcast<Map<String, byte[]>> files;
  private final String identity;
  private final EncodeSettings settings;

  /**
   * For a model.
   *
   * @param files of its run
   * @param identity another one for other files
   * @param settings how
   */
  public EncodePartition(
      Broadcast<Map<String, byte[]>> files, String identity, EncodeSettings settings) {
    this.files = files;
    this.identity = identity;
    this.settings = settings;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    if (!rows.hasNext()) {
      // No engine starts for nothing.
      return rows;
    }
    TaskContext task = TaskContext.get();
    int threads = settings.threads() > 0 ? settings.threads() : task == null ? 1 : task.cpus();
    String backend = EnginePreference.of(settings.backend());
    LiveModel model =
        ModelPool.SHARED.take(
            identity + " " + backend + " " + threads,
            () -> RunContent.of(files.value()),
            backend,
            threads);
    if (task != null) {
      task.addTaskCompletionListener(
          (org.apache.spark.util.TaskCompletionListener)
              context -> ModelPool.SHARED.giveBack(model));
    }
    return new EncodedRows(rows, model.trained(), settings);
  }
}
