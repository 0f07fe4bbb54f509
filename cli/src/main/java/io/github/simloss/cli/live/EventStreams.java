package io.github.simloss.cli.live;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Server-sent events to the browsers that listen. Each has a short queue and a thread of its own,
 * so the training thread never waits for a slow one: what it cannot take is dropped for it.
 */
final class EventStreams {
  private static final int QUEUE = 16;

  /** Less than there may be connections, so that the page itself can still be had. */
  private static final int MOST_LISTENERS = 24;

  private static final long SILENCE_SECONDS = 10;
  private static final String END = "";

  private final CopyOnWriteArrayList<BlockingQueue<String>> listeners =
      new CopyOnWriteArrayList<>();
  private volatile String last;
  private volatile boolean closed;

  /** Sends an event to all; {@code data} is one line. */
  void send(String event, String data) {
    String text = "event: " + event + "\ndata: " + data + "\n\n";
    for (BlockingQueue<String> listener : listeners) {
      listener.offer(text);
    }
  }

  /** Sends an event to all that are here and to whoever comes later, and ends the streams. */
  void close(String event, String data) {
    last = "event: " + event + "\ndata: " + data + "\n\n";
    closed = true;
    for (BlockingQueue<String> listener : listeners) {
      // Room for the end, whatever else is lost.
      listener.clear();
      listener.add(END);
    }
  }

  /** Whether no more browsers may listen. */
  boolean isFull() {
    return listeners.size() >= MOST_LISTENERS;
  }

  /**
   * Feeds one browser until it goes away or the streams end.
   *
   * @param time the time for a write
   */
  void feed(OutputStream out, Supplier<Deadlines.Running> time) throws IOException {
    BlockingQueue<String> queue = new ArrayBlockingQueue<>(QUEUE);
    listeners.add(queue);
    try {
      write(out, time, ": simloss\n\n");
      while (!closed) {
        String text = queue.poll(SILENCE_SECONDS, TimeUnit.SECONDS);
        // A comment now and then shows whether the browser is there still.
        write(out, time, text == null || text.isEmpty() ? ":\n\n" : text);
      }
      write(out, time, last);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      listeners.remove(queue);
    }
  }

  private static void write(OutputStream out, Supplier<Deadlines.Running> time, String text)
      throws IOException {
    Deadlines.Running running = time.get();
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } finally {
      running.close();
    }
  }
}
