package io.github.simloss.run.export;

import io.github.simloss.io.AtomicFiles;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.card.ModelCard;
import io.github.simloss.run.checkpoint.History;
import io.github.simloss.run.checkpoint.Manifest;
import io.github.simloss.run.vectors.VectorsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The format {@code run}: a run's folder without what only training needs, for every command and
 * for {@link io.github.simloss.run.SentenceModel}; with the vectors of further words, if there are
 * any. The manifest names a hash of each file.
 *
 * @since 0.2.0
 */
public final class RunFolderExporter implements Exporter {
  @Override
  public String name() {
    return "run";
  }

  @Override
  public String description() {
    return "a run's folder without checkpoints, for simloss itself and docs/load_run.py";
  }

  @Override
  public List<Path> export(TrainedEncoder encoder, Path out, boolean overwrite) {
    RunDirectory from = encoder.run();
    ExportTarget.requireElsewhere(out, from.root());
    RunDirectory to = RunDirectory.create(out, overwrite);
    List<Path> files = new ArrayList<>();
    copy(from.model(), to.model(), files);
    copy(from.vocabulary(), to.vocabulary(), files);
    if (encoder.postProcessing() != null) {
      copy(from.postProcessing(), to.postProcessing(), files);
    }
    if (encoder.vectors() != null) {
      VectorsFile.write(to.vectors(), encoder.vectors());
      files.add(to.vectors());
    }
    List<String> named = new ArrayList<>(files.stream().map(RunFolderExporter::name).toList());
    Manifest.write(out, named);
    ModelCard card = new ModelCard(to);
    if (!card.copyOf(new ModelCard(from))) {
      card.write(encoder.config(), History.read(from.history()).entries());
    }
    // Last, because it is what makes the folder a run.
    copy(from.config(), to.config(), files);
    Manifest.cover(out, name(to.config()));
    files.add(out.resolve(Manifest.NAME));
    if (Files.exists(to.card())) {
      files.add(to.card());
    }
    return List.copyOf(files);
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static void copy(Path from, Path to, List<Path> files) {
    AtomicFiles.write(to, out -> Files.copy(from, out));
    files.add(to);
  }
}
