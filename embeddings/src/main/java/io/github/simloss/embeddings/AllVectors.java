package io.github.simloss.embeddings;

import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** All rows of a file, in its order. */
final class AllVectors implements VectorSet {
  private final WordCodec words;
  private final KeyIndex keys;
  private final RowTable rows;
  private final Supplier<RowScanner> scanner;
  private final ScanCounts counts;
  private final Coverage coverage;

  AllVectors(
      WordCodec words,
      KeyIndex keys,
      RowTable rows,
      Supplier<RowScanner> scanner,
      long duplicates,
      ScanCounts counts) {
    this.scanner = scanner;
    this.counts = counts;
    this.words = words;
    this.keys = keys;
    this.rows = rows;
    this.coverage =
        new Coverage(
            keys.size(),
            keys.size(),
            Map.of(Origin.EXACT, keys.size()),
            duplicates,
            counts.rows,
            counts.emptyWords,
            counts.malformedWords);
  }

  @Override
  public int dimension() {
    return rows.dimension();
  }

  @Override
  public List<String> words() {
    return new AbstractList<>() {
      @Override
      public String get(int index) {
        return words.text(keys.bytes(index));
      }

      @Override
      public int size() {
        return keys.size();
      }
    };
  }

  @Override
  public LookupResult lookUp(String word) {
    byte[] key = words.bytes(word);
    int id = key == null ? -1 : keys.find(key, 0, key.length);
    if (id >= 0) {
      return new LookupResult(word, Origin.EXACT, rows.row(id));
    }
    RowScanner.SubwordVector made = key == null ? null : scanner.get().subwordVector(key);
    return made == null
        ? new LookupResult(word, Origin.NONE, null)
        : new LookupResult(word, made.ngrams() > 0 ? Origin.SUBWORDS : Origin.NONE, made.vector());
  }

  @Override
  public Coverage coverage() {
    return coverage;
  }

  KeyIndex keys() {
    return keys;
  }

  RowTable rows() {
    return rows;
  }

  ScanCounts counts() {
    return counts;
  }
}
