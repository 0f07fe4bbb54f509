package io.github.simloss.cli.report;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Device;
import io.github.simloss.run.DataSource;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.TrainedModel;
import io.github.simloss.run.checkpoint.History;
import io.github.simloss.run.checkpoint.HistoryEntry;
import io.github.simloss.text.Tokenizer;
import io.github.simloss.train.Corpus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Gathers the view of a run from its folder. */
public final class SavedRun {
  private SavedRun() {}

  /**
   * What a run's folder holds, with its best model asked for samples and codes.
   *
   * @param root the run's folder
   * @param sentences a file of sentences to show, or null for the dev file the run was made with;
   *     where that is gone or changed the page says so
   * @param backend the engine
   * @param device where it computes
   * @throws SimlossException if the folder holds no run with a model, or a file given is not there
   */
  public static RunView gather(Path root, Path sentences, Backend backend, Device device) {
    List<String> notes = new ArrayList<>();
    List<HistoryEntry> history = History.read(RunDirectory.open(root).history()).entries();
    try (TrainedModel model = TrainedModel.open(root, backend, device)) {
      Tokenizer tokenizer = model.codec().tokenizer();
      List<String> shown =
          sentences != null
              ? Corpus.read(sentences, tokenizer).sentences()
              : dev(model.config().provenance().dev(), tokenizer, notes);
      return new RunGatherer(
              name(root),
              model.config(),
              model.codec(),
              shown,
              notes,
              model.autoencoder(),
              backend,
              device)
          .view(history, model.autoencoder());
    }
  }

  /** How a run is called: by its folder. */
  public static String name(Path root) {
    Path name = root.toAbsolutePath().normalize().getFileName();
    return name == null ? root.toString() : name.toString();
  }

  /** Only the very file the run was made with: a config.json of somebody else may name any. */
  private static List<String> dev(DataSource source, Tokenizer tokenizer, List<String> notes) {
    Path file;
    try {
      file = source.requireUnchanged();
    } catch (SimlossException e) {
      notes.add(
          "There are no reconstructions and no map: "
              + e.getMessage()
              + "; or name sentences with simloss report --sentences FILE.");
      return List.of();
    }
    return Corpus.read(file, tokenizer).sentences();
  }
}
