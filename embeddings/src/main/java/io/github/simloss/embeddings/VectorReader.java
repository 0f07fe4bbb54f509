package io.github.simloss.embeddings;

import io.github.simloss.io.Messages;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads some or all vectors of a file by its scanner. */
final class VectorReader {
  private final VectorSource source;
  private final RowScanner scanner;
  private final VectorOptions options;
  private final Words words;

  VectorReader(VectorSource source, RowScanner scanner, VectorOptions options) {
    this.source = source;
    this.scanner = scanner;
    this.options = options;
    this.words = new Words(options.charset());
  }

  SomeVectors some(Set<String> wanted, Lookup lookup) {
    Wanted keys = new Wanted(wanted, lookup, words);
    FloatRows rows = new FloatRows(scanner.dimension());
    int[] rowOfKey = new int[keys.keys()];
    Arrays.fill(rowOfKey, -1);
    long[] duplicates = {0};
    Tally tally =
        scan(
            new RowScan(keys, RowScan.Values.FINITE),
            row -> {
              if (rowOfKey[row.wanted()] >= 0) {
                duplicates[0]++;
              } else {
                rowOfKey[row.wanted()] = rows.add(row.vector());
              }
            });
    Map<String, SomeVectors.Place> places = new LinkedHashMap<>();
    for (int w = 0; w < keys.words().size(); w++) {
      int form = keys.formFound(w, key -> rowOfKey[key] >= 0);
      String word = keys.words().get(w);
      places.put(
          word,
          form < 0
              ? guess(word, rows)
              : new SomeVectors.Place(Origin.of(keys.form(form)), rowOfKey[keys.key(w, form)]));
    }
    return new SomeVectors(rows, places, duplicates[0], tally);
  }

  private SomeVectors.Place guess(String word, FloatRows rows) {
    byte[] bytes = words.bytes(word);
    RowScanner.Guess guess = bytes == null ? null : scanner.guess(bytes);
    if (guess == null) {
      return new SomeVectors.Place(Origin.NONE, -1);
    }
    return new SomeVectors.Place(
        guess.ngrams() > 0 ? Origin.SUBWORDS : Origin.NONE, rows.add(guess.vector()));
  }

  AllVectors all() {
    ByteKeys keys = new ByteKeys();
    FloatRows rows = new FloatRows(scanner.dimension());
    Distinct distinct = new Distinct(keys, row -> rows.add(row.vector()));
    Tally tally = scan(new RowScan(null, RowScan.Values.FINITE), distinct);
    return new AllVectors(words, keys, rows, () -> scanner, distinct.duplicates(), tally);
  }

  /** Goes through the file and tells what a user should know. */
  Tally scan(RowScan scan, RowSink sink) {
    Tally tally = new Tally();
    try {
      scanner.scan(scan, tally, sink);
    } catch (IOException e) {
      throw source.failure(e);
    }
    String name = Messages.oneLine(source.name());
    if (tally.emptyWords > 0) {
      options
          .notices()
          .accept(
              name
                  + ": rows without a word are left out: "
                  + tally.emptyWords
                  + ", the first at "
                  + tally.firstEmpty);
    }
    if (tally.malformedWords > 0) {
      options
          .notices()
          .accept(
              name
                  + ": words that are not valid "
                  + options.charset().name()
                  + " are read with U+FFFD: "
                  + tally.malformedWords
                  + ", the first at "
                  + tally.firstMalformed);
    }
    return tally;
  }
}
