package io.github.simloss.experiment.inspection;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Engine;
import io.github.simloss.run.DataSource;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.TrainedModel;
import io.github.simloss.run.checkpoint.History;
import io.github.simloss.run.checkpoint.HistoryEntry;
import io.github.simloss.text.Tokenizer;
import io.github.simloss.train.data.Corpus;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as its folder holds it, with its best model inspected.
 *
 * @param name how the run is called
 * @param config what was run
 * @param history its evaluations
 * @param inspection what the model shows
 * @param noSentences why there are no reconstructions and no codes, or null where there are
 * @since 0.1.0
 */
public record SavedRun(
    String name,
    RunConfig config,
    List<HistoryEntry> history,
    Inspection inspection,
    @Nullable String noSentences) {

  /**
   * Opens a run's best model and inspects it.
   *
   * @param root the run's folder
   * @param sentences a file of sentences to show, or null for the dev file the run was made with
   * @param engine what computes
   * @throws SimlossException if the folder holds no run with a model, or a file given is not there
   */
  public static SavedRun inspect(Path root, @Nullable Path sentences, Engine engine) {
    List<HistoryEntry> history = History.read(RunDirectory.open(root).history()).entries();
    try (TrainedModel model = TrainedModel.open(root, engine)) {
      Tokenizer tokenizer = model.codec().tokenizer();
      Path file = sentences;
      @Nullable String problem = null;
      if (file == null) {
        try {
          // Only the very file the run was made with: a config.json of somebody else may name any.
          file =
              model
                  .config()
                  .provenance()
                  .data()
                  .dev()
                  .requireUnchanged(root.resolve(DataSource.SAMPLE));
        } catch (SimlossException e) {
          problem = e.getMessage();
        }
      }
      List<String> shown = file == null ? List.of() : Corpus.read(file, tokenizer).sentences();
      ModelInspector inspector =
          new ModelInspector(model.config(), model.codec(), shown, model.model(), engine);
      return new SavedRun(
          name(root), model.config(), history, inspector.inspect(model.model()), problem);
    }
  }

  /** How a run is called: by its folder. */
  public static String name(Path root) {
    Path name = root.toAbsolutePath().normalize().getFileName();
    return name == null ? root.toString() : name.toString();
  }
}
