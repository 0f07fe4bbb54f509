package io.github.simloss.embeddings;

import io.github.simloss.embeddings.internal.read.AllRows;
import io.github.simloss.embeddings.internal.scan.RowScanner;
import io.github.simloss.embeddings.internal.scan.WordCodec;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The vectors of all words of a file, in its order. */
final class AllVectors implements VectorSet {
  private final AllRows all;
  private final WordCodec words;
  private final Supplier<RowScanner> scanner;
  private final Coverage coverage;

  /**
   * @param all the rows
   * @param words between the file's bytes and text
   * @param scanner makes vectors for words that are not in the file
   */
  AllVectors(AllRows all, WordCodec words, Supplier<RowScanner> scanner) {
    this.all = all;
    this.words = words;
    this.scanner = scanner;
    int size = all.keys().size();
    this.coverage =
        new Coverage(
            size,
            size,
            Map.of(Origin.EXACT, size),
            all.duplicates(),
            all.counts().rows(),
            all.counts().emptyWords(),
            all.counts().malformedWords());
  }

  @Override
  public int dimension() {
    return all.rows().dimension();
  }

  @Override
  public List<String> words() {
    return new AbstractList<>() {
      @Override
      public String get(int index) {
        return words.text(all.keys().bytes(index));
      }

      @Override
      public int size() {
        return all.keys().size();
      }
    };
  }

  @Override
  public LookupResult lookUp(String word) {
    byte[] key = words.bytes(word);
    int id = key == null ? -1 : all.keys().find(key, 0, key.length);
    if (id >= 0) {
      return new LookupResult(word, Origin.EXACT, all.rows().row(id));
    }
    RowScanner.SubwordVector made = key == null ? null : scanner.get().subwordVector(key);
    return made == null
        ? new LookupResult(word, Origin.NONE, null)
        : new LookupResult(word, made.origin(), made.vector());
  }

  @Override
  public Coverage coverage() {
    return coverage;
  }
}
