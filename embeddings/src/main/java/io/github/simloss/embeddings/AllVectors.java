package io.github.simloss.embeddings;

import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** All rows of a file, in its order. */
final class AllVectors implements VectorSet {
  private final Words words;
  private final ByteKeys keys;
  private final RowTable rows;
  private final Supplier<RowScanner> scanner;
  private final Tally tally;
  private final Coverage coverage;

  AllVectors(
      Words words,
      ByteKeys keys,
      RowTable rows,
      Supplier<RowScanner> scanner,
      long duplicates,
      Tally tally) {
    this.scanner = scanner;
    this.tally = tally;
    this.words = words;
    this.keys = keys;
    this.rows = rows;
    this.coverage =
        new Coverage(
            keys.size(),
            keys.size(),
            Map.of(Origin.EXACT, keys.size()),
            duplicates,
            tally.rows,
            tally.emptyWords,
            tally.malformedWords);
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
  public Answer answer(String word) {
    byte[] key = words.bytes(word);
    int id = key == null ? -1 : keys.find(key, 0, key.length);
    if (id >= 0) {
      return new Answer(word, Origin.EXACT, rows.row(id));
    }
    RowScanner.Guess guess = key == null ? null : scanner.get().guess(key);
    return guess == null
        ? new Answer(word, Origin.NONE, null)
        : new Answer(word, guess.ngrams() > 0 ? Origin.SUBWORDS : Origin.NONE, guess.vector());
  }

  @Override
  public Coverage coverage() {
    return coverage;
  }

  ByteKeys keys() {
    return keys;
  }

  RowTable rows() {
    return rows;
  }

  Tally tally() {
    return tally;
  }
}
