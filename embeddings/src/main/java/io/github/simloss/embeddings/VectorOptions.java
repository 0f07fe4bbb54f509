package io.github.simloss.embeddings;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a file is read; what is usual needs none of it.
 *
 * @param header whether a text begins with a header
 * @param charset of the words; UTF-8 unless an old file needs another
 * @param malformed what becomes of words that are not valid in the charset
 * @param threads for plain text; what is read does not depend on it
 * @param cache the folder for the cache of what was read; {@code null} for no cache
 * @param progress receives how far a reading is
 * @param notices receives, in one line each, what a user should know
 * @since 0.1.0
 */
public record VectorOptions(
    Header header,
    Charset charset,
    Malformed malformed,
    int threads,
    @Nullable Path cache,
    Progress progress,
    Consumer<String> notices) {

  private static final int MOST_THREADS = 8;

  /** UTF-8, all processors (at most 8), no cache, silent. */
  public static final VectorOptions DEFAULT =
      new VectorOptions(
          Header.AUTO,
          StandardCharsets.UTF_8,
          Malformed.REPLACE,
          Math.min(Runtime.getRuntime().availableProcessors(), MOST_THREADS),
          null,
          (done, total) -> {},
          notice -> {});

  /** Whether a text begins with a header, a line of two whole numbers: words and dimension. */
  public enum Header {
    /**
     * It does if its first line is two whole numbers, unless every line looked at has two fields
     * and the first says a dimension other than 1: that is a table of dimension 1 whose first word
     * is a number.
     */
    AUTO,
    /** It does. */
    PRESENT,
    /** It does not. */
    ABSENT
  }

  /** What becomes of words whose bytes are not valid in the charset. */
  public enum Malformed {
    /** What is not valid becomes U+FFFD; how many words it befell is counted and noticed. */
    REPLACE,
    /** The first one is an error. */
    FAIL
  }

  /** Checks the options. */
  public VectorOptions {
    Objects.requireNonNull(header, "header");
    Objects.requireNonNull(charset, "charset");
    Objects.requireNonNull(malformed, "malformed");
    Objects.requireNonNull(progress, "progress");
    Objects.requireNonNull(notices, "notices");
    if (threads < 1) {
      throw new IllegalArgumentException("a reading cannot have " + threads + " threads");
    }
  }

  /** These with another header rule. */
  public VectorOptions withHeader(Header value) {
    return new VectorOptions(value, charset, malformed, threads, cache, progress, notices);
  }

  /** These with another charset. */
  public VectorOptions withCharset(Charset value) {
    return new VectorOptions(header, value, malformed, threads, cache, progress, notices);
  }

  /** These with another answer to malformed words. */
  public VectorOptions withMalformed(Malformed value) {
    return new VectorOptions(header, charset, value, threads, cache, progress, notices);
  }

  /** These with another number of threads. */
  public VectorOptions withThreads(int value) {
    return new VectorOptions(header, charset, malformed, value, cache, progress, notices);
  }

  /** These with a cache in a folder; {@code null} for none. */
  public VectorOptions withCache(@Nullable Path folder) {
    return new VectorOptions(header, charset, malformed, threads, folder, progress, notices);
  }

  /** These with another listener. */
  public VectorOptions withProgress(Progress value) {
    return new VectorOptions(header, charset, malformed, threads, cache, value, notices);
  }

  /** These with another consumer of notices. */
  public VectorOptions withNotices(Consumer<String> value) {
    return new VectorOptions(header, charset, malformed, threads, cache, progress, value);
  }
}
