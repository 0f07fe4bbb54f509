package io.github.simloss.run.export;

import io.github.simloss.SimlossException;
import io.github.simloss.io.AtomicFiles;
import io.github.simloss.io.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a model that is one file goes, with what stands beside it: its words by id ({@code
 * NAME.words.txt}), how to feed it ({@code NAME.json}) and the same for people ({@code NAME.md}).
 *
 * @since 0.2.0
 */
public final class ExportTarget {
  private final Path model;
  private final String name;

  private ExportTarget(Path model, String name) {
    this.model = model;
    this.name = name;
  }

  /**
   * A target.
   *
   * @param out a file that ends like the format's, or else a folder, for {@code encoder} in it
   * @param extension of the format, with its dot
   * @param overwrite whether a model that is there may be replaced
   * @throws SimlossException if one is there and may not
   */
  public static ExportTarget of(Path out, String extension, boolean overwrite) {
    Path last = out.getFileName();
    boolean file = last != null && last.toString().toLowerCase(Locale.ROOT).endsWith(extension);
    Path model = file ? out : out.resolve("encoder" + extension);
    if (!overwrite && Files.exists(model)) {
      throw new SimlossException(
          model + " is there already: give --overwrite to replace it, or another --out");
    }
    String whole = model.getFileName().toString();
    return new ExportTarget(model, whole.substring(0, whole.length() - extension.length()));
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
    Path words = model.resolveSibling(name + ".words.txt");
    Path json = model.resolveSibling(name + ".json");
    Path readme = model.resolveSibling(name + ".md");
    AtomicFiles.writeString(words, String.join("\n", encoder.words()) + "\n");
    AtomicFiles.writeString(json, Json.toPretty(feeding));
    AtomicFiles.writeString(readme, feeding.text(name, example));
    return List.of(model, words, json, readme);
  }

  /** The name of the model's file. */
  public String fileName() {
    return model.getFileName().toString();
  }

  /** The same file in another folder than a run's. */
  static void requireElsewhere(Path out, @Nullable Path run) {
    if (run != null && out.toAbsolutePath().normalize().equals(run.toAbsolutePath().normalize())) {
      throw new SimlossException(
          out + " is the run's own folder: give another --out, the run stays as it is");
    }
  }
}
