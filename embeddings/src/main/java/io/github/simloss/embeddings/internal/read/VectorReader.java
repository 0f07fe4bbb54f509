package io.github.simloss.embeddings.internal.read;

import io.github.simloss.embeddings.Lookup;
import io.github.simloss.embeddings.Origin;
import io.github.simloss.embeddings.VectorOptions;
import io.github.simloss.embeddings.internal.bytes.KeyIndex;
import io.github.simloss.embeddings.internal.bytes.VectorSource;
import io.github.simloss.embeddings.internal.scan.DuplicateFilter;
import io.github.simloss.embeddings.internal.scan.RowScanner;
import io.github.simloss.embeddings.internal.scan.RowSink;
import io.github.simloss.embeddings.internal.scan.ScanCounts;
import io.github.simloss.embeddings.internal.scan.ScanRequest;
import io.github.simloss.embeddings.internal.scan.WantedWords;
import io.github.simloss.embeddings.internal.scan.WordCodec;
import io.github.simloss.io.Messages;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads the rows of some or all words of a file with its scanner. */
public final class VectorReader {
  private final VectorSource source;
  private final RowScanner scanner;
  private final VectorOptions options;
  private final WordCodec words;

  public VectorReader(VectorSource source, RowScanner scanner, VectorOptions options) {
    this.source = source;
    this.scanner = scanner;
    this.options = options;
    this.words = new WordCodec(options.charset());
  }

  /** The first row of each word, or a vector made of its n-grams. */
  public SelectedRows some(Set<String> wanted, Lookup lookup) {
    WantedWords keys = new WantedWords(wanted, lookup, words);
    PagedRows rows = new PagedRows(scanner.dimension());
    int[] rowOfKey = new int[keys.keys()];
    Arrays.fill(rowOfKey, -1);
    long[] duplicates = {0};
    ScanCounts counts =
        scan(
            new ScanRequest(keys, ScanRequest.Values.FINITE),
            row -> {
              if (rowOfKey[row.wanted()] >= 0) {
                duplicates[0]++;
              } else {
                rowOfKey[row.wanted()] = rows.add(row.vector());
              }
            });
    Map<String, SelectedRows.Place> places = new LinkedHashMap<>();
    for (int w = 0; w < keys.words().size(); w++) {
      int form = keys.formFound(w, key -> rowOfKey[key] >= 0);
      String word = keys.words().get(w);
      places.put(
          word,
          form < 0
              ? bySubwords(word, rows)
              : new SelectedRows.Place(Origin.of(keys.form(form)), rowOfKey[keys.key(w, form)]));
    }
    return new SelectedRows(rows, places, duplicates[0], counts);
  }

  private SelectedRows.Place bySubwords(String word, PagedRows rows) {
    byte[] bytes = words.bytes(word);
    RowScanner.SubwordVector made = bytes == null ? null : scanner.subwordVector(bytes);
    if (made == null) {
      return new SelectedRows.Place(Origin.NONE, -1);
    }
    return new SelectedRows.Place(made.origin(), rows.add(made.vector()));
  }

  /** The first row of every word of the file. */
  public AllRows all() {
    KeyIndex keys = new KeyIndex();
    PagedRows rows = new PagedRows(scanner.dimension());
    DuplicateFilter first = new DuplicateFilter(keys, row -> rows.add(row.vector()));
    ScanCounts counts = scan(new ScanRequest(null, ScanRequest.Values.FINITE), first);
    return new AllRows(keys, rows, first.duplicates(), counts);
  }

  /** Goes through the file and gives notice of what a user should know. */
  public ScanCounts scan(ScanRequest request, RowSink sink) {
    ScanCounts counts = new ScanCounts();
    try {
      scanner.scan(request, counts, sink);
    } catch (IOException e) {
      throw source.failure(e);
    }
    String name = Messages.oneLine(source.name());
    if (counts.emptyWords() > 0) {
      options
          .notices()
          .accept(
              name
                  + ": rows without a word are left out: "
                  + counts.emptyWords()
                  + ", the first at "
                  + counts.firstEmpty());
    }
    if (counts.malformedWords() > 0) {
      options
          .notices()
          .accept(
              name
                  + ": words that are not valid "
                  + options.charset().name()
                  + " are read with U+FFFD: "
                  + counts.malformedWords()
                  + ", the first at "
                  + counts.firstMalformed());
    }
    return counts;
  }
}
