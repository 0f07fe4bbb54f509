package io.github.simloss.embeddings;

import io.github.simloss.SimlossException;
import io.github.simloss.embeddings.internal.bytes.KeyIndex;
import io.github.simloss.embeddings.internal.bytes.VectorSource;
import io.github.simloss.embeddings.internal.cache.VectorCache;
import io.github.simloss.embeddings.internal.detect.DetectedFormat;
import io.github.simloss.embeddings.internal.detect.FormatDetector;
import io.github.simloss.embeddings.internal.read.NormStatistics;
import io.github.simloss.embeddings.internal.read.VectorReader;
import io.github.simloss.embeddings.internal.scan.DuplicateFilter;
import io.github.simloss.embeddings.internal.scan.RowScanner;
import io.github.simloss.embeddings.internal.scan.ScanCounts;
import io.github.simloss.embeddings.internal.scan.ScanRequest;
import io.github.simloss.embeddings.internal.scan.WordCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file of word vectors, detected by its content, never by its name. Read are text with a header
 * (word2vec, fastText {@code .vec}), text without (GloVe), word2vec binary, and fastText models;
 * each plain or gzipped.
 *
 * <p>{@link #read} gives the vectors of some words: others are passed over, so memory grows with
 * the words found, not with the file. {@link #all} gives all of them, {@link #forEach} hands them
 * over one by one, {@link #info} sums the file up. Each goes through the file again; nothing stays
 * open in between.
 *
 * <p>Of a word with several rows the first counts. In text only spaces and tabs separate fields and
 * only {@code \n} ends lines ({@code \r} before it is dropped, a byte order mark skipped); the last
 * d fields are the vector, what is before them is the word. Rows without a word are left out, with
 * a notice. A header that says more words than there are gives a notice, one that says fewer is an
 * error. NaN and infinity are errors.
 *
 * <p>Every failure is a {@link SimlossException} of one line that names the file and the line or
 * byte. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class VectorFile implements VectorRows {
  private final VectorSource source;
  private final VectorOptions options;
  private final DetectedFormat detected;
  private final WordCodec words;
  private @Nullable RowScanner opened;

  private VectorFile(VectorSource source, VectorOptions options) {
    this.source = source;
    this.detected = FormatDetector.detect(source, options);
    // A cache knows one file, and not the words beside a table.
    boolean table = detected.format() == VectorFormat.NUMPY;
    this.options = table ? options.withCache(null) : options;
    this.words = new WordCodec(options.charset());
    // A compressed model must be unpacked first; a cache may make that needless.
    if (!detected.format().isFastText() || !source.gzip()) {
      scanner();
    }
  }

  /**
   * Detects the format of a file.
   *
   * @throws SimlossException if it cannot be read or is no file of word vectors
   */
  public static VectorFile open(Path file) {
    return open(file, VectorOptions.DEFAULT);
  }

  /** Detects the format of a file, to be read with some options. */
  public static VectorFile open(Path file, VectorOptions options) {
    return new VectorFile(new VectorSource(file), options);
  }

  /** The file. */
  public Path path() {
    return source.given();
  }

  /** Its layout. */
  public VectorFormat format() {
    return scanner().format();
  }

  /** Whether it is compressed. */
  public boolean gzip() {
    return source.gzip();
  }

  /** d. */
  @Override
  public int dimension() {
    return scanner().dimension();
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
    VectorCache cache = new VectorCache(source, options);
    return new SelectedVectors(cache.some(wanted, lookup, () -> reader().some(wanted, lookup)));
  }

  /** All vectors, in the file's order. */
  public VectorSet all() {
    VectorCache cache = new VectorCache(source, options);
    return new AllVectors(cache.all(() -> reader().all()), words, this::scanner);
  }

  /**
   * Hands over all vectors in the file's order, each word once; memory holds the words, not the
   * vectors.
   *
   * @throws UncheckedIOException with what the consumer threw
   */
  @Override
  public void forEach(RowConsumer consumer) {
    DuplicateFilter first =
        new DuplicateFilter(
            new KeyIndex(),
            row -> {
              try {
                consumer.row(words.text(row.key()), row.vector());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    reader().scan(new ScanRequest(null, ScanRequest.Values.FINITE), first);
  }

  /** Hands over the words in the file's order, each once; the numbers are not read. */
  @Override
  public void forEachWord(Consumer<String> consumer) {
    DuplicateFilter first =
        new DuplicateFilter(new KeyIndex(), row -> consumer.accept(words.text(row.key())));
    reader().scan(new ScanRequest(null, ScanRequest.Values.NONE), first);
  }

  /** How many distinct words there are; the numbers are not read. */
  public long count() {
    KeyIndex keys = new KeyIndex();
    reader()
        .scan(new ScanRequest(null, ScanRequest.Values.NONE), new DuplicateFilter(keys, row -> {}));
    return keys.size();
  }

  /** Sums the file up; NaN and infinity are counted. */
  public VectorInfo info() {
    NormStatistics norms = new NormStatistics();
    KeyIndex keys = new KeyIndex();
    DuplicateFilter first = new DuplicateFilter(keys, row -> norms.add(row.vector()));
    ScanCounts counts = reader().scan(new ScanRequest(null, ScanRequest.Values.ANY), first);
    return new VectorInfo(
        new VectorInfo.Layout(
            format(), gzip(), dimension(), scanner().claimedWords(), scanner().subwords()),
        new VectorInfo.Rows(
            keys.size(),
            first.duplicates(),
            counts.emptyWords(),
            counts.malformedWords(),
            norms.nan(),
            norms.zero()),
        new VectorInfo.Norms(norms.min(), norms.mean(), norms.max()));
  }

  private VectorReader reader() {
    return new VectorReader(source, scanner(), options);
  }

  private synchronized RowScanner scanner() {
    if (opened == null) {
      opened = detected.scanner(source, options);
    }
    return opened;
  }
}
