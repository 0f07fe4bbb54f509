package io.github.simloss.run.export;

import io.github.simloss.SimlossException;
import io.github.simloss.io.AtomicFiles;
import io.github.simloss.io.Messages;
import io.github.simloss.io.OwnFiles;
import io.github.simloss.io.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Where a model that is one file goes, with what stands beside it: its words by id ({@code
 * FILE.words.txt}), how to feed it ({@code FILE.json}) and the same for people ({@code FILE.md}).
 *
 * @since 0.2.0
 */
public final class ExportTarget {
  private final Path model;

  private ExportTarget(Path model) {
    this.model = model;
  }

  /**
   * A target.
   *
   * @param out a file that ends like the format's, or else a folder, for {@code encoder} in it
   * @param extension of the format, with its dot
   * @param overwrite whether a model that is there may be replaced
   * @throws SimlossException if one is there and may not, or a link that nobody named
   */
  public static ExportTarget of(Path out, String extension, boolean overwrite) {
    Path last = out.getFileName();
    boolean file = last != null && last.toString().toLowerCase(Locale.ROOT).endsWith(extension);
    Path model = file ? out : out.resolve("encoder" + extension);
    ExportTarget target = new ExportTarget(model);
    for (Path path : List.of(model, target.words(), target.json(), target.readme())) {
      if (!overwrite && Files.exists(path)) {
        throw new SimlossException(
            path + " is there already: give --overwrite to replace it, or another --out");
      }
      if (!path.equals(out)) {
        OwnFiles.requireNoLink(path);
      }
    }
    return target;
  }

  /** The model's file. */
  public Path model() {
    return model;
  }

  /**
   * Writes what stands beside the model.
   *
   * @param encoder the model's
   * @param feeding how to feed it
   * @param example how to use it, in Markdown
   * @return all files of the export, the model first
   */
  public List<Path> describe(TrainedEncoder encoder, Feeding feeding, String example) {
    AtomicFiles.writeString(words(), String.join("\n", encoder.words()) + "\n");
    AtomicFiles.writeString(json(), Json.toPretty(feeding));
    AtomicFiles.writeString(readme(), feeding.text(example));
    return List.of(model, words(), json(), readme());
  }

  /** The name of the model's file. */
  public String fileName() {
    return model.getFileName().toString();
  }

  /** The model's whole name begins the others': they replace no file of another kind. */
  private Path beside(String ending) {
    return model.resolveSibling(fileName() + ending);
  }

  private Path words() {
    return beside(Feeding.WORDS);
  }

  private Path json() {
    return beside(Feeding.JSON);
  }

  private Path readme() {
    return beside(".md");
  }

  /** Refuses to export a run into its own folder, which would lose its checkpoints. */
  static void requireElsewhere(Path out, Path run) {
    try {
      if (Files.exists(out) && Files.isSameFile(out, run)) {
        throw new SimlossException(
            out + " is the run's own folder: give another --out, the run stays as it is");
      }
    } catch (IOException e) {
      throw Messages.reading(out, e);
    }
  }
}
