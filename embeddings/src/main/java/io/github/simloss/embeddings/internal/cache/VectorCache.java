package io.github.simloss.embeddings.internal.cache;

import io.github.simloss.SimlossException;
import io.github.simloss.embeddings.Lookup;
import io.github.simloss.embeddings.Origin;
import io.github.simloss.embeddings.VectorOptions;
import io.github.simloss.embeddings.internal.bytes.KeyIndex;
import io.github.simloss.embeddings.internal.bytes.VectorSource;
import io.github.simloss.embeddings.internal.cache.CacheFile.Content;
import io.github.simloss.embeddings.internal.cache.CacheFile.UnusableException;
import io.github.simloss.embeddings.internal.read.AllRows;
import io.github.simloss.embeddings.internal.read.SelectedRows;
import io.github.simloss.io.Messages;
import io.github.simloss.io.OwnFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Keeps what was read for the next time. If a cache is stale or damaged, its source is read again,
 * with a notice; one that cannot be written is a notice too, for the vectors are there.
 */
public final class VectorCache {
  private static final int PLACE = 1 + Integer.BYTES;

  /** By their number in a cache. */
  private static final List<Origin> ORIGINS =
      List.of(
          Origin.EXACT,
          Origin.LOWER_CASE,
          Origin.NFC,
          Origin.NFC_LOWER_CASE,
          Origin.SUBWORDS,
          Origin.NONE);

  private final VectorSource source;
  private final VectorOptions options;

  public VectorCache(VectorSource source, VectorOptions options) {
    this.source = source;
    this.options = options;
  }

  /** Turns a cache's content into rows. */
  private interface Loader<T> {
    T load(Content content) throws UnusableException;
  }

  /** The rows of some words, from the cache or read. */
  public SelectedRows some(Set<String> wanted, Lookup lookup, Supplier<SelectedRows> reader) {
    if (options.cache() == null || source.isCopy()) {
      return reader.get();
    }
    String[] sorted = wanted.toArray(new String[0]);
    Arrays.sort(sorted);
    byte[] request = Fingerprint.request(options, lookup, sorted);
    return through(
        request,
        content -> some(content, wanted, sorted),
        reader,
        selected ->
            (file, print) ->
                CacheFile.write(
                    file,
                    print,
                    request,
                    selected.counts(),
                    selected.duplicates(),
                    sorted.length,
                    i -> bytes(selected.places().get(sorted[i])),
                    selected.rows()));
  }

  /** All rows, from the cache or read. */
  public AllRows all(Supplier<AllRows> reader) {
    if (options.cache() == null || source.isCopy()) {
      return reader.get();
    }
    byte[] request = Fingerprint.request(options, Lookup.EXACT, null);
    return through(
        request,
        VectorCache::all,
        reader,
        all ->
            (file, print) ->
                CacheFile.write(
                    file,
                    print,
                    request,
                    all.counts(),
                    all.duplicates(),
                    all.keys().size(),
                    i -> bytes(all.keys().bytes(i)),
                    all.rows()));
  }

  /** Writes a cache file for a fingerprint of the source. */
  private interface Writer {
    void write(Path file, byte[] print);
  }

  private <T> T through(
      byte[] request, Loader<T> loader, Supplier<T> reader, Function<T, Writer> writer) {
    Path file = options.cache().resolve(Fingerprint.name(source.file(), request));
    byte[] print = fingerprint();
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      try {
        OwnFiles.requireNoLink(file);
        return loader.load(CacheFile.read(file, print, request));
      } catch (SimlossException e) {
        options.notices().accept("no cache is used or kept: " + e.getMessage());
        return reader.get();
      } catch (UnusableException e) {
        notice(file, e.getMessage());
      } catch (IOException e) {
        notice(file, "cannot be read");
      } catch (InternalError e) {
        notice(file, "changed while it was read");
      }
    }
    T rows = reader.get();
    if (Arrays.equals(print, fingerprint())) {
      try {
        OwnFiles.requireNoLink(file);
        writer.apply(rows).write(file, print);
      } catch (SimlossException e) {
        options.notices().accept("no cache is kept: " + e.getMessage());
      }
    }
    return rows;
  }

  private byte[] fingerprint() {
    try {
      return Fingerprint.file(source.file());
    } catch (IOException e) {
      throw Messages.reading(source.file(), e);
    }
  }

  private void notice(Path file, String what) {
    options
        .notices()
        .accept(
            "the cache "
                + Messages.quote(file)
                + " "
                + what
                + "; "
                + source.name()
                + " is read again");
  }

  private static SelectedRows some(Content content, Set<String> wanted, String[] sorted)
      throws UnusableException {
    if (content.count() != sorted.length) {
      throw new UnusableException("is damaged");
    }
    // Sized at once: growing is slow in a process that has just started.
    Map<String, SelectedRows.Place> found = new HashMap<>(2 * sorted.length);
    ByteBuffer entries = content.entries();
    for (String word : sorted) {
      if (entries.remaining() < PLACE) {
        throw new UnusableException("is damaged");
      }
      int origin = entries.get();
      int row = entries.getInt();
      if (origin < 0 || origin >= ORIGINS.size() || row < -1 || row >= content.rows().size()) {
        throw new UnusableException("is damaged");
      }
      found.put(word, new SelectedRows.Place(ORIGINS.get(origin), row));
    }
    Map<String, SelectedRows.Place> places = new LinkedHashMap<>(2 * sorted.length);
    for (String word : wanted) {
      places.put(word, found.get(word));
    }
    return new SelectedRows(content.rows(), places, content.duplicates(), content.counts());
  }

  private static AllRows all(Content content) throws UnusableException {
    KeyIndex keys = new KeyIndex();
    ByteBuffer entries = content.entries();
    for (int i = 0; i < content.count(); i++) {
      if (entries.remaining() < Integer.BYTES) {
        throw new UnusableException("is damaged");
      }
      keys.add(CacheFile.take(entries, entries.getInt()));
    }
    if (keys.size() != content.rows().size()) {
      throw new UnusableException("is damaged");
    }
    return new AllRows(keys, content.rows(), content.duplicates(), content.counts());
  }

  private static byte[] bytes(SelectedRows.Place place) {
    int origin = ORIGINS.indexOf(place.origin());
    return CacheFile.little(PLACE).put((byte) origin).putInt(place.row()).array();
  }

  private static byte[] bytes(byte[] key) {
    return CacheFile.little(Integer.BYTES + key.length).putInt(key.length).put(key).array();
  }
}
