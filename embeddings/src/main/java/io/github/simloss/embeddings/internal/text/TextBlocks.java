package io.github.simloss.embeddings.internal.text;

import io.github.simloss.SimlossException;
import io.github.simloss.embeddings.internal.bytes.ProgressMeter;
import io.github.simloss.embeddings.internal.bytes.VectorSource;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * The blocks of a text, read by several threads and handed over in their order. Only a few are
 * ahead of the one that is taken, so memory does not grow with the file.
 */
abstract class TextBlocks implements AutoCloseable {
  /** Bytes of text in a block: small enough for a processor's cache. */
  static final int BLOCK = 1 << 18;

  /** None for a single thread: the caller's own does the work. */
  private final ExecutorService executor;

  private final Queue<Future<TextBlockResult>> ahead = new ArrayDeque<>();
  private final Queue<TextBlockParser> parsers = new ConcurrentLinkedQueue<>();
  private final Supplier<TextBlockParser> newParser;
  private final int mostAhead;

  TextBlocks(int threads, Supplier<TextBlockParser> newParser) {
    this.newParser = newParser;
    this.mostAhead = threads == 1 ? 1 : 2 * threads;
    this.executor = threads == 1 ? null : Executors.newFixedThreadPool(threads, TextBlocks::thread);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "simloss vectors");
    thread.setDaemon(true);
    return thread;
  }

  static TextBlocks open(
      VectorSource source,
      long start,
      int threads,
      ProgressMeter meter,
      Supplier<TextBlockParser> newParser)
      throws IOException {
    if (source.gzip()) {
      return new StreamBlocks(source, start, threads, meter, newParser);
    }
    boolean oneBlock = source.size() - start <= BLOCK;
    return new FileBlocks(source, start, oneBlock ? 1 : threads, meter, newParser);
  }

  /** The work for the next block; {@code null} at the end. */
  abstract Callable<TextBlockResult> nextTask() throws IOException;

  /** Reads lines with a parser that no other thread uses meanwhile. */
  TextBlockResult parse(byte[] bytes, int from, int to) {
    TextBlockParser parser = parsers.poll();
    if (parser == null) {
      parser = newParser.get();
    }
    try {
      return parser.parse(bytes, from, to);
    } finally {
      parsers.add(parser);
    }
  }

  /** The next block; {@code null} at the end. */
  TextBlockResult next() throws IOException {
    while (ahead.size() < mostAhead) {
      Callable<TextBlockResult> task = nextTask();
      if (task == null) {
        break;
      }
      ahead.add(executor == null ? done(task) : executor.submit(task));
    }
    Future<TextBlockResult> first = ahead.poll();
    return first == null ? null : result(first);
  }

  private static Future<TextBlockResult> done(Callable<TextBlockResult> task) {
    FutureTask<TextBlockResult> future = new FutureTask<>(task);
    future.run();
    return future;
  }

  private static TextBlockResult result(Future<TextBlockResult> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SimlossException("the reading was interrupted; run it again", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IOException io) {
        throw io;
      }
      if (cause instanceof RuntimeException runtime) {
        throw runtime;
      }
      if (cause instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(cause);
    }
  }

  static SimlossException lineTooLong(VectorSource source, long offset) {
    return new SimlossException(
        source.name()
            + ": the line at byte "
            + offset
            + " is longer than "
            + TextScanner.LONGEST_LINE
            + " bytes; is this a file of word vectors?");
  }

  @Override
  public void close() throws IOException {
    if (executor != null) {
      executor.shutdownNow();
    }
  }
}
