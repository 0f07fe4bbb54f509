package io.github.simloss.embeddings;

import io.github.simloss.SimlossException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A file of word vectors, recognised by its content, never by its name. Read are text with a header
 * (word2vec, fastText {@code .vec}), text without (GloVe), word2vec binary, and fastText models;
 * each plain or gzipped.
 *
 * <p>{@link #read} gives the vectors of some words: others are passed over, so memory grows with
 * the words found, not with the file. {@link #all} gives all of them, {@link #forEach} hands them
 * over one by one, {@link #info} sums the file up. Each goes through the file again; nothing stays
 * open in between.
 *
 * <p>Of a word with several rows the first counts. In text only spaces and tabs part fields and
 * only {@code \n} ends lines ({@code \r} before it is dropped, a byte order mark skipped); the last
 * d fields are the vector, what is before them is the word. Rows without a word are left out, with
 * a notice. A header that says more words than there are gives a notice, one that says fewer is an
 * error. NaN and infinity are errors.
 *
 * <p>Every failure is a {@link SimlossException} of one line that names the file and the line or
 * byte. Safe for use by several threads.
 */
public final class VectorFile {
  private final VectorSource source;
  private final VectorOptions options;
  private final VectorFormat format;
  private final RowScanner scanner;
  private final Words words;

  private VectorFile(VectorSource source, VectorOptions options) {
    this.source = source;
    this.options = options;
    this.words = new Words(options.charset());
    Recognised recognised = Recogniser.recognise(source, options);
    this.scanner =
        switch (recognised.format()) {
          case TEXT, GLOVE -> new TextScanner(source, recognised.text(), options);
          case WORD2VEC_BINARY -> new Word2VecBinaryScanner(source, recognised.header(), options);
          default -> FastTextScanner.open(source, recognised.format(), options);
        };
    this.format = scanner instanceof FastTextScanner model ? model.format() : recognised.format();
  }

  /**
   * Recognises a file.
   *
   * @throws SimlossException if it cannot be read or is no file of word vectors
   */
  public static VectorFile open(Path file) {
    return open(file, VectorOptions.DEFAULT);
  }

  /** Recognises a file, to be read with some options. */
  public static VectorFile open(Path file, VectorOptions options) {
    return new VectorFile(new VectorSource(file), options);
  }

  /** The file. */
  public Path path() {
    return source.file();
  }

  /** Its layout. */
  public VectorFormat format() {
    return format;
  }

  /** Whether it is compressed. */
  public boolean gzip() {
    return source.gzip();
  }

  /** d. */
  public int dimension() {
    return scanner.dimension();
  }

  /** The vectors of some words as they are written. */
  public VectorSet read(Set<String> wanted) {
    return read(wanted, Lookup.EXACT);
  }

  /**
   * The vectors of some words.
   *
   * @param wanted the words
   * @param lookup which forms of a word are tried; then, in a fastText model, the n-grams of the
   *     word as it is written
   * @throws SimlossException if the file is damaged, naming the place. What is wrong with rows that
   *     are not wanted may go unseen
   */
  public VectorSet read(Set<String> wanted, Lookup lookup) {
    Wanted keys = new Wanted(wanted, lookup, words);
    FloatRows rows = new FloatRows(dimension());
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

  /** All vectors, in the file's order. */
  public VectorSet all() {
    ByteKeys keys = new ByteKeys();
    FloatRows rows = new FloatRows(dimension());
    Distinct distinct = new Distinct(keys, row -> rows.add(row.vector()));
    Tally tally = scan(new RowScan(null, RowScan.Values.FINITE), distinct);
    return new AllVectors(words, keys, rows, scanner, distinct.duplicates(), tally);
  }

  /**
   * Hands over all vectors in the file's order, each word once; memory holds the words, not the
   * vectors.
   */
  public void forEach(RowConsumer consumer) {
    scan(
        new RowScan(null, RowScan.Values.FINITE),
        new Distinct(new ByteKeys(), row -> consumer.row(words.text(row.key()), row.vector())));
  }

  /** How many distinct words there are; the numbers are not read. */
  public long count() {
    ByteKeys keys = new ByteKeys();
    scan(new RowScan(null, RowScan.Values.NONE), new Distinct(keys, row -> {}));
    return keys.size();
  }

  /** Sums the file up; NaN and infinity are counted. */
  public VectorInfo info() {
    Norms norms = new Norms();
    ByteKeys keys = new ByteKeys();
    Distinct distinct = new Distinct(keys, row -> norms.add(row.vector()));
    Tally tally = scan(new RowScan(null, RowScan.Values.ANY), distinct);
    return new VectorInfo(
        format,
        gzip(),
        keys.size(),
        dimension(),
        scanner.claimedWords(),
        distinct.duplicates(),
        tally.emptyWords,
        tally.malformedWords,
        norms.nan(),
        norms.zero(),
        norms.min(),
        norms.mean(),
        norms.max(),
        scanner.subwords());
  }

  private Tally scan(RowScan scan, RowSink sink) {
    Tally tally = new Tally();
    try {
      scanner.scan(scan, tally, sink);
    } catch (UncheckedIOException e) {
      throw source.failure(e.getCause());
    } catch (IOException e) {
      throw source.failure(e);
    }
    if (tally.emptyWords > 0) {
      options
          .notices()
          .accept(
              source.name()
                  + ": rows without a word are left out: "
                  + tally.emptyWords
                  + ", the first at "
                  + tally.firstEmpty);
    }
    if (tally.malformedWords > 0) {
      options
          .notices()
          .accept(
              source.name()
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
