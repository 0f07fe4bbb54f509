package io.github.simloss.cli.command.vectors;

import io.github.simloss.cli.command.BaseCommand;
import io.github.simloss.cli.console.Errors;
import io.github.simloss.cli.console.UsageException;
import io.github.simloss.cli.help.InSection;
import io.github.simloss.cli.help.Section;
import io.github.simloss.cli.option.ReadingOptions;
import io.github.simloss.cli.usage.Needs;
import io.github.simloss.embeddings.VectorFile;
import io.github.simloss.embeddings.VectorFormat;
import io.github.simloss.embeddings.VectorRows;
import io.github.simloss.embeddings.VectorWriter;
import io.github.simloss.io.OwnFiles;
import io.github.simloss.io.lines.TextFiles;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code simloss vectors convert}: another format, or fewer words. */
@Command(
    name = "convert",
    description = "Write a vector file in another format, all of its words or some.",
    footer = {
      "",
      "Examples:",
      "  simloss vectors convert model.bin vectors.vec",
      "  simloss vectors convert glove.txt.gz small.bin --to word2vec --words words.txt",
      "  simloss vectors convert glove.txt.gz vectors.npy   # and vectors.npy.words.txt"
    })
@Needs(option = "--lookup", value = "--words")
public final class VectorsConvertCommand extends BaseCommand {
  @Mixin private ReadingOptions vectors;

  @Parameters(index = "0", paramLabel = "FILE", description = "The vector file.")
  private Path from;

  @Parameters(index = "1", paramLabel = "TARGET", description = "The file to write.")
  private Path to;

  @Option(
      names = "--to",
      paramLabel = "FORMAT",
      description =
          "vec (text with a header), word2vec (binary) or npy (a NumPy table; the words go to"
              + " TARGET.words.txt). Default: by TARGET's ending .vec, .txt, .bin or .npy.")
  private Format format;

  @InSection(Section.DATA)
  @Option(
      names = "--words",
      paramLabel = "FILE",
      description = "Only these words, one a line. Default: all.")
  private Path words;

  @Option(
      names = "--overwrite",
      description = "Replace TARGET, and the words beside it, if they are there.")
  private boolean overwrite;

  /** What can be written. */
  private enum Format {
    VEC,
    WORD2VEC,
    NPY
  }

  @Override
  public Integer call() {
    Format target = format != null ? format : byName(to.toString().toLowerCase(Locale.ROOT));
    Path side = Path.of(to + VectorFormat.NUMPY_WORDS);
    requireFree(to);
    if (target == Format.NPY) {
      requireFree(side);
      OwnFiles.requireNoLink(side);
    }
    VectorFile file = vectors.open(from, err());
    VectorRows rows = file;
    if (words != null) {
      Set<String> wanted = new LinkedHashSet<>(TextFiles.readLines(words));
      rows = vectors.some(from, wanted, err());
    }
    VectorWriter writer = new VectorWriter(rows, notice -> Errors.print(err(), notice));
    long count =
        switch (target) {
          case VEC -> writer.text(to);
          case WORD2VEC -> writer.word2vecBinary(to);
          case NPY -> writer.npy(to, side);
        };
    err()
        .println(
            String.format(
                Locale.ROOT,
                "%,d words of dimension %d written to %s",
                count,
                rows.dimension(),
                to));
    return 0;
  }

  private void requireFree(Path file) {
    if (!overwrite && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new UsageException(file + " is there already: give another name, or --overwrite");
    }
  }

  private static Format byName(String name) {
    if (name.endsWith(".vec") || name.endsWith(".txt")) {
      return Format.VEC;
    }
    if (name.endsWith(".bin")) {
      return Format.WORD2VEC;
    }
    if (name.endsWith(".npy")) {
      return Format.NPY;
    }
    throw new UsageException(
        "cannot tell the format of " + name + ": end it in .vec, .bin or .npy, or give --to");
  }
}
