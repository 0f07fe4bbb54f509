package io.github.simloss.cli.option;

import io.github.simloss.cli.help.InSection;
import io.github.simloss.cli.help.Section;
import io.github.simloss.embeddings.Lookup;
import io.github.simloss.embeddings.VectorFile;
import io.github.simloss.embeddings.VectorSet;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the commands read vector files. */
@InSection(Section.DATA)
public final class ReadingOptions {
  @Mixin private CacheOption cache;

  @Option(
      names = "--lookup",
      paramLabel = "HOW",
      defaultValue = "exact",
      description =
          "Words as they are (exact), or also in lower case and Unicode's normal form C (lenient)."
              + " Default: ${DEFAULT-VALUE}.")
  private Forms lookup = Forms.EXACT;

  /** The forms of a word that are looked up. */
  private enum Forms {
    EXACT,
    LENIENT
  }

  /** Opens a file, with a bar while it is read and notices in lines of their own. */
  public VectorFile open(Path file, PrintWriter err) {
    return cache.open(file, err);
  }

  /** Reads some words of a file. */
  public VectorSet some(Path file, Set<String> words, PrintWriter err) {
    return some(open(file, err), words);
  }

  /** Reads some words of an opened file. */
  public VectorSet some(VectorFile file, Set<String> words) {
    return file.read(words, lookup == Forms.LENIENT ? Lookup.LENIENT : Lookup.EXACT);
  }

  /** In which forms words are looked for, as a word. */
  String lookup() {
    return lookup.name().toLowerCase(Locale.ROOT);
  }
}
